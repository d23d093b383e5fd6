import { Worker } from 'node:worker_threads';

/** What is rendered: Plotly traces and a layout with `width` and `height`; no WebGL traces. */
export interface StillFigure {
  readonly data: readonly object[];
  readonly layout: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly id: number;
  readonly svg?: string;
  readonly png?: Uint8Array;
  readonly error?: string;
}

interface Job {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** A drawing that takes longer than this will not end. */
const patienceMs = 60_000;

let worker: Worker | undefined;
let lastId = 0;
const jobs = new Map<number, Job>();

/** The figure as SVG text. Drawn in a thread of its own, which starts with the first figure. */
export async function renderSvg(figure: StillFigure): Promise<string> {
  const { svg } = await ask({ kind: 'svg', figure: plain(figure), scale: 1 });
  if (svg === undefined) throw new Error('toSvg: the renderer returned no picture.');
  return svg;
}

/**
 * The figure as PNG bytes, `scale` device pixels to each of the layout's.
 *
 * @throws when `scale` is outside (0, 8], or when Plotly refuses the figure.
 */
export async function renderPng(figure: StillFigure, scale: number): Promise<Buffer> {
  if (!(scale > 0 && scale <= 8)) throw new RangeError(`toPng: scale must lie in (0, 8], got ${scale}.`);
  const { png } = await ask({ kind: 'png', figure: plain(figure), scale });
  if (png === undefined) throw new Error('toPng: the renderer returned no picture.');
  return Buffer.from(png);
}

function plain({ data, layout }: StillFigure): StillFigure {
  const webgl = data.find(
    (trace) => 'type' in trace && /3d|gl$|gl2d|surface|cone|volume/.test(String(trace.type)),
  );
  if (webgl !== undefined)
    throw new TypeError(
      'Figure: a 3-D or WebGL trace has no still picture. Give the figure a `still` without one.',
    );
  return { data, layout };
}

function ask(request: { kind: 'svg' | 'png'; figure: StillFigure; scale: number }): Promise<Answer> {
  const id = ++lastId;
  const running = worker ?? startWorker();
  const timer = setTimeout(
    () => fail(new Error(`Figure: not drawn within ${patienceMs / 1000} s.`)),
    patienceMs,
  );
  running.ref();
  return new Promise<Answer>((resolve, reject) => {
    jobs.set(id, { resolve, reject });
    running.postMessage({ id, ...request });
  }).finally(() => {
    clearTimeout(timer);
    if (jobs.size === 0) running.unref();
  });
}

function startWorker(): Worker {
  const started = new Worker(new URL('./rendererThread.js', import.meta.url), { execArgv: [] });
  started.on('message', settle);
  started.on('error', (error) => fail(new Error('Figure: the drawing thread stopped.', { cause: error })));
  started.unref();
  worker = started;
  return started;
}

function settle(answer: Answer): void {
  const job = jobs.get(answer.id);
  jobs.delete(answer.id);
  if (answer.error === undefined) job?.resolve(answer);
  else job?.reject(new Error(`Figure: Plotly could not draw it: ${answer.error}`));
}

/** Gives up every waiting drawing; the next one starts a new thread. */
function fail(error: Error): void {
  const waiting = [...jobs.values()];
  jobs.clear();
  void worker?.terminate();
  worker = undefined;
  for (const job of waiting) job.reject(error);
}
