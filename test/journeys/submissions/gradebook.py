"""Reads grades out of nbgrader's database, or gives a mark by hand, as the Formgrader does.

Usage: gradebook.py DATABASE ASSIGNMENT
       gradebook.py DATABASE ASSIGNMENT STUDENT CELL POINTS
"""

import json
import sys

from nbgrader.api import Gradebook


def grades(submission):
    return {
        grade.name: {"auto": grade.auto_score, "manual": grade.manual_score, "open": grade.needs_manual_grade}
        for notebook in submission.notebooks
        for grade in notebook.grades
    }


def main(database, assignment, *mark):
    with Gradebook(f"sqlite:///{database}") as book:
        if mark:
            student, cell, points = mark
            grade = book.find_grade(cell, assignment, assignment, student)
            grade.manual_score, grade.needs_manual_grade = float(points), False
            book.db.commit()
        told = {
            submission.student.id: {
                "score": submission.score,
                "penalty": submission.late_submission_penalty,
                "cells": grades(submission),
            }
            for submission in book.assignment_submissions(assignment)
        }
    print(json.dumps(told))


main(*sys.argv[1:])
