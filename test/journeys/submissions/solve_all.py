"""Grades every assignment twice with nbgrader: answered as its source answers it, and not answered at all.

Usage: solve_all.py SOURCES (in the folder of a course; the settings come from nbgrader_config.py)
Prints one JSON object: {"lesson-02": {"solved": [points by cell], "untouched": [...], "most": [...]}}
"""

import json
import shutil
import sys
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.apps.nbgraderapp import NbGraderApp


def submit(student, name, folder):
    target = Path("submitted", student, name)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)


def automatic(book, name, student):
    """(points given, points possible) of each cell that a program grades."""
    submission = book.find_submission(name, student)
    cells = [grade for notebook in submission.notebooks for grade in notebook.grades]
    return [(cell.auto_score, cell.max_score) for cell in cells if cell.cell.cell_type == "code"]


def main(sources):
    app = NbGraderApp.instance()
    app.initialize([])
    api = NbGraderAPI(config=app.config)
    grades = {}
    for folder in sorted(Path(sources).iterdir()):
        name = folder.name
        if not (folder / f"{name}.ipynb").exists():
            continue
        made = api.generate_assignment(name, force=True)
        submit("solved", name, folder)
        submit("untouched", name, Path("release", name))
        runs = [api.autograde(name, student, force=True) for student in ("solved", "untouched")]
        for run in [made, *runs]:
            if not run["success"]:
                sys.exit(f"{name}: {run.get('log')} {run.get('error')}")
        with Gradebook(api.coursedir.db_url) as book:
            solved, untouched = (automatic(book, name, student) for student in ("solved", "untouched"))
        grades[name] = {
            "solved": [given for given, _ in solved],
            "untouched": [given for given, _ in untouched],
            "most": [most for _, most in solved],
        }
    print(json.dumps(grades))


main(sys.argv[1])
