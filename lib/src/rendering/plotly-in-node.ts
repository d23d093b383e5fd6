import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Canvas, createCanvas, GlobalFonts, ImageData } from '@napi-rs/canvas';
import { type DOMWindow, JSDOM, VirtualConsole } from 'jsdom';
import { fontFiles } from './rasterise.js';
import type { StillFigure } from './renderer.js';
import { svgGeometry } from './svg-geometry.js';

const require = createRequire(import.meta.url);
const family = 'DejaVu Sans';

/** Plotly in a document without a screen. */
export interface PlotlyInNode {
  /** Draws the figure; text is set in DejaVu Sans, by whose measure the margins are made. */
  toSvg(figure: StillFigure): Promise<string>;
}

/**
 * Loads Plotly's cartesian bundle into a jsdom window. jsdom does not lay out, so text is measured with
 * the bundled font on a canvas; that is all that Plotly needs to place titles, ticks and legends.
 */
export function createPlotly(): PlotlyInNode {
  for (const file of fontFiles) GlobalFonts.registerFromPath(file, family);
  const { window } = new JSDOM('<!doctype html>', {
    runScripts: 'outside-only',
    virtualConsole: new VirtualConsole(), // Plotly's advice must not reach a cell's stderr
  });
  addMissing(window);
  addMeasures(window);
  addCanvas(window);
  window.eval(readFileSync(require.resolve('plotly.js-cartesian-dist-min'), 'utf8'));
  return { toSvg: (figure) => draw(window, figure) };
}

async function draw(window: DOMWindow, { data, layout }: StillFigure): Promise<string> {
  // Plotly's declaration of itself: `window.eval` of the bundle above defines it, and takes plain data.
  const plotly = window.Plotly as { toImage(figure: object, options: object): Promise<string> };
  const font = { ...(layout.font as object | undefined), family }; // a layout's font is an object if there is one
  const options = { format: 'svg', imageDataOnly: true, width: layout.width, height: layout.height };
  const config = { staticPlot: true };
  return plotly.toImage(structuredClone({ data, layout: { ...layout, font }, config }), options);
}

function addMissing(window: DOMWindow): void {
  const matchMedia = () => ({ matches: false, addListener() {}, removeListener() {} });
  Object.assign(window, {
    TextDecoder,
    TextEncoder,
    ImageData,
    matchMedia,
    Worker: class {},
    requestAnimationFrame: (callback: (now: number) => void) => setTimeout(() => callback(Date.now()), 0),
    cancelAnimationFrame: (timer: NodeJS.Timeout) => clearTimeout(timer),
  });
  window.URL.createObjectURL = () => 'blob:none';
}

function addMeasures(window: DOMWindow): void {
  const geometry = svgGeometry(family);
  Object.assign(window.SVGElement.prototype, {
    getBBox(this: Element) {
      return geometry.boundsOf(this);
    },
    getComputedTextLength(this: Element) {
      return geometry.boundsOf(this).width;
    },
  });
  Object.assign(window.Element.prototype, {
    getBoundingClientRect(this: Element) {
      return geometry.clientRectOf(this);
    },
  });
}

function addCanvas(window: DOMWindow): void {
  const surfaces = new WeakMap<object, Canvas>();
  const surfaceOf = (canvas: HTMLCanvasElement) => {
    const known = surfaces.get(canvas);
    if (known?.width === canvas.width && known.height === canvas.height) return known;
    const made: Canvas = createCanvas(canvas.width || 1, canvas.height || 1);
    surfaces.set(canvas, made);
    return made;
  };
  Object.assign(window.HTMLCanvasElement.prototype, {
    getContext(this: HTMLCanvasElement, kind: string) {
      return kind === '2d' ? surfaceOf(this).getContext('2d') : null;
    },
    toDataURL(this: HTMLCanvasElement) {
      return surfaceOf(this).toDataURL('image/png');
    },
  });
}
