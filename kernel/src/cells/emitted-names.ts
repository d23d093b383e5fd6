/** The module a cell's header imports earlier names from; the cell's own `require` answers it with the notebook's scope. */
export const scopeModule = 'codebook:scope';

/** Names under which emitted code reaches what a script cannot write: `import()`, `import.meta`, the stop check, its result. */
export const emittedNames = {
  dynamicImport: 'import_',
  importMeta: 'import_meta',
  afterAwait: 'afterAwait_',
  result: 'result_',
} as const;

/** The parameters of the async function that emitted code is the body of. */
export const wrapperParameters = [
  'exports',
  'require',
  'module',
  '__filename',
  '__dirname',
  emittedNames.importMeta,
  emittedNames.dynamicImport,
  emittedNames.afterAwait,
  emittedNames.result,
] as const;
