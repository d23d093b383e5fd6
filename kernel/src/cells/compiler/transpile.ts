import path from 'node:path';
import { LineTable, TextEdits } from '../text-edits.js';
import type { PositionMap, Transpiled } from '../transpiled.js';
import { executableText, readCell, replaceModuleSyntax } from './cell-source.js';
import type { EmittedScript, ScriptEmitter } from './script-emitter.js';

/** Compiles one cell for running, given the names that earlier cells declared. */
export function transpileCell(code: string, known: ReadonlySet<string>, emitter: ScriptEmitter): Transpiled {
  const cell = readCell(code);
  const { text, edits } = executableText(cell, known);
  const own = new Set(cell.declarations.map(({ name }) => name));
  return {
    ...throughEdits(emitter.emit(text, '.ts', true), text, code, edits),
    declarations: cell.declarations,
    imports: cell.imports,
    aliases: {},
    used: [...cell.words].filter((name) => known.has(name) && !own.has(name)),
  };
}

/** Compiles one local module (`.ts`, `.mts`, `.cts`, `.js`, `.mjs`) to the body of an async function. */
export function transpileModule(code: string, fileName: string, emitter: ScriptEmitter): Transpiled {
  const cell = readCell(code, fileName);
  const edits = new TextEdits(code);
  replaceModuleSyntax(cell.source, edits);
  const text = edits.apply();
  return {
    ...throughEdits(emitter.emit(text, path.extname(fileName), false), text, code, edits),
    declarations: cell.declarations,
    imports: cell.imports.filter(({ typeOnly }) => !typeOnly),
    used: [],
    aliases: {},
  };
}

/** Positions and problems in terms of the text before it was edited. */
function throughEdits(emitted: EmittedScript, text: string, code: string, edits: TextEdits): EmittedScript {
  const edited = new LineTable(text);
  const original = new LineTable(code);
  const positions: PositionMap = emitted.positions.map(([line, column, editedLine, editedColumn]) => {
    const place = original.position(edits.originalOffset(edited.offset(editedLine, editedColumn)));
    return [line, column, place.line, place.column];
  });
  const problems = emitted.problems.map((problem) => ({
    ...problem,
    start: edits.originalOffset(problem.start),
  }));
  return { javascript: emitted.javascript, positions, problems };
}
