"""The leak checker as its users reach it: the scan of a text, and the command that takes many texts."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.leaks.marked import Document
from benchmarks.leaks.scoring import Seen
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.profile.documents import load_profile
from spoc_desk.sanitise.findings import Mode, Severity
from spoc_desk.sanitise.scan import scan

ROOT = Path(__file__).resolve().parents[2]


def own_area() -> OwnArea:
    """Return the own area the measurement uses: the example council."""
    return load_profile("luton").own_area


def seen_in(text: str, area: OwnArea, mode: Mode) -> list[Seen]:
    """Return what the scan finds in a text."""
    return [Seen(one.start, one.end, one.channel, one.severity is Severity.HIGH) for one in scan(text, area, mode)]


def seen_by_command(documents: Iterable[Document], mode: Mode) -> list[list[Seen]]:
    """Return what `check --jsonl` finds in many texts, all in one process.

    Raises:
        RuntimeError: the command did not answer for every text.
    """
    asked = "".join(json.dumps({"id": str(place), "text": one.text}) + "\n" for place, one in enumerate(documents))
    done = command(["check", "--jsonl", "--mode", mode.value], asked)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != asked.count("\n") or done.returncode not in (0, 1):
        raise RuntimeError(f"check --jsonl ended with {done.returncode}: {done.stderr[-400:]}")
    return [
        [Seen(one["start"], one["end"], one["channel"], one["severity"] == "high") for one in answer["findings"]]
        for answer in answers
    ]


def command(arguments: list[str], asked: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program's command line in a process of its own, for the example council."""
    return subprocess.run(
        [sys.executable, "-m", "spoc_desk", *arguments, "--profile", "luton"],
        input=asked,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )
