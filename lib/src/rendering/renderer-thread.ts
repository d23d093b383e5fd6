import { parentPort } from 'node:worker_threads';
import { createPlotly, type PlotlyInNode } from './plotly-in-node.js';
import { rasterise } from './rasterise.js';
import type { Answer, Request } from './renderer.js';

let plotly: PlotlyInNode | undefined;
let queue: Promise<void> = Promise.resolve();

async function draw({ id, figure, scales }: Request): Promise<Answer> {
  try {
    plotly ??= createPlotly();
    const svg = await plotly.toSvg(figure);
    return { id, svg, pngs: scales.map((scale) => rasterise(svg, scale)) };
  } catch (error) {
    plotly = undefined;
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

// One drawing at a time: Plotly keeps state in its document.
parentPort?.on('message', (request: Request) => {
  queue = queue.then(async () => parentPort?.postMessage(await draw(request)));
});
