"""Runs the instructor's own notebook and checks that each test gives its own answers all points.

Usage: check_source.py ASSIGNMENT (in the course's folder, with nbgrader's settings)
Prints a line for each mistake; the exit code is 1 where there is one.
"""

import logging
import sys
from collections import Counter
from pathlib import Path

import nbformat
from nbgrader import utils
from nbgrader.apps.nbgraderapp import NbGraderApp
from nbgrader.coursedir import CourseDirectory

from grading.execution import ExecuteToTheEnd, is_test
from grading.points import as_number, last_value, outside, shortened, tolerance


def mistakes_in_marks(book):
    """What is wrong before anything runs: names given twice, points that are none."""
    graded = [cell for cell in book.cells if utils.is_grade(cell)]
    names = Counter(cell.metadata.nbgrader.grade_id for cell in book.cells if "nbgrader" in cell.metadata)
    yield from (f"the name '{name}' is given to {count} cells" for name, count in names.items() if count > 1)
    for cell in graded:
        points = cell.metadata.nbgrader.get("points")
        if not isinstance(points, (int, float)) or points < 0:
            yield f"'{cell.metadata.nbgrader.grade_id}' has no number of points, but {points}"


def mistake_of(cell):
    """What is wrong with a test that ran on the instructor's answers; None where nothing is."""
    most, value = float(cell.metadata.nbgrader.points), last_value(cell)
    if utils.has_failed(cell):
        return f"fails with your own answers: {first_error(cell)}"
    if value is None:
        return None
    points = as_number(value)
    if points is None:
        return f"ends with {shortened(value)}, which is no number of points: end it with a number from 0 to {most:g}, or with a statement"
    if outside(points, most):
        return f"ends with {value}, which is not within 0 to {most:g} points"
    if points < most - tolerance * max(most, 1):
        return f"gives your own answers {value} of {most:g} points"
    return None


def first_error(cell):
    texts = [f"{output.ename}: {output.evalue}" for output in cell.outputs if output.output_type == "error"]
    return shortened(texts[0] if texts else "it writes to stderr")


def main(assignment):
    app = NbGraderApp.instance()
    app.initialize([])
    app.log.setLevel(logging.ERROR)
    course = CourseDirectory(parent=app)
    folder = Path(course.format_path(course.source_directory, ".", assignment))
    book = nbformat.read(folder / f"{assignment}.ipynb", as_version=4)
    mistakes = list(mistakes_in_marks(book))
    if not mistakes:
        ExecuteToTheEnd(parent=app).preprocess(book, {"metadata": {"path": str(folder)}})
        told = ((cell.metadata.nbgrader.grade_id, mistake_of(cell)) for cell in book.cells if is_test(cell))
        mistakes = [f"the test '{name}' {mistake}" for name, mistake in told if mistake]
    for mistake in mistakes:
        print(f"mistake: {mistake}")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
