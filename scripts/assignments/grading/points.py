"""What the last value of a test is worth: a number of points from 0 to the test's most."""

import math
import re

from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor

from .execution import is_test

number = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.IGNORECASE)
tolerance = 1e-9
"""Of the most: what sums of decimal fractions (0.1 + 0.1 + 0.1) may be off by."""


class CheckPartialCredit(NbGraderPreprocessor):
    """Makes each test's last value a number that nbgrader takes for points.

    nbgrader gives up on a submission where a value is above the most, and gives all points for a negative one and for
    what is no number. Here a number is brought into [0, most], and what is no number is an error of the test.
    """

    def preprocess_cell(self, cell, resources, index):
        value = last_value(cell) if is_test(cell) and not utils.has_failed(cell) else None
        if value is None:
            return cell, resources
        name, most = cell.metadata.nbgrader.grade_id, float(cell.metadata.nbgrader.points)
        points = as_number(value)
        if points is None:
            text = f"The last value of this test is no number of points: {shortened(value)}"
            self.log.warning("the test '%s' has 0 points: its last value is no number (%s)", name, shortened(value))
            cell.outputs.insert(0, new_output("error", ename="NoPoints", evalue=text, traceback=[text]))
            return cell, resources
        if outside(points, most):
            self.log.warning("the test '%s' came to %s points of %s: it is given the nearest in range", name, value, most)
        result_of(cell)["data"]["text/plain"] = repr(min(max(points, 0.0), most))
        return cell, resources


def result_of(cell):
    return next((output for output in cell.outputs if output.output_type == "execute_result"), None)


def last_value(cell):
    """The text of a cell's last value; None where it has none."""
    result = result_of(cell)
    if result is None:
        return None
    text = result.get("data", {}).get("text/plain", "(no text)")
    return ("".join(text) if isinstance(text, list) else text).strip()


def as_number(text):
    """The finite number that a text is, or None."""
    value = float(text) if number.fullmatch(text) else math.nan
    return value if math.isfinite(value) else None


def outside(points, most):
    """Whether points are below 0 or above the most by more than rounding."""
    slack = tolerance * max(most, 1)
    return points < -slack or points > most + slack


def shortened(text, length=80):
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length]}…"
