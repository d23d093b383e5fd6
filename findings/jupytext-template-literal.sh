#!/usr/bin/env bash
# jupytext 1.19.6 (PyPI): a TypeScript cell with a template literal comes back as two cells that do not compile.
#
# One would expect: notebook -> .ts (percent format) -> notebook gives the same cells: a Python cell with the mark inside
#   a triple-quoted text does.
# What happens: TypeScript's own texts of many lines, in backticks, are not known: a line `// %%` inside one ends the
#   cell. The first half lacks its closing backtick, the second its opening one, and the line itself is lost.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jupytext==1.19.6 nbformat==5.10.4

cat > probe.py <<'PY'
import jupytext
from nbformat.v4 import new_code_cell, new_notebook


def round_trip(language, extension, source):
    kernel = {'name': language, 'display_name': language, 'language': language}
    notebook = new_notebook(cells=[new_code_cell(source)], metadata={'kernelspec': kernel})
    text = jupytext.writes(notebook, f'{extension}:percent')
    return [cell.source for cell in jupytext.reads(text, f'{extension}:percent').cells]


python = 'script = """\n# %%\nx = 1\n"""\nprint(script)'
typescript = 'const script = `\n// %%\nx = 1\n`;\nconsole.log(script);'
print(round_trip('python', 'py', python), round_trip('typescript', 'ts', typescript))

assert round_trip('python', 'py', python) == [python]
assert round_trip('typescript', 'ts', typescript) == ['const script = `', 'x = 1\n`;\nconsole.log(script);']
PY
venv/bin/python probe.py
