import type { Locator, Page } from 'playwright-core';

/** What Plotly has drawn of one figure. */
export interface DrawnFigure {
  readonly width: number;
  readonly height: number;
  /** Lines, points, bars, cells, pictures. */
  readonly marks: number;
}

const marksOfPlotly = '.scatterlayer path, .barlayer path, .heatmaplayer image, .imagelayer image';

/**
 * Points at every figure, and measures what Plotly drew: JupyterLab's Plotly extension shows the PNG of the
 * bundle until the pointer is over it.
 */
export async function drawnFigures(page: Page): Promise<DrawnFigure[]> {
  const figures = page.locator('.jp-Notebook .jp-RenderedPlotly');
  const drawn: DrawnFigure[] = [];
  for (let i = 0; i < (await figures.count()); i++) drawn.push(await drawFigure(figures.nth(i)));
  return drawn;
}

/** Points at one figure, waits for Plotly and measures what it drew. */
export async function drawFigure(figure: Locator): Promise<DrawnFigure> {
  await figure.scrollIntoViewIfNeeded();
  await figure.hover();
  await figure.locator(marksOfPlotly).first().waitFor({ state: 'attached' });
  const box = await figure.boundingBox();
  const marks = await figure.locator(marksOfPlotly).count();
  return { width: box?.width ?? 0, height: box?.height ?? 0, marks };
}

/** The picture that stands for a figure: its size in its own pixels, and as it is shown. */
export async function shownPicture(
  picture: Locator,
): Promise<{ own: readonly [number, number]; shown: readonly [number, number] }> {
  await picture.waitFor();
  await picture.scrollIntoViewIfNeeded();
  return picture.evaluate(async (image) => {
    if (!(image instanceof HTMLImageElement)) throw new Error(`shownPicture: got ${image.tagName}`);
    await image.decode();
    const { width, height } = image.getBoundingClientRect();
    return { own: [image.naturalWidth, image.naturalHeight], shown: [width, height] } as const;
  });
}
