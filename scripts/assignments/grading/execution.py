"""Runs a notebook. Whatever happens on the way, each test that did not come to its end has an error."""

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_output
from nbgrader import preprocessors as steps
from nbgrader import utils


def is_test(cell):
    """Whether a cell is an autograded test."""
    return cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell)


class ExecuteToTheEnd(steps.Execute):
    """Runs a submission. If its kernel ends on the way, the tests that it passed before still count.

    A cell that is told to stop (after `timeout` seconds) or has ended is waited for, for `iopub_timeout` seconds: a
    native call stops when it returns, and thousands of displays take their time. To nbgrader a cell without outputs
    has passed, so each test that did not end is given an error.
    """

    def preprocess(self, nb, resources=None, km=None):
        self.ended = 0
        try:
            return super().preprocess(nb, resources, km)
        except DeadKernelError:
            self.lose_the_rest(nb, "the kernel had ended")
        except CellTimeoutError:
            self.lose_the_rest(
                nb,
                f"the kernel was still busy with cell {self.ended + 1}, "
                f"{self.iopub_timeout} seconds after it had been told to stop",
            )
        return nb, resources

    def preprocess_cell(self, cell, resources, index):
        result = super().preprocess_cell(cell, resources, index)
        self.ended = index + 1
        return result

    def lose_the_rest(self, nb, reason):
        self.log.warning("The notebook ran only to its cell %d of %d: %s", self.ended, len(nb.cells), reason)
        text = f"This test did not come to its end, because {reason}."
        for cell in filter(is_test, nb.cells[self.ended :]):
            cell.outputs = [new_output("error", ename="KernelEnded", evalue=text, traceback=[text])]
