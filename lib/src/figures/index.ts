export type { Values } from '../checks/arguments.js';
export type { MimeBundle } from '../jupyter/display.js';
export { type AnimationOptions, animation } from './animation.js';
export { type ArchitectureOptions, architecture, type LayerBox } from './architecture.js';
export { type BarsOptions, bars } from './bars.js';
export { type ConfusionMatrixOptions, confusionMatrix } from './confusion-matrix.js';
export {
  type DecisionRegionsOptions,
  decisionRegions,
  type RegionPlan,
  regionPoints,
} from './decision-regions.js';
export { Figure, type FigureData, type Trace } from './figure.js';
export { type HeatMapOptions, heatMap } from './heat-map.js';
export { type HistogramOptions, histogram } from './histogram.js';
export { plotlySource } from './html.js';
export { type ImageGridOptions, imageGrid } from './image-grid.js';
export {
  type FiltersOptions,
  filters,
  type InterpolationsOptions,
  interpolations,
  type ReconstructionsOptions,
  reconstructions,
} from './image-rows.js';
export { type LatentGridOptions, type LatentGridPlan, latentGrid, latentGridCodes } from './latent-grid.js';
export type { FigureSize, FrameOptions } from './layout.js';
export { type LinesOptions, lines, type ReferenceLine } from './lines.js';
export { type NetworkOptions, networkDiagram } from './network-diagram.js';
export { type NumberGridOptions, numberGrid, type PictureWindow, type TinyPicture } from './number-grid.js';
export { palette } from './palette.js';
export { type ScatterOptions, scatter } from './scatter.js';
export { type Scatter3dOptions, scatter3d } from './scatter3d.js';
export type { LineValues } from './series.js';
export { type SideBySideOptions, sideBySide } from './side-by-side.js';
export { Slider, type SliderOptions, type SliderStep, slider } from './slider.js';
export { type RecordedEpochs, type TrainingCurvesOptions, trainingCurves } from './training-curves.js';
export { type VectorFieldOptions, vectorField } from './vector-field.js';
