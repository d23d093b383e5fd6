import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's `datasets/` folder: small data that are committed, with a README on each. */
export const datasetsFolder: string = join(dirname(fileURLToPath(import.meta.url)), '../../../datasets');

/**
 * Where generated and downloaded data are kept: `$CODEBOOK_CACHE`, else `.codebook/data` beside `datasets/`. It may
 * be deleted at any time; what is missing is made again.
 */
export function cacheFolder(): string {
  return process.env.CODEBOOK_CACHE ?? join(datasetsFolder, '..', '.codebook', 'data');
}
