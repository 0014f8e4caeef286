"""The window is killed, shut out and left without a disk: what was typed and saved is there afterwards."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from spoc_desk.casework.cases import record_notification
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.directory import add_contact
from spoc_desk.casework.household import members
from spoc_desk.clock import FixedClock
from spoc_desk.errors import DiskFull, WrongPassword
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.lifecycle import open_vault, verify
from spoc_desk.vault.records.stores import CASES
from spoc_desk_ui.tour import moves
from spoc_desk_ui.tour.stage import REST, Script, Stage, Until
from tests.disks import small_disk
from tests.factories import PASSWORD, fingerprint, make_vault
from tests.journeys import typist
from tests.journeys.telling import play, put_away, start_window
from tests.journeys.typist import TEXT, to_the_question
from tests.patience import quickest

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TYPING_SECONDS = 5.0
MAY_BE_LOST = 2.0
SLACK = 0.5
"""What the write itself may take on a busy computer."""
DISK_MIB = 8

Told = tuple[Stage, str | None]
Tell = Callable[[Path, Callable[[Stage], Script]], Told]


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    """Return a locked vault with one case."""
    vault = make_vault(tmp_path / "vault", clock)
    save_profile(vault, load_profile("luton"))
    person = add_contact(
        vault, answers={"kind": "person", "name": "Robin Tallis", "roles": ("dcs",), "phone": "0300 000 0101"}
    )
    told = {"direction": "arrival", "subject_kind": "family", "ukpps_notified_on": "2026-11-20", "notified_to": "dcs",
            "notified_person": person.change.ids[0]}  # fmt: skip
    record_notification(vault, answers=told)
    vault.close()
    return tmp_path / "vault"


@pytest.fixture
def tell(qapp: QApplication, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tell]:
    """Return a call that opens the window on a vault and plays a script there."""
    monkeypatch.setattr(qapp, "quit", lambda: None)
    programs = []

    def run(folder: Path, story: Callable[[Stage], Script]) -> Told:
        program = start_window(qapp, folder, tmp_path / "settings", clock)
        programs.append(program)
        stage = Stage(program, clock, tmp_path)
        program.session.broke.connect(stage.broke)
        return stage, play(stage, story)

    yield run
    for program in programs:
        put_away(program)


def _type_and_kill(folder: Path, settings: Path) -> tuple[dict[int, float], float]:
    """Let a window of its own type for a while, kill it, and return when each letter was typed and when it died."""
    command = [sys.executable, typist.__file__, str(folder), str(settings), PASSWORD]
    places = os.pathsep.join(place for place in sys.path if place)
    environment = {**os.environ, "PYTHONPATH": places, "QT_QPA_PLATFORM": "offscreen"}
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    assert child.stdout is not None
    typed: dict[int, float] = {}
    for line in child.stdout:
        said = json.loads(line)
        assert "typed" in said, said
        typed[said["typed"]] = said["at"]
        if said["at"] - typed[1] > TYPING_SECONDS:
            break
    child.kill()
    died = time.monotonic()
    assert child.wait() != 0
    child.stdout.close()
    return typed, died


def test_killed_in_the_middle_of_a_word_the_text_is_there_but_for_two_seconds(
    folder: Path, tmp_path: Path, tell: Tell, clock: FixedClock
) -> None:
    numbers = count()

    def lost() -> float:
        own = Path(shutil.copytree(folder, tmp_path / f"own-{next(numbers)}"))
        return _seconds_lost(own, tmp_path / "settings", tell, clock)

    assert quickest(lost, MAY_BE_LOST + SLACK) < MAY_BE_LOST + SLACK


def _seconds_lost(folder: Path, settings: Path, tell: Tell, clock: FixedClock) -> float:
    """Type, kill, come back, and return how long before its death the window typed the first letter that is lost."""
    typed, died = _type_and_kill(folder, settings)
    found: list[str] = []

    def come_back(stage: Stage) -> Script:
        yield REST
        yield from moves.unlock(stage, PASSWORD)
        stage.hands.press("Unfinished: 1")
        yield REST
        stage.hands.pick_number(0)
        yield from moves.open_row(stage)
        yield Until(lambda: stage.hands.asks("question"), "the question did not come back")
        found.append(str(stage.hands.field("question").value()))
        assert stage.hands.reads("What you had typed here is back.")

    stage, outcome = tell(folder, come_back)
    assert outcome == ""
    assert stage.program.session.unclean_end
    kept = len(found[0])
    assert TEXT.startswith(found[0]) and kept
    first_lost = next((at for number, at in typed.items() if number > kept + 1), died)
    stage.program.end()
    assert verify(folder, PASSWORD, clock).ok
    return died - first_lost


def test_a_wrong_password_changes_nothing_and_the_right_one_opens_after_a_moment(folder: Path, tell: Tell) -> None:
    before = fingerprint(folder)
    after: list[dict[str, str]] = []

    def try_twice(stage: Stage) -> Script:
        yield REST
        stage.hands.answer(Password="plum-harbour-tin-lamp")
        stage.hands.press("Unlock")
        yield Until(lambda: stage.hands.reads(str(WrongPassword())), "nothing says that the password is wrong")
        after.append(fingerprint(folder))
        stage.hands.answer(Password=PASSWORD)
        yield Until(lambda: stage.hands.sees("Unlock"), "the next try never comes")
        stage.hands.press("Unlock")
        yield Until(lambda: moves.is_open(stage), "the vault did not open")

    _stage, outcome = tell(folder, try_twice)
    assert outcome == ""
    assert after == [before]


def test_a_full_disk_is_said_above_the_page_and_the_text_stays(
    folder: Path, tmp_path: Path, tell: Tell, clock: FixedClock
) -> None:
    note = "Reads well, needs a quiet place."

    def save_on_a_full_disk(stage: Stage) -> Script:
        hands = stage.hands
        yield REST
        yield from moves.unlock(stage, PASSWORD)
        yield from moves.place(stage, "Relocations")
        hands.pick_number(0)
        yield from moves.open_row(stage)
        yield from moves.part(stage, "Household")
        hands.press("Add a person")
        yield REST
        hands.answer(kind="child", date_of_birth="14 3 2017", sex="female", relationship="child", notes=note)
        yield REST
        filler = _fill(disk)
        hands.press("Add this person")
        yield Until(lambda: hands.reads(str(DiskFull())), "nothing says that the disk is full")
        hands.expect("notes", note)
        filler.unlink()
        yield from moves.save(stage, "Add this person")

    with small_disk(tmp_path / "disk", DISK_MIB) as disk:
        there = Path(shutil.copytree(folder, disk / "vault"))
        stage, outcome = tell(there, save_on_a_full_disk)
        stage.program.end()
        assert outcome == ""
        vault = open_vault(there, PASSWORD, clock=clock)
        (case,) = CASES.find(vault, "deleted_at IS NULL")
        (child,) = members(vault, case.id)
        assert child.notes == note
        vault.close()


def _fill(disk: Path) -> Path:
    """Leave no room on *disk* and return what takes it."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return filler


def test_the_first_key_after_an_unlock_goes_into_the_same_word(folder: Path, tell: Tell) -> None:
    def lock_and_return(stage: Stage) -> Script:
        hands = stage.hands
        yield REST
        yield from moves.unlock(stage, PASSWORD)
        yield from to_the_question(stage)
        hands.answer(question="Half a wrd")
        hands.key(Qt.Key.Key_Left)
        hands.key(Qt.Key.Key_Left)
        hands.control(Qt.Key.Key_L)
        yield Until(lambda: hands.sees("Use the recovery sheet"), "the desk did not lock")
        yield from moves.unlock(stage, PASSWORD)
        yield Until(lambda: hands.asks("question"), "the question did not come back")
        hands.type_text("o")
        hands.expect("question", "Half a word")

    _stage, outcome = tell(folder, lock_and_return)
    assert outcome == ""
