"""The instructor's notebook of an assignment: stubs where students answer, tests with their hidden parts."""

import json
from pathlib import Path

import nbformat
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, SaveCells


class ReleaseAgain(Exception):
    """The source has other cells than the release."""


def released_notebook(parent, assignment, notebook, database):
    """The notebook that a submission is put into, and what students were given of each cell.

    `parent` holds nbgrader's settings. The order and the metadata of the cells are the source's; their texts are those
    of the last release, which the gradebook (the database) keeps. Returns (notebook, {name: text that students have}).
    Throws ReleaseAgain where source and release have other cells.
    """
    course = CourseDirectory(parent=parent)
    folder = Path(course.format_path(course.source_directory, ".", assignment))
    resources = {"nbgrader": {"notebook": notebook, "assignment": assignment, "db_url": database}}
    book = nbformat.read(folder / f"{notebook}.ipynb", as_version=4)
    for step in steps_before_saving(course, parent):
        book, resources = step.preprocess(book, resources)
    with Gradebook(database) as gradebook:
        take_texts(book, gradebook.find_notebook(notebook, assignment))
    return book, texts_for_students(book, resources, parent)


def steps_before_saving(course, parent):
    """The steps by which nbgrader makes a release, up to the one that writes into the gradebook."""
    steps = GenerateAssignment(coursedir=course, parent=parent).preprocessors
    return [step(parent=parent) for step in steps[: steps.index(SaveCells)]]


def take_texts(book, saved):
    """Gives the cells the texts, points and kernel of the release; the source may have been edited since."""
    texts = {cell.name: cell for cell in saved.source_cells}
    points = {cell.name: cell.max_score for cell in [*saved.grade_cells, *saved.task_cells]}
    cells = named_cells(book)
    if set(cells) != set(texts):
        changed = ", ".join(sorted(set(cells) ^ set(texts)))
        raise ReleaseAgain(f"the source has other cells than the release ({changed}): release it again, or undo the change")
    for name, cell in cells.items():
        cell.source = texts[name].source
        cell.metadata.nbgrader.checksum = texts[name].checksum
        if name in points:
            cell.metadata.nbgrader.points = points[name]
    kernelspec = json.loads(saved.kernelspec or "{}")
    if kernelspec:
        book.metadata.kernelspec = kernelspec


def texts_for_students(book, resources, parent):
    copy = nbformat.from_dict(book)
    for step in (ClearHiddenTests, ClearMarkScheme):
        copy, resources = step(parent=parent).preprocess(copy, resources)
    return {name: cell.source for name, cell in named_cells(copy).items()}


def named_cells(book):
    """The cells that nbgrader knows, by name, in the notebook's order."""
    known = (utils.is_grade, utils.is_solution, utils.is_locked, utils.is_task)
    return {cell.metadata.nbgrader.grade_id: cell for cell in book.cells if any(is_kind(cell) for is_kind in known)}
