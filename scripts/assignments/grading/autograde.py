"""Grades submissions, each on its own: what is odd about one student's is told of that student and stops no other.

Usage: autograde.py [--again] ASSIGNMENT STUDENT… (in the course's folder, with nbgrader's settings)
Prints one JSON object a student: {"student": "ada", "state": "graded" | "before" | "failed", "warnings": [...],
"problem": null or a line}.
"""

import glob
import json
import logging
import shutil
import sys
from pathlib import Path

from nbgrader.apps.nbgraderapp import NbGraderApp
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory


class OneSubmission(Autograde):
    """Remembers whether there was anything to do."""

    processed = False

    def init_destination(self, assignment_id, student_id):
        self.processed = super().init_destination(assignment_id, student_id)
        return self.processed


class Warnings(logging.Handler):
    """Gathers what is logged while one submission is graded."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines, self.errors = [], []

    def emit(self, record):
        text = record.getMessage()
        if record.levelno >= logging.ERROR:
            self.errors.append(text)
        elif text not in self.lines and not text.startswith("Removing"):
            self.lines.append(text)

    def problem(self):
        """The exception that stopped the grading, as one line; else the first complaint."""
        traces = [text for text in self.errors if "Traceback (most recent call last)" in text]
        if traces:
            last = traces[0].strip().split("\n")[-1]
            return last.split(": ", 1)[-1] if last.startswith("grading.") else last
        return (self.errors or ["nbgrader did not say why"])[0].split("\n")[0]


def grade(app, assignment, student, again):
    """Grades one student's submission. Returns what is to be said of it."""
    course = CourseDirectory(parent=app, assignment_id=assignment, student_id=glob.escape(student))
    heard = Warnings()
    app.log.addHandler(heard)
    converter = OneSubmission(coursedir=course, parent=app, force=again)
    try:
        take_renamed(Path(course.format_path(course.submitted_directory, student, assignment)), assignment, app.log)
        converter.start()
        state = "graded" if converter.processed else "before"
    except (NbGraderException, FileNotFoundError) as problem:
        heard.errors.append(str(problem))
        state = "failed"
    finally:
        app.log.removeHandler(heard)
    problem = heard.problem() if state == "failed" else None
    return {"student": student, "state": state, "warnings": heard.lines, "problem": problem}


def take_renamed(folder, assignment, log):
    """Copies the one notebook of a submission to the name that nbgrader looks for, where it has another."""
    wanted = folder / f"{assignment}.ipynb"
    if wanted.exists():
        return
    found = [file for kind in ("*.ipynb", "*.ipynb.txt", "*.ipynb.json") for file in sorted(folder.rglob(kind))]
    if len(found) != 1:
        names = ", ".join(str(file.relative_to(folder)) for file in found) or "no notebook"
        raise FileNotFoundError(f"there is no {wanted.name} in {folder}, but {names}")
    shutil.copyfile(found[0], wanted)
    log.warning("handed in as '%s': graded as %s", found[0].relative_to(folder), wanted.name)


def main(words):
    again = "--again" in words
    assignment, *students = [word for word in words if word != "--again"]
    app = NbGraderApp.instance()
    app.initialize([])
    for student in students:
        print(json.dumps(grade(app, assignment, student, again)), flush=True)


main(sys.argv[1:])
