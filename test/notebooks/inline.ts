import { runInThisContext } from 'node:vm';
import * as engine from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import * as codebook from 'codebook';
import ts from 'typescript';
import { codeOf, readNotebook } from '../../scripts/lessons/notebook.mjs';
import { at } from '../../scripts/setup/paths.mjs';

/**
 * A function as a lesson builds it in full view, taken from the lesson's own cells.
 *
 * @param file the notebook's name, such as `03_a_linear_autoencoder_is_pca`
 * @param begins how the lines begin that define it and what it needs, such as `function principalAngles`
 * @param name the name to take
 * @throws when no cell has such a line
 */
export function inlineFrom(file: string, begins: readonly string[], name: string): unknown {
  const code = codeOf(readNotebook(at('notebooks', `${file}.ipynb`)));
  const cells = begins.map((start) => {
    const cell = code.find((text) => text.split('\n').some((line) => line.startsWith(start)));
    if (cell === undefined)
      throw new Error(`inlineFrom: no cell of ${file} has a line that begins with ${start}`);
    return cell;
  });
  const text = `(tf, { random }, { ${Object.keys(codebook).join(', ')} }) => { ${[...new Set(cells)].join('\n')}\nreturn ${name}; }`;
  const { outputText } = ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  // The text is a function of these three parameters, written on the line above.
  return (runInThisContext(outputText) as (...parts: unknown[]) => unknown)(tf, engine, codebook);
}
