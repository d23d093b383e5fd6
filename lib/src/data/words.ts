/**
 * English words that carry no topic (articles, pronouns, prepositions, conjunctions, auxiliaries), and the ones that
 * every package description has.
 */
export const stopWords: ReadonlySet<string> = new Set(
  `a about above after again against all almost alone along already also although always am among an and another any
  anything are as at available be because been before being below between both but by can cannot could did do does
  doing done down during each either else etc even every few for from further get gives had has have having he her here
  hers him his how however i if in instead into is it its itself just let like made make makes many may me might more
  most much must my neither no nor not of off often on once one only onto or other others our out over own per rather
  same several she should since so some such than that the their them themselves then there these they this those
  though three through to too two under until up upon us use used useful uses using very via was way we well were what
  when where whether which while who whole whom why will with within without would yet you your
  contains debian includes including package packages provides provided provide allows allow support supports`.split(
    /\s+/,
  ),
);

/** The words of a text: runs of two or more letters, in lower case, stop words left out, in order. */
export function words(text: string): string[] {
  const all = text.toLowerCase().match(/[a-z]{2,}/g) ?? [];
  return all.filter((word) => !stopWords.has(word));
}

/**
 * The `size` words that occur in the most texts, most frequent first; ties in alphabetical order.
 * @throws RangeError when the texts have fewer different words.
 */
export function vocabularyOf(texts: Iterable<string>, size: number): string[] {
  const occurrences = new Map<string, number>();
  for (const text of texts)
    for (const word of new Set(words(text))) occurrences.set(word, (occurrences.get(word) ?? 0) + 1);
  if (occurrences.size < size)
    throw new RangeError(`vocabularyOf: asked for ${size} words, the texts have ${occurrences.size}`);
  const ranked = [...occurrences].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return ranked.slice(0, size).map(([word]) => word);
}

/** How often each word of the vocabulary occurs in each text, `[texts, vocabulary]`, row-major. */
export function wordCounts(texts: readonly string[], vocabulary: readonly string[]): Float32Array {
  const place = new Map(vocabulary.map((word, at) => [word, at]));
  const counts = new Float32Array(texts.length * vocabulary.length);
  texts.forEach((text, row) => {
    for (const word of words(text)) {
      const column = place.get(word);
      if (column === undefined) continue;
      const at = row * vocabulary.length + column;
      counts[at] = (counts[at] ?? 0) + 1;
    }
  });
  return counts;
}
