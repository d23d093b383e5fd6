import type { Epoch } from './history.js';

const width = 320;
const height = 80;

/**
 * The curve of the loss so far as a small SVG: training solid, validation dashed; both axes linear, the loss
 * from its least to its greatest value. Empty before the second epoch. It names its values in `aria-label`.
 */
export function lossCurveSvg(epochs: readonly Epoch[]): string {
  if (epochs.length < 2) return '';
  const train = epochs.map((epoch) => epoch.train['total'] ?? Number.NaN);
  const validation = epochs.flatMap((epoch) => epoch.validation?.['total'] ?? []);
  const all = [...train, ...validation].filter(Number.isFinite);
  const low = Math.min(...all);
  const high = Math.max(...all);
  const label = `Loss from ${train[0]?.toPrecision(4)} to ${train.at(-1)?.toPrecision(4)} in ${epochs.length} epochs`;
  return (
    `<svg role="img" aria-label="${label}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<text x="0" y="10" font-size="10" fill="currentColor">${high.toPrecision(4)}</text>` +
    `<text x="0" y="${height - 2}" font-size="10" fill="currentColor">${low.toPrecision(4)}</text>` +
    line(train, low, high, '#0072b2', '') +
    (validation.length > 1 ? line(validation, low, high, '#d55e00', ' stroke-dasharray="5 3"') : '') +
    '</svg>'
  );
}

function line(values: readonly number[], low: number, high: number, colour: string, dash: string): string {
  const left = 50;
  const span = high - low || 1;
  const points = values.map((value, i) => {
    const x = left + ((width - left - 4) * i) / Math.max(1, values.length - 1);
    const y = 4 + ((height - 8) * (high - value)) / span;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return `<polyline fill="none" stroke="${colour}" stroke-width="2"${dash} points="${points.join(' ')}"/>`;
}
