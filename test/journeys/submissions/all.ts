import { copies } from './copies.js';
import { files } from './files.js';
import { honest } from './honest.js';
import { changed } from './metadata.js';
import { running } from './running.js';
import type { Student } from './student.js';

const table: readonly Student[] = [...honest, ...copies, ...changed, ...files, ...running];

/** The students of the grading journey: a part of the table, or with CODEBOOK_ALL_SUBMISSIONS=1 the whole of it. */
export const students: readonly Student[] = process.env['CODEBOOK_ALL_SUBMISSIONS']
  ? table
  : table.filter(({ always }) => always);
