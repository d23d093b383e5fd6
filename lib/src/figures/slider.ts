import { describe, requireTitle, requireWhole } from '../checks/arguments.js';
import { checkOptions } from '../checks/options.js';
import { displaySymbol, type MimeBundle } from '../jupyter/display.js';
import { escapeHtml } from '../jupyter/html.js';
import { renderPngs } from '../rendering/renderer.js';
import { commonAxes } from './animation.js';
import type { Figure } from './figure.js';

/** One place of a {@link slider}: what is written beside the label there, and the figure that is shown. */
export interface SliderStep {
  /** The number at this place, as it is read: "30". */
  readonly name: string;
  readonly figure: Figure;
}

/** Options of {@link slider}. */
export interface SliderOptions {
  /** What the reader moves, e.g. "k". */
  readonly label: string;
  /** The places, in order; at least two, all figures of one size. */
  readonly steps: readonly SliderStep[];
  /** Index of the place that is shown first, and where nothing moves; 0 by default. */
  readonly start?: number;
  /** Alternative text; by default the label, its range, and what is shown first. */
  readonly alt?: string;
}

const name = 'slider';
/** Height of the row below the picture, in pixels. */
const controlHeight = 56;

/**
 * A number that the reader moves, and the figure that answers. All places are drawn beforehand, so that it works
 * without a kernel and without a network: in JupyterLab, in the book and on slides; by mouse, touch and arrow keys.
 * Where scripts are off, and in print, the place `start` stands. Taught with in lesson 02.
 *
 * @throws RangeError for fewer than two steps, figures of different sizes, or a start that is no step.
 */
export function slider(options: SliderOptions): Slider {
  checkOptions(name, options, { label: true, steps: true, start: true, alt: true });
  const label = requireTitle(name, 'label', options.label);
  const { steps, start = 0 } = options;
  const first = steps[0]?.figure.layout;
  if (first === undefined || steps.length < 2)
    throw new RangeError(`${name}: got ${count(steps)}, expected at least 2. Show a single figure itself.`);
  for (const { name: step, figure } of steps)
    if (figure.layout.width !== first.width || figure.layout.height !== first.height)
      throw new RangeError(
        `${name}: the figure at ${label} = ${step} is ${sizeOf(figure)} pixels, the first ` +
          `${first.width} × ${first.height}. Give all the same size.`,
      );
  if (requireWhole(name, 'start + 1', start + 1) > steps.length)
    throw new RangeError(
      `${name}: start is ${describe(start)}, expected the index of one of ${count(steps)}.`,
    );
  return new Slider(label, steps, start, options.alt);
}

const count = (steps: readonly SliderStep[]): string =>
  `${steps.length} step${steps.length === 1 ? '' : 's'}`;
const sizeOf = ({ layout }: Figure): string => `${layout.width} × ${layout.height}`;

/** What {@link slider} makes: it shows itself as the last value of a cell, or given to `display`. */
export class Slider {
  readonly alt: string;

  constructor(
    readonly label: string,
    readonly steps: readonly SliderStep[],
    readonly start: number,
    alt?: string,
  ) {
    const at = (index: number) => steps.at(index)?.name ?? '';
    this.alt =
      alt ??
      `${steps.length} pictures, for ${label} from ${at(0)} to ${at(-1)}. ` +
        `${label} = ${at(start)}: ${steps[start]?.figure.alt ?? ''}`;
  }

  /** The pictures of all places as PNG bytes, on common axes, `scale` (2 by default) device pixels to each pixel. */
  async toPngs(scale = 2): Promise<Buffer[]> {
    const axes = commonAxes(this.steps.map(({ figure }) => figure));
    const pngs: Buffer[] = [];
    for (const { figure } of this.steps) {
      const still = { ...figure.still, layout: { ...figure.still.layout, ...axes } };
      pngs.push(...(await renderPngs(still, [scale])));
    }
    return pngs;
  }

  /** Every representation Jupyter may want; see {@link MimeBundle}. */
  async bundle(): Promise<MimeBundle> {
    const pngs = await this.toPngs();
    return {
      'text/html': this.html(pngs),
      'image/png': (pngs[this.start] ?? Buffer.alloc(0)).toString('base64'),
      'text/plain': this.alt,
    };
  }

  /** Jupyter's display hook (Deno's convention). */
  [displaySymbol](): Promise<MimeBundle> {
    return this.bundle();
  }

  private html(pngs: readonly Buffer[]): string {
    const { width, height } = this.steps[0]?.figure.layout ?? {};
    const label = escapeHtml(this.label);
    const pictures = this.steps.map(({ name: step, figure }, i) => {
      const shown = i === this.start ? '' : ';display:none';
      const alt = escapeHtml(`${this.label} = ${step}: ${figure.alt}`);
      return (
        `<img src="data:image/png;base64,${(pngs[i] ?? Buffer.alloc(0)).toString('base64')}" alt="${alt}" ` +
        `data-name="${escapeHtml(step)}" width="${width}" height="${height}" style="max-width:100%;height:auto${shown}">`
      );
    });
    const open =
      `<figure role="group" aria-label="${escapeHtml(this.alt)}" data-steps="${this.steps.length}" data-width="${width}" ` +
      `data-height="${Number(height) + controlHeight}" data-prevent-swipe style="margin:0;max-width:${width}px">`;
    const row = 'display:flex;gap:12px;align-items:center;height:40px;font-size:18px;white-space:nowrap';
    const range =
      `<input type="range" min="0" max="${this.steps.length - 1}" value="${this.start}" aria-label="${label}" ` +
      'style="display:none;flex:1;height:28px;margin:0">';
    const value = `<output>${escapeHtml(this.steps[this.start]?.name ?? '')}</output>`;
    return `${open}${pictures.join('')}<div style="${row}"><span>${label} = ${value}</span>${range}</div></figure><script>${liven}</script>`;
  }
}

/** Lets every slider of the page answer: without it the pictures would stand still, and no range is shown. */
const liven = `(function () {
  document.querySelectorAll('figure[data-steps]:not([data-live])').forEach(function (figure) {
    figure.setAttribute('data-live', '');
    var range = figure.querySelector('input');
    var pictures = figure.querySelectorAll('img');
    function show() {
      pictures.forEach(function (picture, i) {
        picture.style.display = i === Number(range.value) ? '' : 'none';
      });
      var name = pictures[Number(range.value)].dataset.name;
      figure.querySelector('output').textContent = name;
      range.setAttribute('aria-valuetext', name);
    }
    range.style.display = '';
    range.addEventListener('input', show);
    show();
  });
})();`;
