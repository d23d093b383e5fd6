"""Reads the notebook that a student handed in, as far as a person could.

The cells are what is wanted of it. So a byte-order mark, UTF-16, an older or a future version of the format and what
breaks the format's schema without hiding a cell are no reason to refuse it.
"""

import codecs
import json

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode, from_dict

kinds = ("code", "markdown", "raw")


class UnreadableNotebook(Exception):
    """A file that holds no cells: what was found, in one line."""


class SubmissionExporter(NotebookExporter):
    """nbconvert's exporter, which reads with `read_cells`."""

    def from_file(self, file_stream, resources=None, **options):
        return self.from_notebook_node(read_cells(file_stream.buffer.read()), resources=resources, **options)


def read_cells(data):
    """The notebook in these bytes, of the current format, without outputs; its cells have source and metadata.

    Throws UnreadableNotebook where the bytes are no JSON, or no notebook.
    """
    content = parsed(text_of(data))
    if not isinstance(content, dict):
        raise UnreadableNotebook("the file holds JSON, but no notebook")
    content = upgraded(content)
    cells = content.get("cells")
    if not isinstance(cells, list):
        raise UnreadableNotebook("the file holds JSON, but no notebook: it has no list of cells")
    return NotebookNode(
        nbformat=4,
        nbformat_minor=5,
        metadata=from_dict(dict_or_empty(content.get("metadata"))),
        cells=[clean_cell(cell, index) for index, cell in enumerate(cells) if isinstance(cell, dict)],
    )


def text_of(data):
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    encoding = next((name for mark, name in marks.items() if data.startswith(mark)), "utf-8")
    return data.decode(encoding, errors="replace")


def parsed(text):
    if not text.strip():
        raise UnreadableNotebook("the file is empty")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as problem:
        raise UnreadableNotebook(f"the file is no notebook: it is not JSON ({problem})") from None


def upgraded(content):
    """The formats before 4 keep their cells in worksheets: nbformat translates them."""
    version = content.get("nbformat", 4)
    if "cells" in content or not isinstance(version, int) or version >= 4:
        return content
    try:
        return nbformat.convert(from_dict(content), 4)
    except Exception as problem:  # nbformat throws whatever its code for the old version runs into
        raise UnreadableNotebook(f"the file is a notebook of format {version} that cannot be read: {problem}") from None


def clean_cell(cell, index):
    """A cell of the current format with the source, metadata and attachments of a given one."""
    kind = cell.get("cell_type")
    clean = NotebookNode(
        id=cell["id"] if isinstance(cell.get("id"), str) else f"cell-{index}",
        cell_type=kind if kind in kinds else "raw",
        source=well_formed(joined(cell.get("source", ""))),
        metadata=from_dict(dict_or_empty(cell.get("metadata"))),
    )
    if clean.cell_type == "code":
        clean.update(outputs=[], execution_count=None)
    elif isinstance(cell.get("attachments"), dict):
        clean.attachments = from_dict(cell["attachments"])
    return clean


def joined(source):
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str))


def well_formed(text):
    """Half a surrogate pair cannot be written as UTF-8: it becomes U+FFFD, as the kernel prints it."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def dict_or_empty(value):
    return value if isinstance(value, dict) else {}
