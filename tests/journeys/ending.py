"""Starts the desk whose lock ends its process, and watches both processes from outside."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from spoc_desk.casework.cases import record_notification
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.directory import add_contact
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.lifecycle import open_vault
from tests.factories import PASSWORD
from tests.journeys import ending_desk
from tests.journeys.reviewing import Home, is_gone

PATIENCE = 120.0
NAME = "Robin Quillfeather"
"""It stands nowhere in the program, which is loaded piece by piece while nobody types, its docstrings too."""


def home_with_a_case(root: Path) -> Home:
    """Return a home with a locked vault and one case in it."""
    home = Home(root).make()
    clock = FixedClock()
    vault = open_vault(home.vault, PASSWORD, clock=clock)
    save_profile(vault, load_profile("luton"))
    answers = {"kind": "person", "name": NAME, "roles": ("dcs",), "phone": "0300 000 0101"}
    person = add_contact(vault, answers=answers)
    told = {"direction": "arrival", "subject_kind": "family", "ukpps_notified_on": "2026-11-20", "notified_to": "dcs",
            "notified_person": person.change.ids[0]}  # fmt: skip
    record_notification(vault, answers=told)
    vault.close()
    return home


class Desk:
    """A desk at work until it locks; a context that leaves no process behind."""

    def __init__(
        self,
        home: Home,
        *,
        text: str,
        doing: Sequence[str] = (),
        vault: Path | None = None,
        lock: str = "f9",
        following: str = "real",
        watch: Sequence[str] = (),
    ) -> None:
        self.home = home
        self.report = home.root / "report.json"
        self.errors = home.root / "work" / "errors.txt"
        place = str(vault or home.vault)
        plan = {"vault": place, "settings": str(home.root / "settings"), "password": PASSWORD, "text": text,
                "doing": list(doing), "lock": lock, "next": following, "report": str(self.report)}  # fmt: skip
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [*watch, sys.executable, ending_desk.__file__],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
                text=True, cwd=home.root / "work", env=home.environment, start_new_session=True,
            )  # fmt: skip
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(plan) + "\n")
        self.process.stdin.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)  # the next process is of the same group
        self.process.communicate()

    def lock(self) -> float:
        """Wait until it is ready, have it lock, and return the moment (steady clock)."""
        self.until("ready")
        assert self.process.stdin is not None
        self.process.stdin.write("lock\n")
        self.process.stdin.flush()
        return time.monotonic()

    def until(self, at: str) -> dict[str, Any]:
        """Wait until it says that it came to *at*, and return what it says."""
        assert self.process.stdout is not None
        heard = []
        for line in self.process.stdout:
            said: dict[str, Any] = json.loads(line)
            if said["at"] == at:
                return said
            heard.append(said)
        ended = self.process.wait(PATIENCE)
        raise AssertionError(
            f"it ended with {ended} and never came to “{at}”, but to {heard}; {self.errors.read_text()[-2000:]}"
        )

    def gone_after(self, since: float) -> float:
        """Wait for the end of the process and return how long after *since* (steady clock) it came."""
        self.process.wait(PATIENCE)
        return time.monotonic() - since

    def came_back(self) -> dict[str, Any]:
        """Wait for the driven next process to unlock, and return what it found."""
        until = time.monotonic() + PATIENCE
        while not self.report.exists():
            assert time.monotonic() < until, f"nothing came back; {self.errors.read_text()[-2000:]}"
            time.sleep(0.05)
        found: dict[str, Any] = json.loads(self.report.read_text())
        assert "stopped" not in found, found
        return found

    @staticmethod
    def end(process: int) -> None:
        """End the next process."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        assert is_gone(process)
