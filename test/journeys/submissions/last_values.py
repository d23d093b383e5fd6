"""What last values of a test are worth, for a table of them: no kernel runs.

Prints one JSON object a line of the table: {"value": …, "most": …, "points": …, "mistake": what `release` says, or null}.
"""

import json

import nbformat
from nbgrader import utils

from grading.check_source import mistake_of
from grading.points import CheckPartialCredit

table = [
    ("0.30000000000000004", 0.3), ("1.5", 3), ("3", 3), ("0", 3), ("-0", 3), ("4", 3), ("-1", 3), ("1e400", 3),
    ("NaN", 3), ("Infinity", 3), ("-Infinity", 3), ("undefined", 3), ("3n", 3), ("'3'", 3), ("1_0", 30), ("[ 1, 2 ]", 3),
    ("true", 3), ("", 3), (None, 3),
]


def test_with(value, most):
    marks = {"grade": True, "solution": False, "locked": True, "grade_id": "t", "points": most, "schema_version": 3}
    cell = nbformat.v4.new_code_cell("…", metadata={"nbgrader": marks})
    if value is not None:
        cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": value} if value else {"image/png": "…"})]
    return cell


for value, most in table:
    mistake = mistake_of(test_with(value, most))
    cell = test_with(value, most)
    CheckPartialCredit().preprocess_cell(cell, {}, 0)
    print(json.dumps({"value": value, "most": most, "points": utils.determine_grade(cell)[0], "mistake": mistake}))
