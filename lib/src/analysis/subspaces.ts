import * as tf from '@tensorflow/tfjs';
import { checkFinite } from '../data/finite.js';
import { orthonormalBasis, singularValues } from '../numerics/linear-algebra.js';

/**
 * Principal angles between the spans of two sets of columns, in degrees, smallest first: all 0 when one span holds
 * the other, 90 where they are perpendicular. With orthonormal bases Q_a and Q_b, cos θ are the singular values of
 * Q_aᵀ Q_b; small angles, where the cosine says little in float32, come from the sines: those of Q_b − Q_a Q_aᵀ Q_b
 * (Björck & Golub 1973). Taught in lesson 03.
 * @param a `[features, p]`, columns linearly independent (a PCA's components: transpose them).
 * @param b `[features, q]`.
 * @returns min(p, q) angles.
 * @throws RangeError when the numbers of features differ.
 */
export function principalAngles(a: tf.Tensor2D, b: tf.Tensor2D): Float32Array {
  checkFinite('principalAngles', a);
  checkFinite('principalAngles', b);
  if (a.shape[0] !== b.shape[0])
    throw new RangeError(`principalAngles: got ${a.shape[0]} and ${b.shape[0]} features, expected the same`);
  const [wide, narrow] = a.shape[1] >= b.shape[1] ? [a, b] : [b, a];
  const [cosines, sines] = tf.tidy(() => {
    const [p, q] = [orthonormalBasis(wide), orthonormalBasis(narrow)];
    const shared = tf.matMul(p, q, true, false);
    return [singularValues(shared), tf.reverse(singularValues(tf.sub(q, tf.matMul(p, shared))))];
  });
  const [c, s] = [cosines.dataSync<'float32'>(), sines.dataSync<'float32'>()];
  tf.dispose([cosines, sines]);
  return c.map((cosine, i) => {
    const sine = s[i] ?? 0;
    return (180 / Math.PI) * (sine < Math.SQRT1_2 ? Math.asin(sine) : Math.acos(Math.min(cosine, 1)));
  });
}
