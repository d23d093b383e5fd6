/**
 * The regular expression of a glob as history searches use it (SQLite's GLOB): `*` any text, `?` one
 * character, `[abc]` and `[^abc]` one of a set; everything else is itself. Matches whole texts only.
 */
export function globPattern(glob: string): RegExp {
  const pattern = glob.replace(
    /\[(\^?)([^\]]+)\]|[*?]|[\\^$.|+(){}[\]]/g,
    (part, not?: string, set?: string) => {
      if (set !== undefined) return `[${not ?? ''}${set.replace(/[\\\]^]/g, '\\$&')}]`;
      if (part === '*') return '.*';
      if (part === '?') return '.';
      return `\\${part}`;
    },
  );
  return new RegExp(`^${pattern}$`, 'su');
}
