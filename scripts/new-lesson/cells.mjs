// @ts-check
// A lesson written as one text becomes a notebook.

/** A line such as `<!-- fragment exercise -->` begins a cell: its slide type, and a tag where it has one. */
const beginning = /^<!-- (slide|subslide|fragment|skip|notes|-)(?: (\w+))? -->\n/m;
const codeFence = /^```ts\n([\s\S]*?)\n?```$/;

/**
 * The notebook that a text says: cells behind their beginnings; what is one fenced block of TypeScript is a code cell.
 * @param {string} text
 * @returns {import('@jupyterlab/nbformat').INotebookContent}
 */
export function notebookFrom(text) {
  const [, ...parts] = text.split(beginning);
  const cells = [];
  for (let i = 0; i + 2 < parts.length; i += 3)
    cells.push(cellFrom(i / 3 + 1, parts[i] ?? '', parts[i + 1], (parts[i + 2] ?? '').trim()));
  return {
    cells,
    metadata: {
      kernelspec: { display_name: 'TypeScript (Codebook)', language: 'typescript', name: 'codebook' },
      language_info: {
        name: 'typescript',
        file_extension: '.ts',
        mimetype: 'text/typescript',
        codemirror_mode: { name: 'javascript', typescript: true },
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/**
 * @param {number} number @param {string} slide @param {string | undefined} tag @param {string} text
 * @returns {import('@jupyterlab/nbformat').ICell}
 */
function cellFrom(number, slide, tag, text) {
  const metadata = { slideshow: { slide_type: slide }, ...(tag && { tags: [tag] }) };
  const code = codeFence.exec(text)?.[1];
  const id = `cell-${String(number).padStart(2, '0')}`;
  if (code === undefined) return { cell_type: 'markdown', id, metadata, source: lines(text) };
  return { cell_type: 'code', execution_count: null, id, metadata, outputs: [], source: lines(code) };
}

/** As JupyterLab writes them: each line with its end. @param {string} text */
const lines = (text) => text.split(/(?<=\n)/);
