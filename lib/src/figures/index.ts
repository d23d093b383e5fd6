export { type AnimationOptions, animation } from './animation.js';
export { type ArchitectureOptions, architecture, type LayerBox } from './architecture.js';
export type { Values } from './arguments.js';
export { type BarsOptions, bars } from './bars.js';
export { type ConfusionMatrixOptions, confusionMatrix } from './confusionMatrix.js';
export {
  type DecisionRegionsOptions,
  decisionRegions,
  type RegionPlan,
  regionPoints,
} from './decisionRegions.js';
export { Figure, type FigureData, type MimeBundle, type Trace } from './figure.js';
export { type HeatMapOptions, heatMap } from './heatMap.js';
export { type HistogramOptions, histogram } from './histogram.js';
export { plotlySource } from './html.js';
export { type ImageGridOptions, imageGrid } from './imageGrid.js';
export {
  type FiltersOptions,
  filters,
  type InterpolationsOptions,
  interpolations,
  type ReconstructionsOptions,
  reconstructions,
} from './imageRows.js';
export { type LatentGridOptions, type LatentGridPlan, latentGrid, latentGridCodes } from './latentGrid.js';
export type { FigureSize, FrameOptions } from './layout.js';
export { type LinesOptions, lines, type ReferenceLine } from './lines.js';
export { type NetworkOptions, networkDiagram } from './networkDiagram.js';
export { type NumberGridOptions, numberGrid, type PictureWindow, type TinyPicture } from './numberGrid.js';
export { palette } from './palette.js';
export { type ScatterOptions, scatter } from './scatter.js';
export { type Scatter3dOptions, scatter3d } from './scatter3d.js';
export type { LineValues } from './series.js';
export { type SideBySideOptions, sideBySide } from './sideBySide.js';
export { type RecordedEpochs, type TrainingCurvesOptions, trainingCurves } from './trainingCurves.js';
export { type VectorFieldOptions, vectorField } from './vectorField.js';
