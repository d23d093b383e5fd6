export type { Values } from './arguments.js';
export { type BarsOptions, bars } from './bars.js';
export { Figure, type FigureData, type MimeBundle, type Trace } from './figure.js';
export { plotlySource } from './html.js';
export { type ImageGridOptions, imageGrid } from './imageGrid.js';
export type { FigureSize, FrameOptions } from './layout.js';
export { type LinesOptions, lines, type ReferenceLine } from './lines.js';
export { palette } from './palette.js';
export { type ScatterOptions, scatter } from './scatter.js';
