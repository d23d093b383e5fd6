import ts = require('typescript');

/** A node with the documentation comments that the parser leaves on it, which the published declarations leave out. */
interface Documented extends ts.Node {
  jsDoc?: { parent: ts.Node }[];
}

const documented = new WeakSet<ts.SourceFile>();

/**
 * Reads the documentation of what a symbol's declarations say. Packages and the standard library are parsed without
 * their comments, which saves a third of the time of starting; this adds the comments of a file once they are wanted.
 */
export function readDocumentation(symbol: ts.Symbol | undefined): void {
  for (const declaration of symbol?.declarations ?? []) {
    const file = declaration.getSourceFile();
    if (!file.isDeclarationFile || documented.has(file)) continue;
    documented.add(file);
    const mode = ts.JSDocParsingMode.ParseAll;
    const options = { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: mode };
    copyComments(ts.createSourceFile(file.fileName, file.text, options, true), file);
  }
}

/** Both trees come from one text, so they have the same nodes. */
function copyComments(from: Documented, to: Documented): void {
  if (from.jsDoc && !to.jsDoc) {
    to.jsDoc = from.jsDoc;
    // A tag finds what it speaks of through its parents, so they have to lead into the tree in use.
    for (const comment of from.jsDoc) comment.parent = to;
  }
  const own = childrenOf(to);
  childrenOf(from).forEach((child, index) => {
    const twin = own[index];
    if (twin?.kind === child.kind) copyComments(child, twin);
  });
}

function childrenOf(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return children;
}
