export { createCellSession } from './session.js';
export * from './types.js';
