"""What runs is the instructor's notebook, with the student's answers and the student's own cells put into it."""

import nbformat
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from .matching import chosen_cells, followers, names_in
from .release import named_cells, released_notebook
from .remarks import kernel_remark, remarks_on

missing_answer = "*The cell of this answer (%s) is missing from the submission. It may stand in another cell.*\n\n"
other_answers = "\n\n*The submission has %d more cells of this name: they stand as plain cells below.*"


class RebuildFromRelease(NbGraderPreprocessor):
    """Takes the release's notebook instead of the submitted one; warns of all that was different."""

    def preprocess(self, nb, resources):
        place = resources["nbgrader"]
        release, given = released_notebook(self, place["assignment"], place["notebook"], place["db_url"])
        rebuilt, remarks = rebuilt_notebook(release, given, nb)
        for remark in remarks:
            self.log.warning(remark)
        return rebuilt, resources


def rebuilt_notebook(release, given, submitted):
    """The release's notebook with the submission's answers and own cells, and remarks on what was different.

    Named cells stand in the release's order, with the release's metadata. Tests, given cells and tasks have the
    release's text, solutions the submission's. A cell of the student's own stays behind the cell it stood behind.
    `given` holds the texts that students have, by name. Returns (notebook, remarks).
    """
    cells = named_cells(release)
    names = names_in(submitted.cells, cells)
    chosen = chosen_cells(names, cells)
    own = followers(names, chosen)
    rebuilt = new_notebook(metadata=release.metadata, nbformat_minor=5)
    rebuilt.cells += [own_cell(submitted.cells[index], index) for index in own[None]]
    for name, cell in cells.items():
        answer = submitted.cells[chosen[name]] if name in chosen else None
        rebuilt.cells += placed(name, cell, answer, names.count(name) - 1)
        rebuilt.cells += [own_cell(submitted.cells[index], index) for index in own.get(name, [])]
    return rebuilt, [
        *kernel_remark(release, submitted),
        *remarks_on(cells, given, submitted, names, chosen),
    ]


def placed(name, cell, answer, copies):
    """The cell of the release with the answer in it: a list of one cell, or of none.

    A stub in the place of a missing solution could undo the student's own cell with it. So none is put there; where the
    answer is marked by hand, the cell comes back with a word for who marks.
    """
    cell = nbformat.from_dict(cell)
    if not utils.is_solution(cell):
        return [cell]
    if answer is None:
        if not utils.is_grade(cell):
            return []
        cell.source = missing_answer % name + cell.source if cell.cell_type == "markdown" else cell.source
        return [cell]
    cell.source = answer.source
    if cell.cell_type == "markdown" and answer.get("attachments"):
        cell.attachments = answer.attachments
    if copies and utils.is_grade(cell) and cell.cell_type == "markdown":
        cell.source += other_answers % copies
    return [cell]


def own_cell(cell, index):
    """A plain cell with a student's text. Its metadata, which could name it or keep it from running, stay behind."""
    make = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}[cell.cell_type]
    plain = make(cell.source, id=f"own-{index}")
    if cell.get("attachments"):
        plain.attachments = cell.attachments
    return plain
