export { activeUnits, activity } from './analysis/activity.js';
export { kMeans, normalisedMutualInformation, purity } from './analysis/clustering.js';
export { imageFile } from './analysis/image-files.js';
export { jacobian, jacobianNorms, jacobianSpectrum } from './analysis/jacobian.js';
export { factorScores, gaussianOfCodes, interpolate, traverse } from './analysis/latent-space.js';
export { fitLinearDecoder, LinearDecoder } from './analysis/linear-decoder.js';
export { fitLinearProbe, LinearProbe } from './analysis/linear-probe.js';
export { silhouette, trustworthiness } from './analysis/neighbourhoods.js';
export { classifyByNeighbours, nearestNeighbours, neighbourError } from './analysis/neighbours.js';
export { quantise } from './analysis/quantisation.js';
export { auroc } from './analysis/ranking.js';
export {
  binaryCrossEntropyPerImage,
  binaryCrossEntropyPerPixel,
  entropyFloor,
  reconstructionErrors,
  squaredErrorPerImage,
  squaredErrorPerPixel,
  squaredErrors,
} from './analysis/reconstruction-error.js';
export { retrieval } from './analysis/retrieval.js';
export { principalAngles } from './analysis/subspaces.js';
export { occlusion, strokes, watermark } from './corruptions/marks.js';
export { gaussian, masking, saltAndPepper } from './corruptions/pixel-noise.js';
export { curves } from './data/curves.js';
export { asNdarray, type Dataset, example, take, toTensor } from './data/dataset.js';
export { documents } from './data/documents.js';
export type { Examples } from './data/examples.js';
export { faces } from './data/faces.js';
export { type FactorDataset, factor } from './data/factors.js';
export { downloadFashionMnist, fashionMnist, fashionMnistFull } from './data/fashion.js';
export { type RotationOptions, randomBackground, rotatedDigits } from './data/harder-digits.js';
export { letters, scribbles } from './data/letters.js';
export { imagesFromIdx, mnist } from './data/mnist.js';
export { movingDigits } from './data/moving-digits.js';
export { generatedRatings, movieLens, type Ratings, splitRatings } from './data/ratings.js';
export { firstOf, indicesOf, shuffled, split, stratified } from './data/subsets.js';
export { clusters, helix, moons, sixBitPatterns, spiral, swissRoll, xor } from './data/toys.js';
export { RunningCovariance } from './decompositions/covariance.js';
export { fitPca, fitPcaBatches, pcaFromCovariance } from './decompositions/fit-pca.js';
export { fitLda, Lda } from './decompositions/lda.js';
export { fitLogisticPca, LogisticPca } from './decompositions/logistic-pca.js';
export { fitLsa, Lsa, tfIdf } from './decompositions/lsa.js';
export { fitNmf, Nmf } from './decompositions/nmf.js';
export { Pca } from './decompositions/pca.js';
export { animation } from './figures/animation.js';
export { architecture } from './figures/architecture.js';
export { bars } from './figures/bars.js';
export { confusionMatrix } from './figures/confusion-matrix.js';
export { decisionRegions, regionPoints } from './figures/decision-regions.js';
export { Figure } from './figures/figure.js';
export { heatMap } from './figures/heat-map.js';
export { histogram } from './figures/histogram.js';
export { imageGrid } from './figures/image-grid.js';
export { filters, interpolations, reconstructions } from './figures/image-rows.js';
export { latentGrid, latentGridCodes } from './figures/latent-grid.js';
export { lines } from './figures/lines.js';
export { networkDiagram } from './figures/network-diagram.js';
export { numberGrid } from './figures/number-grid.js';
export { scatter } from './figures/scatter.js';
export { scatter3d } from './figures/scatter3d.js';
export { sideBySide } from './figures/side-by-side.js';
export { slider } from './figures/slider.js';
export { trainingCurves } from './figures/training-curves.js';
export { vectorField } from './figures/vector-field.js';
export type { Corruption } from './losses/corruption.js';
export { klToStandardNormal } from './losses/gaussian-divergence.js';
export type { Penalty, PenaltyInput } from './losses/penalty.js';
export {
  binaryCrossEntropy,
  categoricalCrossEntropy,
  type Output,
  observedSquaredError,
  type ReconstructionLoss,
  squaredError,
} from './losses/reconstruction.js';
export type { LossContext, LossParts, ReconstructionParts, Trainable } from './losses/trainable.js';
export type { Activation } from './models/activations.js';
export type { Autoencoder } from './models/autoencoder.js';
export { BeliefNet } from './models/belief-net.js';
export { BoltzmannMachine, boltzmannMachine } from './models/boltzmann.js';
export {
  annealedLogPartition,
  exactLogPartition,
  logLikelihood,
  pseudoLogLikelihood,
} from './models/boltzmann-likelihood.js';
export { Classifier, classifier } from './models/classifier.js';
export { convolutionalAutoencoder } from './models/convolutional.js';
export { type DenseOptions, denseAutoencoder } from './models/dense.js';
export { elboOfEach, klPerUnit } from './models/elbo.js';
export { encodedData } from './models/encoded-data.js';
export { importanceWeightedBound, importanceWeightedBounds } from './models/importance-weighted.js';
export { kSparseAutoencoder, winnerTakeAllAutoencoder } from './models/k-sparse.js';
export { LayeredAutoencoder } from './models/layered-autoencoder.js';
export { linearAutoencoder } from './models/linear.js';
export { loadAutoencoder, loadModel, type SavedModel } from './models/load-model.js';
export { SequenceAutoencoder, sequenceAutoencoder } from './models/sequence.js';
export { tiedAutoencoder } from './models/tied.js';
export { VariationalAutoencoder } from './models/variational.js';
export { convolutionalVariational, variationalAutoencoder } from './models/variational-models.js';
export { Generator } from './numerics/generator.js';
export { orthonormalBasis, singularValues, solve } from './numerics/linear-algebra.js';
export { activationL1, klSparsity } from './penalties/activation-sparsity.js';
export { contractive, contractiveByAutodiff, sigmoidJacobianNorm } from './penalties/contractive.js';
export { weightDecay } from './penalties/weight-decay.js';
export { trainBeliefNet, unrolledAutoencoder } from './pretraining/belief-net.js';
export { trainStacked } from './pretraining/stacked.js';
export { transferLayers } from './pretraining/transfer.js';
export { compare } from './study/compare.js';
export { check, exercise, hint, solution } from './study/exercise.js';
export { progressTable } from './study/overview.js';
export { readProgress } from './study/progress.js';
export type { QuizDefinition } from './study/questions.js';
export { quiz } from './study/quiz.js';
export { results } from './study/results.js';
export { table } from './study/table.js';
export { DivergenceError } from './training/divergence.js';
export { evaluate } from './training/evaluate.js';
export { fit } from './training/fit.js';
export type { FitOptions } from './training/fit-options.js';
export { type History, lossCurve } from './training/history.js';
export { Optimizer } from './training/optimizers.js';
export { constant, cosine, linearDecay, type Schedule, stepDecay, warmUp } from './training/schedules.js';
