"""nbgrader's settings for Codebook: TypeScript stubs, time limits, folders, late work.

Change what you like below. Four settings can also be made for one command, by environment variables:
CODEBOOK_COURSE (folder of the course), CODEBOOK_EXCHANGE (folder shared with students),
CODEBOOK_COURSE_ID (name of the course) and CODEBOOK_CELL_SECONDS (longest run of one cell).
"""

import math
import os
from pathlib import Path

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbformat.v4 import new_output
from nbgrader import preprocessors as steps
from nbgrader import utils
from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float

here = Path(__file__).resolve().parent
course = Path(os.environ.get("CODEBOOK_COURSE", here)).resolve()

c = get_config()  # noqa: F821 (given by nbgrader)

# ---- folders -------------------------------------------------------------------------------------------
c.CourseDirectory.course_id = os.environ.get("CODEBOOK_COURSE_ID", "autoencoders")
c.CourseDirectory.root = str(course)
c.CourseDirectory.source_directory = str(here / "source")
c.Exchange.root = os.environ.get("CODEBOOK_EXCHANGE", str(course / "exchange"))
c.Exchange.cache = str(course / "cache")
c.NbGrader.logfile = str(course / "nbgrader.log")

# ---- TypeScript ----------------------------------------------------------------------------------------
c.ClearSolutions.code_stub = {"typescript": "// YOUR CODE HERE\nthrow new Error('Not answered yet');"}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"

# ---- running submissions -------------------------------------------------------------------------------
c.Execute.timeout = int(os.environ.get("CODEBOOK_CELL_SECONDS", "120"))
c.Execute.interrupt_on_timeout = True
c.Execute.startup_timeout = 120
c.Execute.iopub_timeout = 10


def is_test(cell):
    """Whether a cell is an autograded test."""
    return cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell)


class ExecuteToTheEnd(steps.Execute):
    """Runs a submission. If its kernel dies on the way, the tests that it passed before still count.

    To nbgrader a cell without outputs has passed, so each test that did not end is given an error.
    """

    def preprocess(self, nb, resources=None, km=None):
        self.ended = 0
        try:
            return super().preprocess(nb, resources, km)
        except (DeadKernelError, CellTimeoutError) as problem:
            problem = str(problem).split("\n")[0]
            self.log.warning("The kernel ended before the notebook did: %s", problem)
            for cell in filter(is_test, nb.cells[self.ended :]):
                cell.outputs = [self.not_ended(problem)]
            return nb, resources

    def preprocess_cell(self, cell, resources, index):
        result = super().preprocess_cell(cell, resources, index)
        self.ended = index + 1
        return result

    @staticmethod
    def not_ended(problem):
        text = f"This test did not come to its end, because the kernel had ended. {problem}"
        return new_output("error", ename="KernelEnded", evalue=text, traceback=[text])


class RestoreCells(steps.OverwriteCells):
    """Undoes changes to tests. Tests that were deleted come back at the end of the notebook."""

    def missing_cell_transform(self, *args, **options):
        cell = super().missing_cell_transform(*args, **options)
        if cell.cell_type == "code":
            cell.source = "//" + cell.source[1:]  # nbgrader's remark is a Python comment
        return cell

    def add_missing_grade_cells(self, nb, resources):
        book = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        sources = {cell.name: cell for cell in book.source_cells}
        solutions = {cell.name for cell in book.solution_cells}
        present = {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells}
        for graded in book.grade_cells:
            if graded.name not in present:
                self.log.warning("The test '%s' was missing and is put back", graded.name)
                options = {"is_solution": graded.name in solutions}
                nb.cells.append(self.missing_cell_transform(sources[graded.name], graded.max_score, **options))
        return nb, resources


c.OverwriteCells.add_missing_cells = True
c.Autograde.sanitize_preprocessors = [
    steps.ClearOutput,
    steps.DeduplicateIds,
    steps.OverwriteKernelspec,
    RestoreCells,
    steps.CheckCellMetadata,
]
c.Autograde.autograde_preprocessors = [
    ExecuteToTheEnd,
    steps.IgnorePattern,
    ClearMetadataPreprocessor,
    steps.LimitOutput,
    steps.SaveAutoGrades,
    steps.AssignLatePenalties,
    steps.CheckCellMetadata,
]


# ---- late work -----------------------------------------------------------------------------------------
class LateByTheDay(LateSubmissionPlugin):
    """Takes a share of the score for each day, or part of one, after the due date."""

    share_per_day = Float(0.0, help="0.1 takes 10 % a day; 0 takes nothing").tag(config=True)

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        days = math.ceil(total_seconds_late / 86_400)
        return min(score, score * self.share_per_day * days) if days > 0 else None


c.AssignLatePenalties.plugin_class = LateByTheDay
c.LateByTheDay.share_per_day = float(os.environ.get("CODEBOOK_LATE_SHARE", "0.0"))
