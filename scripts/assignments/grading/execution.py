"""Runs a notebook. Whatever happens on the way, each test that did not come to its end has an error."""

from queue import Empty

from nbclient.exceptions import CellExecutionComplete, CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async
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
    has passed, so each test that did not end, or whose outputs were lost, is given an error.
    """

    quiet_seconds = 10
    """After how long without a message the kernel is asked whether the cell has ended."""

    def preprocess(self, nb, resources=None, km=None):
        self.ended = 0
        self.lost = set()
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
        if index in self.lost and is_test(cell):
            self.log.warning("the test '%s' has 0 points: it wrote more than could be read", cell.metadata.nbgrader.grade_id)
            cell.outputs.append(error_of("OutputsLost", "This test wrote more than could be read, and its end was lost."))
        return result

    async def _async_poll_output_msg(self, parent_msg_id, cell, cell_index):
        """Reads a cell's messages up to its last, as nbclient does, which waits for ever where that one was lost.

        A reader that is slow may lose messages. The kernel answers in order: once it answers a later question, the
        cell's messages are out.
        """
        questions = set()
        while True:
            try:
                message = await ensure_async(self.kc.iopub_channel.get_msg(timeout=self.quiet_seconds))
            except Empty:
                questions.add(await ensure_async(self.kc.kernel_info()))
                continue
            parent = message["parent_header"].get("msg_id")
            if parent in questions:
                self.lost.add(cell_index)
                return
            if parent == parent_msg_id:
                try:
                    self.process_message(message, cell, cell_index)
                except CellExecutionComplete:
                    return

    def lose_the_rest(self, nb, reason):
        self.log.warning("The notebook ran only to its cell %d of %d: %s", self.ended, len(nb.cells), reason)
        text = f"This test did not come to its end, because {reason}."
        for cell in filter(is_test, nb.cells[self.ended :]):
            cell.outputs = [error_of("KernelEnded", text)]


def error_of(name, text):
    return new_output("error", ename=name, evalue=text, traceback=[text])
