import type { Figure } from 'codebook/figures';

/** A field of one trace. */
export const field = (figure: Pick<Figure, 'data'>, trace: number, key: string): unknown =>
  figure.data[trace]?.[key];

/** A part of the layout that is a record, such as an axis. */
export const part = (figure: Figure, key: string): Record<string, unknown> => ({
  ...Object(figure.layout[key]),
});

/** A list in the layout, such as its shapes. */
export const list = (figure: Figure, key: string): Record<string, unknown>[] => {
  const items = figure.layout[key];
  return Array.isArray(items) ? items : [];
};
