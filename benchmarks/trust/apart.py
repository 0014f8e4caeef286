"""Run one class of faults in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.trust.tally import Tally

ROOT = Path(__file__).resolve().parents[2]


class Unfinished(Exception):
    """The class did not run to its end; its own words stand in the terminal."""


def run_class(name: str, options: Sequence[str] = ()) -> Iterator[Tally]:
    """Yield the sums of a class as they come."""
    command = [sys.executable, "-m", "benchmarks.trust.run", name, *options]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "ui")])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield Tally.from_json(line)
    if process.returncode:
        raise Unfinished(name)
