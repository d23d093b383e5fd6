import { parentPort } from 'node:worker_threads';
import { createPlotly, type PlotlyInNode } from './plotlyInNode.js';
import { rasterise } from './rasterise.js';
import type { StillFigure } from './renderer.js';

interface Request {
  readonly id: number;
  readonly kind: 'svg' | 'png';
  readonly figure: StillFigure;
  readonly scale: number;
}

let plotly: PlotlyInNode | undefined;
let queue: Promise<void> = Promise.resolve();

async function answer({ id, kind, figure, scale }: Request): Promise<void> {
  try {
    plotly ??= createPlotly();
    const svg = await plotly.toSvg(figure);
    const drawn = kind === 'svg' ? { svg } : { png: rasterise(svg, scale) };
    parentPort?.postMessage({ id, ...drawn });
  } catch (error) {
    plotly = undefined;
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

// One drawing at a time: Plotly keeps state in its document.
parentPort?.on('message', (request: Request) => {
  queue = queue.then(() => answer(request));
});
