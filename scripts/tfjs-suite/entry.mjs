// Runs inside the bundle that bundle.mjs makes: tfjs-core's own tests, on the engine's backend.
import '../../engine/dist/index.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { ignored } from './ignored.mjs';
import { runSuite } from './run.mjs';

runSuite('tensorflow', () => require('@tensorflow/tfjs-core/dist/tests'), ignored);
