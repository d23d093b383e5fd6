"""What was different in a submission, in words for the instructor."""

from nbgrader import utils

editors_marks = {
    "collapsed", "colab", "editable", "deletable", "execution", "executionInfo", "ExecuteTime", "id", "jupyter",
    "outputId", "pycharm", "scrolled", "slideshow", "trusted", "vscode",
}
"""Metadata that editors write by themselves; no word is lost on them."""

decisive = ("grade", "solution", "locked", "task", "points")
"""What of nbgrader's own metadata decides how a cell is graded."""


def remarks_on(release, given, submitted, names, chosen):
    """One sentence for each difference between a submission and the release."""
    remarks = [*order_remark(release, chosen)]
    for name, cell in release.items():
        if name not in chosen:
            remarks.append(missing_remark(name, cell))
            continue
        answer, copies = submitted.cells[chosen[name]], names.count(name) - 1
        if copies:
            remarks.append(f"the cell '{name}' is there {copies + 1} times: one answers to the name, the other {copies} run as plain cells")
        if answer.cell_type != cell.cell_type:
            remarks.append(f"the cell '{name}' was made a {answer.cell_type} cell; it is a {cell.cell_type} cell")
        if not utils.is_solution(cell) and answer.source.rstrip() != given[name].rstrip():
            remarks.append(f"the {role(cell)} '{name}' was changed; it runs as released")
        keys = changed_metadata(cell, answer)
        if keys:
            remarks.append(f"the {role(cell)} '{name}' had other metadata ({', '.join(keys)}); those of the release count")
    return remarks


def missing_remark(name, cell):
    if not utils.is_solution(cell):
        return f"the {role(cell)} '{name}' was missing and is put back"
    if utils.is_grade(cell):
        return f"the answer '{name}' was missing: look whether it stands in another cell"
    return f"the cell '{name}' is missing: the tests find what the student's own cells define"


def role(cell):
    if utils.is_task(cell):
        return "task"
    if utils.is_solution(cell):
        return "cell"
    return "test" if utils.is_grade(cell) else "given cell"


def order_remark(release, chosen):
    places = [chosen[name] for name in release if name in chosen]
    if places != sorted(places):
        yield "the cells stood in another order; they run in the release's"


def kernel_remark(release, submitted):
    """A sentence where a submission names another kernel than the release."""
    ours, theirs = (kernel_name(book) for book in (release, submitted))
    if theirs is not None and theirs != ours:
        yield f"the notebook was saved with the kernel '{theirs}'; it runs with '{ours}'"


def kernel_name(book):
    kernelspec = book.metadata.get("kernelspec")
    name = kernelspec.get("name") if isinstance(kernelspec, dict) else None
    return name if isinstance(name, str) else None


def changed_metadata(cell, answer):
    """The keys of a cell's metadata that differ and that no editor writes by itself; nbgrader's own by their names."""
    ours, theirs = cell.metadata, answer.metadata
    keys = (set(ours) | set(theirs)) - editors_marks - {"nbgrader"}
    changed = sorted(key for key in keys if ours.get(key) != theirs.get(key))
    names = theirs.get("nbgrader")
    if not isinstance(names, dict):
        return [*changed, "nbgrader"]
    return [*changed, *(key for key in decisive if key in names and differ(names[key], ours.nbgrader.get(key)))]


def differ(theirs, ours):
    return (theirs or False) != (ours or False)
