#!/usr/bin/env node
// Makes descriptions.tsv.gz in this folder: section, package and description of packages of Debian 12, one line each.
// Usage: node datasets/documents/make.mjs <Packages> <Translation-en>
// (both files of dists/bookworm/main, unpacked: apt-get update -o Acquire::Languages=en puts them into apt's lists).
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const sections = [
  'admin',
  'fonts',
  'games',
  'gnu-r',
  'graphics',
  'java',
  'javascript',
  'mail',
  'math',
  'net',
  'science',
  'sound',
  'text',
  'web',
];
const most = 1000;
const leastWords = 20;
const mostCharacters = 1200;

const [packages, translations] = process.argv.slice(2);
if (!translations) throw new Error('make.mjs: name the two files: Packages Translation-en');
const descriptions = new Map(
  stanzas(translations).map((entry) => [entry.get('Description-md5'), description(entry)]),
);
const kept = sections.flatMap((section) => evenly(candidates(section), most));
const lines = kept.map(({ section, name, text }) => `${section}\t${name}\t${text}\n`);
const zipped = gzipSync(lines.join(''), { level: 9 });
zipped.writeUInt8(255, 9); // The header's "operating system": unknown, so that every machine writes the same bytes.
writeFileSync(fileURLToPath(new URL('descriptions.tsv.gz', import.meta.url)), zipped);
console.log(`${kept.length} descriptions, ${zipped.length} bytes`);

/** One package of each source, in the section, with a description of some length that no other package shares. */
function candidates(section) {
  const [sources, texts] = [new Set(), new Set()];
  return stanzas(packages).flatMap((entry) => {
    if (entry.get('Section') !== section) return [];
    const name = entry.get('Package');
    const source = (entry.get('Source') ?? name).split(' ')[0];
    const text = descriptions.get(entry.get('Description-md5')) ?? '';
    if (sources.has(source) || texts.has(text) || text.split(' ').length < leastWords) return [];
    if (/transitional|dummy package|metapackage/i.test(text)) return [];
    sources.add(source);
    texts.add(text);
    return [{ section, name, text }];
  });
}

/** At most `count` of the list, spread evenly over it. */
function evenly(list, count) {
  if (list.length <= count) return list;
  return Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)]);
}

/** Short and long description as one line of plain text. */
function description(entry) {
  const text = (entry.get('Description-en') ?? '')
    .replace(/^ ?\.$/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  return text.slice(0, mostCharacters);
}

/** The stanzas of a Debian control file, each a map from field to value (continuation lines kept). */
function stanzas(path) {
  stanzas.cache ??= new Map();
  if (!stanzas.cache.has(path)) stanzas.cache.set(path, readFileSync(path, 'utf8').split('\n\n').map(fields));
  return stanzas.cache.get(path);
}

function fields(stanza) {
  const unfolded = stanza.split(/\n(?! )/).filter((line) => line.includes(':'));
  return new Map(
    unfolded.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
}
