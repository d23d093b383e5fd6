/** The package that a bare specifier belongs to: `@scope/name` of `@scope/name/deep`. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
