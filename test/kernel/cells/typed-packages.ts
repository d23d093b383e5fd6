/** A package without types and one with them, as files of a notebook's folder. */
export const packages = {
  'node_modules/untyped/package.json': '{ "name": "untyped", "main": "index.js" }',
  'node_modules/untyped/index.js': 'module.exports = { anything: () => 1 }',
  'node_modules/typed/package.json':
    '{ "name": "typed", "type": "module", "exports": { ".": { "types": "./x.d.ts", "default": "./x.js" } } }',
  'node_modules/typed/x.d.ts':
    'export interface Shape { sides: number } export declare function shape(): Shape; declare const one: 1; export default one;',
  'node_modules/typed/x.js': 'export const shape = () => ({ sides: 3 }); export default 1;',
};
