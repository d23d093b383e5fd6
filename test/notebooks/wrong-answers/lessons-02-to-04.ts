import { functionOf, type WrongAnswers } from './answers.js';

const covariance = functionOf('function covariance(rows: number[][]): number[][]');
const componentsFor = functionOf('function componentsFor(variances: number[], share: number): number');
const reconstruct = functionOf(
  'function reconstruct(x: number[], mean: number[], components: number[][], k: number): number[]',
);
const centred =
  'const m = (rows[0] ?? []).map((_, i) => rows.reduce((s, r) => s + (r[i] ?? 0), 0) / rows.length);';
const entry = 'rows.reduce((s, r) => s + ((r[i] ?? 0) - (m[i] ?? 0)) * ((r[j] ?? 0) - (m[j] ?? 0)), 0)';
const total = 'const total = variances.reduce((sum, v) => sum + v, 0); let sum = 0;';

export const lesson02: WrongAnswers = {
  covariance: [
    ['nothing', covariance('return [];')],
    ['empty rows', covariance('return (rows[0] ?? []).map(() => []);')],
    [
      'all in one row',
      covariance(`${centred} return [m.flatMap((_, i) => m.map((_, j) => ${entry} / (rows.length - 1)))];`),
    ],
    [
      'divides by n',
      covariance(`${centred} return m.map((_, i) => m.map((_, j) => ${entry} / rows.length));`),
    ],
    [
      'does not centre',
      covariance(
        `const m = (rows[0] ?? []).map(() => 0); return m.map((_, i) => m.map((_, j) => ${entry} / (rows.length - 1)));`,
      ),
    ],
    [
      'variances alone',
      covariance(
        `${centred} return m.map((_, i) => m.map((_, j) => (i === j ? ${entry} / (rows.length - 1) : 0)));`,
      ),
    ],
    ['NaN', covariance('return (rows[0] ?? []).map((r) => (rows[0] ?? []).map(() => NaN));')],
  ],
  'components-for': [
    ['none', componentsFor('return 0;')],
    ['all', componentsFor('return variances.length;')],
    [
      'strictly more',
      componentsFor(
        `${total} for (let k = 0; k < variances.length; k++) { sum += variances[k] ?? 0; if (sum > share * total) return k + 1; } return variances.length;`,
      ),
    ],
    [
      'from zero',
      componentsFor(
        `${total} for (let k = 0; k < variances.length; k++) { sum += variances[k] ?? 0; if (sum >= share * total - 1e-12) return k; } return variances.length;`,
      ),
    ],
    [
      'share not of the sum',
      componentsFor(
        `${total} for (let k = 0; k < variances.length; k++) { sum += variances[k] ?? 0; if (sum >= share) return k + 1; } return variances.length;`,
      ),
    ],
  ],
  reconstruct: [
    ['nothing', reconstruct('return [];')],
    ['the input', reconstruct('return x;')],
    ['the mean', reconstruct('return mean;')],
    [
      'all components',
      reconstruct(
        'return mean.map((m, i) => components.reduce((s, w) => s + w.reduce((c, v, j) => c + v * ((x[j] ?? 0) - (mean[j] ?? 0)), 0) * (w[i] ?? 0), m));',
      ),
    ],
    [
      'without the mean',
      reconstruct(
        'return x.map((_, i) => components.slice(0, k).reduce((s, w) => s + w.reduce((c, v, j) => c + v * (x[j] ?? 0), 0) * (w[i] ?? 0), 0));',
      ),
    ],
    [
      'mean added only',
      reconstruct(
        'return mean.map((m, i) => components.slice(0, k).reduce((s, w) => s + w.reduce((c, v, j) => c + v * (x[j] ?? 0), 0) * (w[i] ?? 0), m));',
      ),
    ],
  ],
};

const angle = functionOf('function angleBetweenLines(a: number[], b: number[]): number');
const dot = 'const dot = (u: number[], v: number[]) => u.reduce((s, x, i) => s + x * (v[i] ?? 0), 0);';
const decoder = functionOf('function adjustedDecoder(V: number[][], R: number[][]): number[][]');
const product =
  'const times = (M: number[][]) => V.map((row) => [0, 1].map((j) => (row[0] ?? 0) * (M[0]?.[j] ?? 0) + (row[1] ?? 0) * (M[1]?.[j] ?? 0)));';
const inverse = 'const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = R; const t = a * d - b * c;';

export const lesson03: WrongAnswers = {
  angle: [
    ['zero', angle('return 0;')],
    [
      'between arrows',
      angle(`${dot} return (Math.acos(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))) * 180) / Math.PI;`),
    ],
    [
      'in radians',
      angle(`${dot} return Math.acos(Math.min(1, Math.abs(dot(a, b)) / Math.sqrt(dot(a, a) * dot(b, b))));`),
    ],
    ['not normalised', angle(`${dot} return (Math.acos(Math.min(1, Math.abs(dot(a, b)))) * 180) / Math.PI;`)],
    [
      'the sine',
      angle(
        `${dot} return (Math.asin(Math.min(1, Math.abs(dot(a, b)) / Math.sqrt(dot(a, a) * dot(b, b)))) * 180) / Math.PI;`,
      ),
    ],
    ['NaN', angle('return NaN;')],
  ],
  decoder: [
    ['empty rows', decoder('return V.map(() => []);')],
    ['nothing', decoder('return [];')],
    ['as it was', decoder('return V;')],
    [
      'rows too long',
      decoder(
        `${inverse} ${product} return times([[d / t, -b / t], [-c / t, a / t]]).map((row) => [...row, 0]);`,
      ),
    ],
    [
      'one number a row',
      decoder(
        `${inverse} ${product} return times([[d / t, -b / t], [-c / t, a / t]]).map((row) => row.slice(0, 1));`,
      ),
    ],
    ['times R', decoder(`${product} return times(R);`)],
    [
      'inverse turned over',
      decoder(`${inverse} ${product} return times([[d / t, -c / t], [-b / t, a / t]]);`),
    ],
    ['not divided', decoder(`${inverse} ${product} return times([[d, -b], [-c, a]]);`)],
    ['NaN', decoder('return V.map((row) => row.map(() => NaN));')],
  ],
};

const layer = functionOf('function layer(x: number[], W: number[][], b: number[]): number[]');
const entropy = functionOf('function crossEntropy(x: number[], reconstruction: number[]): number');
const count = functionOf('function parameterCount(widths: number[]): number');
const sum = 'row.reduce((s, w, i) => s + w * (x[i] ?? 0), 0)';

export const lesson04: WrongAnswers = {
  forward: [
    ['nothing', layer('return [];')],
    ['halves', layer('return W.map(() => 0.5);')],
    ['no bias', layer(`return W.map((row) => 1 / (1 + Math.exp(-${sum})));`)],
    ['tanh', layer(`return W.map((row, j) => Math.tanh(${sum} + (b[j] ?? 0)));`)],
    ['linear', layer(`return W.map((row, j) => ${sum} + (b[j] ?? 0));`)],
    ['the first bias', layer(`return W.map((row) => 1 / (1 + Math.exp(-${sum} - (b[0] ?? 0))));`)],
  ],
  'cross-entropy': [
    ['zero', entropy('return 0;')],
    [
      'NaN at zero',
      entropy(
        'return x.reduce((s, v, i) => s - v * Math.log(reconstruction[i] ?? 0) - (1 - v) * Math.log(1 - (reconstruction[i] ?? 0)), 0);',
      ),
    ],
    [
      'a mean',
      entropy(
        'const t = (w: number, p: number) => (w === 0 ? 0 : -w * Math.log(p)); return x.reduce((s, v, i) => s + t(v, reconstruction[i] ?? 0) + t(1 - v, 1 - (reconstruction[i] ?? 0)), 0) / x.length;',
      ),
    ],
    [
      'clipped',
      entropy(
        'const t = (w: number, p: number) => -w * Math.log(Math.max(p, 1e-7)); return x.reduce((s, v, i) => s + t(v, reconstruction[i] ?? 0) + t(1 - v, 1 - (reconstruction[i] ?? 0)), 0);',
      ),
    ],
    [
      'one term',
      entropy('return x.reduce((s, v, i) => s + (v === 0 ? 0 : -v * Math.log(reconstruction[i] ?? 0)), 0);'),
    ],
  ],
  count: [
    ['no biases', count('return widths.slice(1).reduce((s, w, i) => s + w * (widths[i] ?? 0), 0);')],
    [
      'biases of inputs',
      count('return widths.slice(1).reduce((s, w, i) => s + (w + 1) * (widths[i] ?? 0), 0);'),
    ],
    ['units', count('return widths.reduce((s, w) => s + w, 0);')],
    ['the example', count('return 32;')],
  ],
};
