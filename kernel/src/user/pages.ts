import type { Job } from '../bridge.js';
import type { MimeBundle } from '../cells/types.js';

/** A page that a front end shows beside the notebook. */
export interface PagePayload {
  source: 'page';
  data: MimeBundle;
  start: number;
}

/** Pages that cells ask to be shown when they end. */
export interface Pages {
  add(job: Job, data: MimeBundle): void;
  take(job: Job): PagePayload[];
}

/** Collects pages by cell. */
export function createPages(): Pages {
  const pages = new Map<Job, PagePayload[]>();
  return {
    add(job, data) {
      pages.set(job, [...(pages.get(job) ?? []), { source: 'page', data, start: 0 }]);
    },
    take(job) {
      const taken = pages.get(job) ?? [];
      pages.delete(job);
      return taken;
    },
  };
}
