import { copies } from './copies.js';
import { files } from './files.js';
import { honest } from './honest.js';
import { changed } from './metadata.js';
import { running } from './running.js';
import type { Student } from './student.js';

const table: readonly Student[] = [...honest, ...copies, ...changed, ...files, ...running];
const more = process.env['CODEBOOK_SUBMISSIONS']?.split(',') ?? [];

/** The students of the grading journey: those of every run, and those named in CODEBOOK_SUBMISSIONS (`all`: the whole table). */
export const students: readonly Student[] = table.filter(
  ({ always, name }) => always || more.includes('all') || more.includes(name),
);
