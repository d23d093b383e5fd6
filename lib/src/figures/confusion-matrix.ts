import { readNumbers, requireLength, type Values } from '../checks/arguments.js';
import { checkOptions } from '../checks/options.js';
import type { Figure } from './figure.js';
import { drawHeatMap, type HeatMapOptions } from './heat-map.js';
import { extent, type FrameOptions, frameOptions } from './layout.js';

/** Options of {@link confusionMatrix}. */
export interface ConfusionMatrixOptions extends FrameOptions {
  /** Name of each class; "0", "1" … by default. */
  readonly classNames?: readonly string[];
}

const name = 'confusionMatrix';

/**
 * How often each true class (row) was taken for each class (column). The numbers are counts; the colour is
 * the share of the row, so that rare classes are seen as well as frequent ones.
 *
 * @throws when the two differ in length, or a class is no whole number of at least 0 or has no name.
 */
export function confusionMatrix(
  truth: Values,
  predicted: Values,
  options: ConfusionMatrixOptions = {},
): Figure {
  checkOptions(name, options, { ...frameOptions, classNames: true });
  const counts = countPairs(
    readNumbers(name, 'truth', truth),
    readNumbers(name, 'predicted', predicted),
    options.classNames,
  );
  const names = options.classNames ?? counts.map((_, i) => String(i));
  const shares = counts.map((row) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count) => (total === 0 ? 0 : count / total));
  });
  const labels = { xTitle: 'predicted class', yTitle: 'true class', valueTitle: 'share of the true class' };
  const heat: HeatMapOptions = {
    ...(options.title ? { title: options.title } : {}),
    ...(options.size ? { size: options.size } : {}),
    ...labels,
    shape: [names.length, names.length],
    rowNames: names,
    columnNames: names,
  };
  return drawHeatMap(
    shares,
    counts.map((row) => row.map(String)),
    heat,
    options.alt ?? matrixAlt(counts, names, options.title),
  );
}

function countPairs(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  names?: readonly string[],
): number[][] {
  requireLength(name, 'predicted classes', predicted.length, truth.length);
  const all = [...Array.from(truth), ...Array.from(predicted)];
  const strange = all.find(
    (label) => !Number.isInteger(label) || label < 0 || label >= (names?.length ?? 1000),
  );
  if (strange !== undefined)
    throw new RangeError(
      `${name}: ${strange} is no class; expected whole numbers from 0 to ${(names?.length ?? 1000) - 1}.`,
    );
  const size = names?.length ?? extent(all)[1] + 1;
  const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (let i = 0; i < truth.length; i++) {
    const row = counts[truth[i] ?? 0];
    const column = predicted[i] ?? 0;
    if (row) row[column] = (row[column] ?? 0) + 1;
  }
  return counts;
}

function matrixAlt(counts: number[][], names: readonly string[], title?: string): string {
  const total = counts.flat().reduce((sum, count) => sum + count, 0);
  const right = counts.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  const mistakes = counts.flatMap((row, r) => row.map((count, c) => ({ count: r === c ? 0 : count, r, c })));
  const worst = mistakes.reduce((most, one) => (one.count > most.count ? one : most));
  const told =
    worst.count === 0
      ? 'no mistake'
      : `most frequent mistake: ${names[worst.r]} taken for ${names[worst.c]} (${worst.count} times)`;
  const head = title ? `${title}. ` : '';
  return `${head}Confusion matrix of ${counts.length} classes: ${right} of ${total} right; ${told}.`;
}
