import { expect } from 'chai';
import { quiz, readProgress } from 'codebook/study';
import { keepRecordApart } from '../../notebooks/learners-record.js';
import { exampleQuiz } from './example-quiz.js';
import { openQuiz } from './quiz-form.js';

type Opened = (comm: { send(data: object): void; close(): void }, message: { data: unknown }) => void;

/** A kernel and JupyterLab's side of it, joined without a network: what is sent arrives when `deliver` is called. */
function joined() {
  const targets = new Map<string, Opened>();
  const waiting: (() => void)[] = [];
  const kernel = {
    createComm(target: string) {
      const comm = {
        onMsg: (_message: object): void => undefined,
        onClose: (): void => undefined,
        open: (data: object) =>
          waiting.push(() => {
            const send = (reply: object) => comm.onMsg({ content: { data: reply } });
            const opened = targets.get(target);
            if (opened)
              opened({ send, close: () => comm.onClose() }, { data: JSON.parse(JSON.stringify(data)) });
            else comm.onClose();
          }),
      };
      return comm;
    },
  };
  const comms = { register: (target: string, opened: Opened) => void targets.set(target, opened) };
  return { comms, kernel, targets, deliver: () => waiting.splice(0).map((one) => one()).length };
}

/** JupyterLab's application with two notebooks, the second of which holds all that is on the page. */
const applicationWith = (kernel: object | null) => ({
  shell: {
    *widgets() {
      yield { node: { contains: () => false } };
      yield { node: { contains: () => true }, sessionContext: { session: { kernel } } };
    },
  },
});

describe('a quiz answered in its form', () => {
  keepRecordApart();
  const kernelSymbol = Symbol.for('Jupyter.kernel');
  afterEach(() => Reflect.deleteProperty(globalThis, kernelSymbol));

  /** Shows a quiz of its own name in a kernel, and its form in a page. */
  async function shown(name: string, application: (kernel: object) => object | undefined) {
    const ends = joined();
    Reflect.set(globalThis, kernelSymbol, { comms: ends.comms });
    const asked: object = await quiz({ ...exampleQuiz, name });
    // The display hook says what Jupyter shows.
    const bundle = Reflect.get(asked, Symbol.for('Jupyter.display')).call(asked) as Record<string, string>;
    const form = openQuiz(bundle['text/html'] ?? '', { jupyterapp: application(ends.kernel) });
    const answer = (...given: string[]) => given.forEach((one, i) => form.answer(i, one));
    return { ...ends, form, answer, record: () => readProgress().quizzes[name] };
  }

  it('is kept by the kernel, which marks it itself', async () => {
    const { form, answer, deliver, record } = await shown('kept', applicationWith);
    answer('b', 'ac');
    expect([form.kept(), deliver()]).to.deep.equal([undefined, 0]); // not all answered
    answer('b', 'ac', '25,120');
    expect(form.kept()).to.match(/^All answered\. The kernel keeps the result as soon as it is free\./);
    expect(form.line()).to.equal("await quiz(…, ['b', 'ac', 25120])");
    expect(record()).to.equal(undefined);
    expect(deliver()).to.equal(1);
    expect([form.kept(), form.line()]).to.deep.equal(['2 of 3 right. Kept in your progress.', undefined]);
    expect(record()).to.deep.include({ tries: 1, best: 2, of: 3 });
  });

  it('counts a try for new answers, and none where Check is pressed again', async () => {
    const { form, answer, deliver, record } = await shown('again', applicationWith);
    answer('b', 'ac', '7');
    answer('b', 'ca', '7.0');
    expect(deliver()).to.equal(1);
    answer('b', 'ac', '25088');
    expect(deliver()).to.equal(1);
    expect(form.kept()).to.equal('3 of 3 right. Kept in your progress.');
    expect(record()).to.deep.include({ tries: 2, best: 3 });
  });

  it('tells the line to run where the application is not shown, and where no kernel is there', async () => {
    const places = [() => undefined, () => applicationWith(null), () => ({ shell: { widgets: () => [] } })];
    for (const [i, application] of places.entries()) {
      const { form, answer, deliver, record } = await shown(`alone ${i}`, application);
      answer('b', 'none', '32');
      expect(deliver()).to.equal(0);
      expect(form.kept()).to.equal(
        'All answered. To keep the result in your progress, run this in a cell: ' +
          "await quiz(…, ['b', 'none', 32])",
      );
      expect(record()).to.equal(undefined);
    }
  });

  it('tells the line to run after a restart: no target, or a kernel that has shown other quizzes', async () => {
    const { form, answer, deliver, targets } = await shown('restarted', applicationWith);
    targets.clear();
    answer('b', 'ac', '25088');
    expect(deliver()).to.equal(1);
    expect(form.kept()).to.match(/^All answered\. To keep the result in your progress, run this/);
    const replies: unknown[] = [];
    const { targets: others } = await shown('other', applicationWith);
    const send = (data: unknown) =>
      [...others.values()][0]?.({ send: (reply) => replies.push(reply), close: () => undefined }, { data });
    send({ name: 'never shown', answers: [] });
    send({ name: 'other', answers: ['b'] });
    send({ name: 'other', answers: [null, 'a', 1] });
    expect(replies).to.deep.equal([
      { kept: false, message: 'This kernel has shown no quiz "never shown": run its cell again.' },
      { kept: false, message: 'quiz "other": got 1 answers, expected 3, one a question.' },
      { kept: false, message: 'The kernel got no answers of a quiz.' },
    ]);
  });

  it('tells the line to run where JupyterLab refuses, and forgets it when an answer is taken back', async () => {
    const refuses = () => applicationWith({ createComm: () => { throw new Error('Kernel is dead'); } }); // biome-ignore format: short
    const { form, answer } = await shown('refused', refuses);
    answer('b', 'ac', '25088');
    expect(form.line()).to.equal("await quiz(…, ['b', 'ac', 25088])");
    answer('b', 'ac', 'many');
    expect([form.kept(), form.line()]).to.deep.equal([undefined, undefined]);
  });
});
