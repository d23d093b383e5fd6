import { installActivationGradients } from './activations.js';
import { installBroadcastingGradients } from './broadcasting.js';
import { installConstantPieces } from './constant-pieces.js';
import { installConvolutionGradients } from './convolutions.js';
import { installEinsumGradient } from './einsum.js';
import { installImageGradients } from './images.js';
import { installIndexingGradients } from './indexing.js';
import { installMovingGradients } from './moving-numbers.js';
import { installNormalisationGradients } from './normalisation.js';
import { installReductionGradients } from './reductions.js';
import { installSecondDerivatives } from './second-derivatives.js';
import { installTape } from './tape.js';

/** Mends the gradients that tfjs has wrong or refuses; engine/README.md lists them. */
export function installGradients(): void {
  installTape();
  installConstantPieces();
  installBroadcastingGradients();
  installReductionGradients();
  installMovingGradients();
  installIndexingGradients();
  installEinsumGradient();
  installConvolutionGradients();
  installNormalisationGradients();
  installImageGradients();
  installActivationGradients();
  installSecondDerivatives();
}
