import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { encodeIndexedPng } from './indexed-png.js';

const require = createRequire(import.meta.url);

/** Files of the DejaVu Sans faces: Greek, arrows and mathematical signs, on machines without any font. */
export const fontFiles: readonly string[] = ['', '-Bold', '-Oblique', '-BoldOblique'].map((face) =>
  require.resolve(`dejavu-fonts-ttf/ttf/DejaVuSans${face}.ttf`),
);

/** SVG text as PNG bytes, `scale` device pixels to each of its own, with the bundled font only. */
export function rasterise(svg: string, scale: number): Uint8Array {
  const font = { loadSystemFonts: false, fontFiles: [...fontFiles], defaultFontFamily: 'DejaVu Sans' };
  const image = new Resvg(svg, { font, fitTo: { mode: 'zoom', value: scale } }).render();
  const { width, height, pixels } = image;
  return encodeIndexedPng({ width, height, rgba: pixels }) ?? image.asPng();
}
