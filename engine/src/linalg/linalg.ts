/** Linear algebra in float32 by TensorFlow's kernels, and by OpenBLAS where it is installed and can do with less. */
export {
  type LeadingEigen,
  leadingEigen,
  orthonormalBasis,
  type Svd,
  type SymmetricEigen,
  singularValues,
  solve,
  svd,
  symmetricEigen,
} from './decompositions.js';
