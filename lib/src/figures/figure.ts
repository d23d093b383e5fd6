import { checkOptions } from '../checks/options.js';
import { displaySymbol, type MimeBundle } from '../jupyter/display.js';
import { renderPngs, renderSvg } from '../rendering/renderer.js';
import { figureHtml, figurePage } from './html.js';

/** One Plotly trace; see https://plotly.com/javascript/reference/. */
export type Trace = { readonly type: string } & Readonly<Record<string, unknown>>;

/** A figure as pure data: what a figure function computes and a test compares. */
export interface FigureData {
  /** Plotly's traces. */
  readonly data: readonly Trace[];
  /** Plotly's layout, with `width` and `height` in pixels. */
  readonly layout: Readonly<Record<string, unknown>>;
  /** What a reader who does not see the figure is told. */
  readonly alt: string;
  /** Plotly's animation frames. */
  readonly frames?: readonly Readonly<Record<string, unknown>>[];
  /** What is drawn where nothing moves or turns (PNG, SVG, print); the figure itself by default. */
  readonly still?: { readonly data: readonly Trace[]; readonly layout: Readonly<Record<string, unknown>> };
  /** False for a picture in which there is nothing to point at; its HTML is then the picture alone. */
  readonly interactive?: boolean;
}

/** Plotly's buttons that no lesson needs, or that would send the reader's figure over the network. */
const buttonsToRemove = ['sendChartToCloud', 'select2d', 'lasso2d', 'autoScale2d'];

/**
 * A figure that shows itself: the last value of a cell, or given to `display`. In JupyterLab it is an
 * interactive Plotly figure, in an exported page too where plotly.js is there, and a picture elsewhere.
 */
export class Figure implements FigureData {
  readonly data: readonly Trace[];
  readonly layout: Readonly<Record<string, unknown>>;
  readonly alt: string;
  readonly frames: readonly Readonly<Record<string, unknown>>[];
  readonly still: { readonly data: readonly Trace[]; readonly layout: Readonly<Record<string, unknown>> };
  readonly interactive: boolean;

  /** @throws when there is no trace or no alternative text. */
  constructor(figure: FigureData) {
    if (figure.alt.trim() === '')
      throw new TypeError('Figure: alt is empty. Say in words what the figure shows.');
    this.data = figure.data;
    this.layout = figure.layout;
    this.alt = figure.alt;
    this.frames = figure.frames ?? [];
    this.still = figure.still ?? { data: figure.data, layout: figure.layout };
    this.interactive = figure.interactive ?? true;
  }

  /** Plotly's own JSON, as JupyterLab's Plotly extension takes it. */
  plotly(): { data: readonly Trace[]; layout: object; config: object; frames?: readonly object[] } {
    const config = {
      displaylogo: false,
      responsive: false,
      displayModeBar: this.interactive ? 'hover' : false,
      modeBarButtonsToRemove: buttonsToRemove,
    };
    return {
      data: this.data,
      layout: this.layout,
      config,
      ...(this.frames.length > 0 ? { frames: this.frames } : {}),
    };
  }

  /** The still picture as PNG bytes, `scale` (2 by default) device pixels to each of the layout's. */
  async toPng(options: { readonly scale?: number } = {}): Promise<Buffer> {
    checkOptions('toPng', options, { scale: true });
    const [png] = await renderPngs(this.still, [options.scale ?? 2]);
    return png ?? Buffer.alloc(0);
  }

  /** The still picture as SVG text. */
  toSvg(): Promise<string> {
    return renderSvg(this.still);
  }

  /** A whole page that needs no network: plotly.js is inside it. */
  async toHtml(): Promise<string> {
    return figurePage(this, await this.toPng());
  }

  /**
   * Every representation Jupyter may want; see {@link MimeBundle}. The PNG has the layout's own size, since
   * JupyterLab shows it pixel by pixel until the pointer is over it; the one within the HTML has twice that.
   */
  async bundle(): Promise<MimeBundle> {
    const [plain, fine] = await renderPngs(this.still, [1, 2]);
    return {
      'application/vnd.plotly.v1+json': this.plotly(),
      'text/html': figureHtml(this, fine ?? Buffer.alloc(0)),
      'image/png': (plain ?? Buffer.alloc(0)).toString('base64'),
      'text/plain': this.alt,
    };
  }

  /** Jupyter's display hook (Deno's convention). */
  [displaySymbol](): Promise<MimeBundle> {
    return this.bundle();
  }
}
