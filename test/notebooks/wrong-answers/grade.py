"""Gives points to wrong answers: one kernel for each assignment.

Usage: grade.py SOURCES ANSWERS (in the folder of a course; the settings come from nbgrader_config.py)
ANSWERS is a JSON file: {assignment: {solution cell: [[what is wrong, text of the cell], …]}}. Each wrong answer runs before
the test cell that follows it in the source; after the last one of a cell its right answer runs. Prints one JSON object:
{assignment: [[solution cell, what is wrong, points, most], …]}.
"""

import json
import sys
from pathlib import Path

import nbformat
from nbgrader import utils
from nbgrader.apps.nbgraderapp import NbGraderApp

from grading.execution import ExecuteToTheEnd, is_test
from grading.points import CheckPartialCredit


def copy_of(cell, number, source=None):
    copy = nbformat.from_dict(cell)
    copy.id = f"{cell.id}-{number}"[:64]
    copy.source = cell.source if source is None else source
    return copy


def with_wrong_answers(book, wrong):
    """The code cells of a source, each answer preceded by the wrong ones; and [cell, what, test] of each of those."""
    code = [cell for cell in book.cells if cell.cell_type == "code" and "nbgrader" in cell.metadata]
    cells, tried = [], []
    for place, cell in enumerate(code):
        if is_test(cell):
            continue
        test = next((later for later in code[place:] if is_test(later)), None)
        for what, source in wrong.get(cell.metadata.nbgrader.grade_id, []):
            copy = copy_of(test, len(cells))
            cells += [copy_of(cell, len(cells), source), copy]
            tried.append((cell.metadata.nbgrader.grade_id, what, copy))
        cells.append(cell)
    return nbformat.v4.new_notebook(cells=cells, metadata=book.metadata), tried


def main(sources, answers):
    app = NbGraderApp.instance()
    app.initialize([])
    told = {}
    for assignment, wrong in json.loads(Path(answers).read_text("utf-8")).items():
        folder = Path(sources, assignment)
        book, tried = with_wrong_answers(nbformat.read(folder / f"{assignment}.ipynb", as_version=4), wrong)
        resources = {"metadata": {"path": str(folder)}}
        for step in (ExecuteToTheEnd, CheckPartialCredit):
            book, resources = step(parent=app).preprocess(book, resources)
        told[assignment] = [[cell, what, *utils.determine_grade(test)] for cell, what, test in tried]
    print(json.dumps(told))


main(*sys.argv[1:])
