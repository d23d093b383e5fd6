import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { checkOptions } from '../checks/options.js';
import { datasetsFolder } from '../files/folders.js';
import { Generator } from '../numerics/generator.js';
import { checked, type Dataset } from './dataset.js';
import { vocabularyOf, wordCounts } from './words.js';

/** Texts as word counts, with the words and the texts themselves. */
export interface DocumentDataset extends Dataset {
  /** Feature j counts `vocabulary[j]`. */
  readonly vocabulary: readonly string[];
  /** The texts as they were written. */
  readonly texts: readonly string[];
  /** What each text describes: the package's name. */
  readonly titles: readonly string[];
}

/** Training and test texts over one vocabulary. */
export interface DocumentSplits {
  readonly train: DocumentDataset;
  readonly test: DocumentDataset;
}

interface Description {
  readonly section: string;
  readonly title: string;
  readonly text: string;
}

/**
 * 9,478 descriptions of software packages (Debian 12) in 14 sections, as counts of their most frequent words, stop
 * words left out; four fifths for training, one for testing, by a fixed shuffle. The vocabulary is that of the
 * training texts. Sources and licence: datasets/README.md. Taught in lesson 07.
 * @param options.words the size of the vocabulary, 2,000 by default as in Hinton & Salakhutdinov 2006.
 * @throws Error when the file is missing, RangeError when there are fewer words.
 */
export async function documents(options: { readonly words?: number } = {}): Promise<DocumentSplits> {
  checkOptions('documents', options, { words: true });
  const { words = 2000 } = options;
  const all = await readDescriptions(join(datasetsFolder, 'documents', 'descriptions.tsv.gz'));
  const order = [...new Generator(0).permutation(all.length)].flatMap((index) => all[index] ?? []);
  const cut = Math.round(0.8 * order.length);
  const [train, test] = [order.slice(0, cut), order.slice(cut)];
  const vocabulary = vocabularyOf(
    train.map(({ text }) => text),
    words,
  );
  const sections = [...new Set(all.map(({ section }) => section))].sort();
  return {
    train: counted('documents train', train, vocabulary, sections),
    test: counted('documents test', test, vocabulary, sections),
  };
}

async function readDescriptions(path: string): Promise<Description[]> {
  const zipped = await readFile(path).catch((cause: unknown) => {
    throw new Error(`documents: cannot read ${path}; is the repository complete?`, { cause });
  });
  const lines = gunzipSync(new Uint8Array(zipped)).toString('utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [section = '', title = '', text = ''] = line.split('\t');
    return { section, title, text };
  });
}

function counted(
  name: string,
  descriptions: readonly Description[],
  vocabulary: readonly string[],
  sections: readonly string[],
): DocumentDataset {
  const texts = descriptions.map(({ text }) => text);
  const values = wordCounts(texts, vocabulary);
  const dataset = {
    name,
    count: texts.length,
    shape: [vocabulary.length],
    values,
    range: [0, values.reduce((most, count) => Math.max(most, count), 0)] as const,
    labels: Int32Array.from(descriptions, ({ section }) => sections.indexOf(section)),
    labelNames: sections,
  };
  return { ...checked(dataset), vocabulary, texts, titles: descriptions.map(({ title }) => title) };
}
