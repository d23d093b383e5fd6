import { convolutions } from './convolutions.js';
import { elementwise } from './elementwise.js';
import { images } from './images.js';
import { indexing } from './indexing.js';
import { losses } from './losses.js';
import { matrices } from './matrices.js';
import { normalisation } from './normalisation.js';
import { pooling } from './pooling.js';
import { reductions } from './reductions.js';
import type { Row } from './row.js';
import { secondDerivatives } from './second-derivatives.js';
import { sequences } from './sequences.js';
import { shapes } from './shapes.js';
import { twoOperands } from './two-operands.js';

/** Every differentiable op of tfjs with all its options, by theme. */
export const table: Readonly<Record<string, readonly Row[]>> = {
  'ops of one tensor, each number by itself': elementwise,
  'ops of two tensors': twoOperands,
  'reductions and running sums': reductions,
  'ops that move numbers': shapes,
  'products of matrices and tensors': matrices,
  convolutions,
  pooling,
  images,
  normalisation,
  losses,
  indexing,
  sequences,
  'second derivatives': secondDerivatives,
};
