"""Executes one notebook in a fresh kernel, as nbconvert does, and measures it.

Usage: execute.py NOTEBOOK OUTPUT [--timeout SECONDS] [--kernel NAME]

Prints one JSON object a line: {"cell": 3, "of": 20, "seconds": 0.41, "peakBytes": 4e8} after each cell, and at the end
{"seconds": total, "cpuSeconds": the kernel's over all cores, "peakBytes": the kernel's peak resident memory,
"error": null or text}.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def say(**facts):
    print(json.dumps(facts), flush=True)


def peak_bytes(pid):
    """Peak resident memory of a process, in bytes; 0 where the system does not tell."""
    try:
        text = Path(f"/proc/{pid}/status").read_text()
        return int(next(line.split()[1] for line in text.splitlines() if line.startswith("VmHWM"))) * 1024
    except (OSError, StopIteration):
        return 0


def cpu_seconds(pid):
    """Seconds that all cores spent on a process so far; 0 where it has ended."""
    try:
        times = psutil.Process(pid).cpu_times()
        return times.user + times.system
    except psutil.Error:
        return 0


class Measured(NotebookClient):
    """A client that says how long each cell took and remembers the kernel's peak memory and work."""

    peak = 0
    work = 0

    async def async_execute_cell(self, cell, cell_index, **options):
        started = time.perf_counter()
        try:
            return await super().async_execute_cell(cell, cell_index, **options)
        finally:
            pid = getattr(getattr(self.km, "provisioner", None), "pid", None)
            if pid:
                self.peak = max(self.peak, peak_bytes(pid))
                self.work = max(self.work, cpu_seconds(pid))
            if cell.cell_type == "code":
                say(cell=cell_index + 1, of=len(self.nb.cells), seconds=round(time.perf_counter() - started, 3), peakBytes=self.peak)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebook", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--timeout", type=int, default=600)
    parser.add_argument("--kernel", default="codebook")
    given = parser.parse_args()
    book = nbformat.read(given.notebook, as_version=4)
    client = Measured(
        book,
        timeout=given.timeout,
        kernel_name=given.kernel,
        resources={"metadata": {"path": str(given.notebook.parent)}},
    )
    started, error = time.perf_counter(), None
    try:
        client.execute()
    except CellExecutionError as failure:
        error = str(failure)
    given.output.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(book, given.output)
    seconds = round(time.perf_counter() - started, 2)
    say(seconds=seconds, cpuSeconds=round(client.work, 2), peakBytes=client.peak, error=error)
    return 1 if error else 0


if __name__ == "__main__":
    sys.exit(main())
