"""Runs a student's notebook and shows which of the tests that can be seen fail, as `nbgrader validate` does.

Usage: validate.py NOTEBOOK
It reads what grading reads: of a copied cell the first of its name counts, and a kernel that ends fails the tests after.
"""

import os
import sys
from pathlib import Path

from nbgrader.apps.validateapp import ValidateApp
from nbgrader.preprocessors import ClearOutput, NbGraderPreprocessor
from nbgrader.validator import Validator

from grading.execution import ExecuteToTheEnd
from grading.points import CheckPartialCredit
from grading.reading import UnreadableNotebook, read_cells


class FirstOfEachName(NbGraderPreprocessor):
    """Makes plain cells of copies, and of cells whose marks nbgrader could not read."""

    def preprocess(self, nb, resources):
        seen = set()
        for cell in nb.cells:
            name = readable_name(cell)
            if name is None:
                cell.metadata.pop("nbgrader", None)
            elif name in seen:
                print(f"The cell '{name}' is there more than once: the first counts, the others are plain cells.")
                del cell.metadata["nbgrader"]
            else:
                seen.add(name)
        return nb, resources


def readable_name(cell):
    """A cell's name, where its marks are whole."""
    marks = cell.metadata.get("nbgrader")
    if not isinstance(marks, dict) or not isinstance(marks.get("grade_id"), str):
        return None
    points = marks.get("points", 0)
    return None if marks.get("grade") and not isinstance(points, (int, float)) else marks["grade_id"]


class ReadingValidator(Validator):
    """nbgrader's validator, which reads and runs a notebook as grading does."""

    def __init__(self, **options):
        super().__init__(**options)
        self.preprocessors = [FirstOfEachName, ClearOutput, ExecuteToTheEnd, CheckPartialCredit]

    def validate(self, filename):
        notebook = self._preprocess(read_cells(Path(filename).read_bytes()))
        changed = self._get_changed_cells(notebook)
        if changed:
            return {"changed": [{"source": cell.source.strip()} for cell in changed]}
        failed = self._get_failed_cells(notebook)
        return {"failed": [{"source": cell.source.strip(), "raw_error": self._extract_error(cell)} for cell in failed]}


def main(filename):
    app = ValidateApp.instance()
    app.initialize([filename])
    os.chdir(Path(filename).resolve().parent)
    try:
        ReadingValidator(parent=app).validate_and_print(Path(filename).name)
    except UnreadableNotebook as problem:
        sys.exit(f"{filename} cannot be validated: {problem}")
    except Exception as problem:  # of nbgrader, nbclient or Jupyter: what it says is all that a student can use
        sys.exit(f"{filename} cannot be validated: {type(problem).__name__}: {problem}")


main(sys.argv[1])
