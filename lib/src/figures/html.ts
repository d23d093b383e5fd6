import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { escapeHtml } from '../jupyter/html.js';

const require = createRequire(import.meta.url);

/**
 * Turns every `figure[data-codebook]` of the page into a live Plotly figure, once it can be seen and
 * `window.Plotly` is there; until then, and without it, the picture inside stays. Nothing is downloaded:
 * an exported page brings Plotly itself (see {@link plotlySource}).
 */
const liven = `(function () {
  function draw(figure) {
    var script = figure.querySelector('script[type="application/json"]');
    var spec = JSON.parse(script.textContent);
    var solid = spec.data.some(function (trace) { return /3d$/.test(trace.type); });
    if (solid && !document.createElement('canvas').getContext('webgl')) return;
    var place = document.createElement('div');
    var room = figure.clientWidth;
    if (room > 0 && room < spec.layout.width) spec.layout.width = room;
    window.Plotly.newPlot(place, spec).then(function () {
      figure.querySelector('img').replaceWith(place);
      figure.setAttribute('role', 'group');
    });
  }
  function watch() {
    if (!window.Plotly) return;
    document.querySelectorAll('figure[data-codebook=waiting]').forEach(function (figure) {
      figure.dataset.codebook = 'watched';
      new IntersectionObserver(function (entries, observer) {
        if (!entries.some(function (entry) { return entry.isIntersecting; })) return;
        observer.disconnect();
        draw(figure);
      }).observe(figure);
    });
  }
  watch();
  if (!window.codebookFigures) {
    window.codebookFigures = true;
    window.addEventListener('load', watch);
  }
})();`;

/** JSON that can stand inside a `<script>` element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** What a page needs to know of a figure. */
export interface PageFigure {
  readonly alt: string;
  readonly layout: Readonly<Record<string, unknown>>;
  readonly interactive: boolean;
  /** Plotly's own JSON. */
  plotly(): object;
}

/** The figure as a piece of a page: a picture that becomes interactive where Plotly is there. */
export function figureHtml(figure: PageFigure, png: Buffer): string {
  const alt = escapeHtml(figure.alt);
  const { width, height } = figure.layout;
  const picture =
    `<img src="data:image/png;base64,${png.toString('base64')}" alt="" width="${width}" height="${height}" ` +
    'style="max-width:100%;height:auto">';
  const open = `role="img" aria-label="${alt}" style="margin:0;max-width:100%;overflow-x:auto"`;
  if (!figure.interactive) return `<figure ${open}>${picture}</figure>`;
  const spec = `<script type="application/json">${scriptJson(figure.plotly())}</script>`;
  return `<figure data-codebook="waiting" ${open}>${picture}${spec}</figure><script>${liven}</script>`;
}

/** A whole page with the figure and, if it is interactive, plotly.js inside. */
export async function figurePage(figure: PageFigure, png: Buffer): Promise<string> {
  const plotly = figure.interactive ? `<script>${await plotlySource()}</script>\n` : '';
  const title = escapeHtml(figure.alt.slice(0, 80));
  return (
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n${plotly}</head>\n` +
    `<body>\n${figureHtml(figure, png)}\n</body>\n</html>\n`
  );
}

/**
 * The text of plotly.js (4.8 MB) for a page's `<script>`: put it once into an exported book or deck, before
 * or after the figures, and all of them come alive without a network.
 */
export function plotlySource(): Promise<string> {
  return readFile(require.resolve('plotly.js-dist-min'), 'utf8');
}
