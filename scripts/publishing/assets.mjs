// @ts-check
// Everything that pages need, copied beside them: no page asks the network for anything.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { at } from '../setup/paths.mjs';

const require = createRequire(import.meta.url);
const packages = at('node_modules');

/** Fonts: the subsets that lessons use. */
const fonts = [
  { family: 'Source Sans 3', folder: 'source-sans-3', styles: ['normal', 'italic'] },
  { family: 'Source Code Pro', folder: 'source-code-pro', styles: ['normal'] },
];
const subsets = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215',
  'latin-ext': 'U+0100-0130,U+0132-0151,U+0154-02BA,U+1E00-1EFF,U+20A0-20AB,U+20AD-20C0',
  greek: 'U+0370-03FF',
};

/** Letters and signs that the text fonts lack, such as ᵢ, ∂ and ─: a browser asks this font where they end. */
const signs = { family: 'Codebook Signs', file: 'DejaVuSans.ttf' };

/**
 * Copies fonts, KaTeX's style sheet and fonts, plotly.js and the style sheets that book and slides share.
 * @param {string} folder the pages' folder; the files go into `assets` in it
 */
export function copySharedAssets(folder) {
  const assets = path.join(folder, 'assets');
  mkdirSync(path.join(assets, 'fonts'), { recursive: true });
  copyKatex(assets);
  writeFileSync(path.join(assets, 'fonts.css'), fontFaces(assets));
  cpSync(require.resolve('plotly.js-dist-min'), path.join(assets, 'plotly.min.js'));
  cpSync(at('scripts', 'publishing', 'static', 'code.css'), path.join(assets, 'code.css'));
}

/** KaTeX's style sheet, with woff2 as the only kind of font. @param {string} assets */
function copyKatex(assets) {
  const dist = path.join(packages, 'katex', 'dist');
  const sheet = readFileSync(path.join(dist, 'katex.min.css'), 'utf8');
  const woff2Only = sheet.replaceAll(/,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]+"\)/g, '');
  writeFileSync(path.join(assets, 'katex.css'), woff2Only);
  const isWoff2 = (/** @type {string} */ source) => !/\.(?:woff|ttf)$/.test(source);
  cpSync(path.join(dist, 'fonts'), path.join(assets, 'fonts'), { recursive: true, filter: isWoff2 });
}

/** Copies the text fonts. @param {string} assets @returns {string} the style sheet that declares them */
function fontFaces(assets) {
  let sheet = '';
  for (const { family, folder, styles } of fonts) {
    for (const style of styles) {
      for (const [subset, range] of Object.entries(subsets)) {
        const file = `${folder}-${subset}-wght-${style}.woff2`;
        const source = path.join(packages, '@fontsource-variable', folder, 'files', file);
        cpSync(source, path.join(assets, 'fonts', file));
        sheet += `@font-face{font-family:"${family}";font-style:${style};font-weight:200 900;font-display:block;`;
        sheet += `src:url(fonts/${file}) format("woff2");unicode-range:${range}}\n`;
      }
    }
  }
  cpSync(path.join(packages, 'dejavu-fonts-ttf', 'ttf', signs.file), path.join(assets, 'fonts', signs.file));
  sheet += `@font-face{font-family:"${signs.family}";font-display:block;src:url(fonts/${signs.file}) format("truetype")}\n`;
  return sheet;
}
