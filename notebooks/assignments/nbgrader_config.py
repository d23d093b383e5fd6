"""nbgrader's settings for Codebook: TypeScript stubs, time limits, folders, late work.

Change what you like below. Four settings can also be made for one command, by environment variables:
CODEBOOK_COURSE (folder of the course), CODEBOOK_EXCHANGE (folder shared with students),
CODEBOOK_COURSE_ID (name of the course) and CODEBOOK_CELL_SECONDS (longest run of one cell).
"""

import math
import os
import sys
from pathlib import Path

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader import preprocessors as steps
from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float

here = Path(__file__).resolve().parent
sys.path.insert(0, str(here.parents[1] / "scripts" / "assignments"))
from grading.execution import ExecuteToTheEnd  # noqa: E402 (found by the line above)
from grading.points import CheckPartialCredit  # noqa: E402
from grading.reading import SubmissionExporter  # noqa: E402
from grading.rebuilding import RebuildFromRelease  # noqa: E402

course = Path(os.environ.get("CODEBOOK_COURSE", here)).resolve()

c = get_config()  # noqa: F821 (given by nbgrader)

# ---- folders -------------------------------------------------------------------------------------------
c.CourseDirectory.course_id = os.environ.get("CODEBOOK_COURSE_ID", "autoencoders")
c.CourseDirectory.root = str(course)
c.CourseDirectory.source_directory = str(here / "source")
c.Exchange.root = os.environ.get("CODEBOOK_EXCHANGE", str(course / "exchange"))
if os.access(course, os.W_OK):  # a student's cache and log are not the instructor's
    c.Exchange.cache = str(course / "cache")
    c.NbGrader.logfile = str(course / "nbgrader.log")

# ---- TypeScript ----------------------------------------------------------------------------------------
c.ClearSolutions.code_stub = {"typescript": "// YOUR CODE HERE\nthrow new Error('Not answered yet');"}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"

# ---- running submissions -------------------------------------------------------------------------------
c.Execute.timeout = int(os.environ.get("CODEBOOK_CELL_SECONDS", "120"))
c.Execute.interrupt_on_timeout = True
c.Execute.startup_timeout = 120
c.Execute.iopub_timeout = 600  # how long to wait for a cell that was told to stop, and for the displays of one that ended

c.Autograde.exporter_class = SubmissionExporter
c.Autograde.sanitize_preprocessors = [RebuildFromRelease, steps.CheckCellMetadata]
c.Autograde.autograde_preprocessors = [
    ExecuteToTheEnd,
    steps.IgnorePattern,
    CheckPartialCredit,
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
