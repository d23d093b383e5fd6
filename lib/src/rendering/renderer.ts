import { Worker } from 'node:worker_threads';

/** What is rendered: Plotly traces and a layout with `width` and `height`; no WebGL traces. */
export interface StillFigure {
  readonly data: readonly object[];
  readonly layout: Readonly<Record<string, unknown>>;
}

/** What the drawing thread is asked for. */
export interface Request {
  readonly id: number;
  readonly figure: StillFigure;
  readonly scales: readonly number[];
}

interface Drawing {
  readonly id: number;
  readonly svg: string;
  readonly pngs: readonly Uint8Array[];
}

/** What the drawing thread answers. */
export type Answer = Drawing | { readonly id: number; readonly error: string };

interface Job {
  readonly timer: NodeJS.Timeout;
  readonly resolve: (answer: Drawing) => void;
  readonly reject: (error: Error) => void;
}

/** A drawing that takes longer than this will not end. */
const patienceMs = 60_000;

let worker: Worker | undefined;
let lastId = 0;
const jobs = new Map<number, Job>();

/** The figure as SVG text. Drawn in a thread of its own, which starts with the first figure. */
export async function renderSvg(figure: StillFigure): Promise<string> {
  return (await ask(plain(figure), [])).svg;
}

/**
 * The figure as PNG bytes, once for each scale: device pixels to each of the layout's.
 *
 * @throws when a scale is outside (0, 8], or when Plotly refuses the figure.
 */
export async function renderPngs(figure: StillFigure, scales: readonly number[]): Promise<Buffer[]> {
  for (const scale of scales)
    if (!(scale > 0 && scale <= 8)) throw new RangeError(`toPng: scale must lie in (0, 8], got ${scale}.`);
  return (await ask(plain(figure), scales)).pngs.map((png) => Buffer.from(png));
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

function ask(figure: StillFigure, scales: readonly number[]): Promise<Drawing> {
  const id = ++lastId;
  const running = worker ?? startWorker();
  running.ref();
  return new Promise<Drawing>((resolve, reject) => {
    const late = () => fail(new Error(`Figure: not drawn within ${patienceMs / 1000} s.`));
    jobs.set(id, { resolve, reject, timer: setTimeout(late, patienceMs) });
    const request: Request = { id, figure, scales };
    running.postMessage(request);
  });
}

function startWorker(): Worker {
  const started = new Worker(new URL('./renderer-thread.js', import.meta.url), { execArgv: [] });
  started.on('message', settle);
  started.on('error', (error) => fail(new Error('Figure: the drawing thread stopped.', { cause: error })));
  started.on('exit', () => {
    if (worker === started) fail(new Error('Figure: the drawing thread ended.'));
  });
  started.unref();
  worker = started;
  return started;
}

function settle(answer: Answer): void {
  const job = jobs.get(answer.id);
  jobs.delete(answer.id);
  clearTimeout(job?.timer);
  if (jobs.size === 0) worker?.unref();
  if ('error' in answer) job?.reject(new Error(`Figure: Plotly could not draw it: ${answer.error}`));
  else job?.resolve(answer);
}

/** Gives up every waiting drawing; the next one starts a new thread. */
function fail(error: Error): void {
  const waiting = [...jobs.values()];
  jobs.clear();
  void worker?.terminate();
  worker = undefined;
  for (const job of waiting) {
    clearTimeout(job.timer);
    job.reject(error);
  }
}
