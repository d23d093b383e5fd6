// Runs inside the bundle that bundle.mjs makes: tfjs-layers' own tests on tfjs's own backend, without the engine.
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { runSuite } from './run.mjs';

runSuite('cpu', () => require('tests-of-layers'), []);
