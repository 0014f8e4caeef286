"""Whatever happens to the computer, what was saved is there: kill -9, a full disk, a wrong key, the clock."""

import contextlib
import json
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from spoc_desk.casework.agenda import today
from spoc_desk.casework.case_lists import case_header, list_cases
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.exchange import offers, record_hand
from spoc_desk.casework.history import audit_trail
from spoc_desk.casework.queries import record_query
from spoc_desk.casework.sample import arrival
from spoc_desk.casework.sample.desk import Desk, add_staff
from spoc_desk.casework.sample.opening import Family
from spoc_desk.clock import FixedClock
from spoc_desk.domain.exchanges import ItemState
from spoc_desk.errors import BadAnswer, DiskFull, ReadOnly, WrongPassword
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.lifecycle import open_vault, verify
from spoc_desk.vault.records.stores import ITEMS, QUERIES
from spoc_desk.vault.vault import Draft, Vault
from tests.disks import can_mount, read_only, small_disk
from tests.factories import PASSWORD, fingerprint, make_vault
from tests.journeys import day_of_work

ROLES = frozenset({"la_spoc", "dcs_office", "dass_office"})
KILLS = 12


@dataclass
class Told:
    """A vault in which the arrival was told up to today."""

    folder: Path
    vault: Vault
    clock: FixedClock
    desk: Desk
    family: Family

    def ask(self, number: int, words: str = "") -> None:
        """Record a practitioner's question."""
        answers = {
            "received_on": self.clock.today().isoformat(), "method": "phone", "via_flag": "yes", "route": "open",
            "asked_by": self.desk.contacts["health_visiting"], "direct_contact_attempted": "no",
            "question": f"Question {number}. {words}",
        }  # fmt: skip
        record_query(self.vault, case_id=self.family.case_id, answers=answers)

    def questions(self) -> list[str]:
        """Return the questions of the case by their first words."""
        found = QUERIES.find(self.vault, "case_id = ?", (self.family.case_id,))
        return sorted(query.question.split(".")[0] for query in found if query.question.startswith("Question "))

    def waiting_item(self) -> str:
        """Return a record that was asked for."""
        where = "case_id = ? AND state = ?"
        return ITEMS.find(self.vault, where, (self.family.case_id, ItemState.REQUESTED.value))[0].id


def _desk(folder: Path, clock: FixedClock) -> Desk:
    vault = make_vault(folder, clock, roles=ROLES)
    save_profile(vault, load_profile("luton"))
    desk = Desk(vault, clock, clock.today())
    desk.go_to(40)
    add_staff(desk)
    desk.go_to(0)
    return desk


@contextlib.contextmanager
def _told(folder: Path, clock: FixedClock) -> Iterator[Told]:
    desk = _desk(folder, clock)
    try:
        yield Told(folder, desk.vault, clock, desk, arrival.tell(desk))
    finally:
        desk.vault.close()


@pytest.fixture
def told(tmp_path: Path, clock: FixedClock) -> Iterator[Told]:
    with _told(tmp_path / "vault", clock) as made:
        yield made


# kill -9 ----------------------------------------------------------------------------------------------------------


@dataclass
class Heard:
    """What the worker had said when it was killed."""

    saved: int = 0
    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    kept: int = 0

    def note(self, line: str) -> None:
        words = json.loads(line)
        if "saved" in words:
            self.saved = words["saved"]
            self.rows |= {(table, row_id): version for table, row_id, version in words["rows"]}
        self.kept = words.get("kept", self.kept)


def _work_and_kill(folder: Path, seconds: float) -> Heard:
    """Let the worker work for so long after its first save, kill it, and return what it had said."""
    command = [sys.executable, str(Path(day_of_work.__file__)), str(folder), PASSWORD]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        heard = Heard()
        heard.note(worker.stdout.readline())
        killer = threading.Timer(seconds, worker.kill)
        killer.start()
        for line in worker.stdout:
            if line.endswith("\n"):
                heard.note(line)
        killer.join()
    assert worker.returncode != 0
    return heard


def _stored_version(vault: Vault, table: str, row_id: str) -> int:
    row = vault.one(f"SELECT version FROM {table} WHERE id = ?", (row_id,))
    return int(row[0]) if row is not None else 0


def test_killed_in_the_middle_of_the_day_loses_nothing_that_was_saved(tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "vault"
    _desk(folder, clock).vault.close()
    chance = random.Random(7)
    promised: dict[tuple[str, str], int] = {}
    for _ in range(KILLS):
        heard = _work_and_kill(folder, chance.uniform(0.01, 0.8))
        promised |= heard.rows

        vault = open_vault(folder, PASSWORD, clock=clock)

        assert vault.unclean_end  # so everything was checked before she saw anything
        for (table, row_id), version in promised.items():
            assert _stored_version(vault, table, row_id) >= version
        commit = vault.rows("SELECT commit_no FROM audit WHERE act = 'unlocked' ORDER BY seq DESC LIMIT 1")[0][0]
        assert heard.saved < commit <= heard.saved + 2  # one change may have been saved without being said, never half
        if heard.kept:
            (draft,) = vault.drafts()
            assert draft.answers["typed"] in (heard.kept, heard.kept + 1)  # what was kept last, or what came just then
        vault.close()
    assert len(promised) > KILLS
    assert verify(folder, PASSWORD, clock).ok


# wrong key --------------------------------------------------------------------------------------------------------


def test_a_wrong_password_changes_nothing_and_the_right_one_opens_the_same_day(told: Told) -> None:
    told.vault.save_draft(Draft(day_of_work.PLACE, {"question": "May we ask"}, "question", 10, "2026-11-23T09:30:00Z"))
    told.vault.close()
    before = fingerprint(told.folder)

    for wrong in (PASSWORD.upper(), PASSWORD + " ", PASSWORD[:-1], "password"):
        with pytest.raises(WrongPassword, match="Nothing was changed"):
            open_vault(told.folder, wrong, clock=told.clock)

    assert fingerprint(told.folder) == before
    vault = open_vault(told.folder, PASSWORD, clock=told.clock)
    assert not vault.unclean_end
    assert [draft.answers for draft in vault.drafts()] == [{"question": "May we ask"}]
    assert list_cases(vault).total == 1
    vault.close()


# disks ------------------------------------------------------------------------------------------------------------


def _fill(disk: Path, *, leave: int) -> Path:
    """Fill a disk but for *leave* bytes and return the file that does it."""
    filling = disk / "filling"
    filling.write_bytes(bytes(shutil.disk_usage(disk).free - leave))
    return filling


def _ask(told: Told, most: int) -> None:
    """Record a question of some length, again and again."""
    for number in range(most):
        told.ask(number, "Child A is settling in well. " * 240)


def test_a_full_disk_stops_the_save_says_so_and_loses_nothing(tmp_path: Path, clock: FixedClock) -> None:
    if not can_mount(tmp_path / "disk"):
        pytest.skip("needs a small disk that can be freed again")
    half_typed = Draft(day_of_work.PLACE, {"question": "May we ask"}, "question", 10, "2026-11-23T09:30:00Z")
    with small_disk(tmp_path / "disk", mib=6) as disk, _told(disk / "vault", clock) as told:
        told.vault.save_draft(half_typed)
        filling = _fill(disk, leave=512 * 1024)
        with pytest.raises(DiskFull, match="What was saved before is safe"):
            _ask(told, most=600)
        asked = len(told.questions())
        assert asked > 0
        assert told.questions() == sorted(f"Question {number}" for number in range(asked))
        assert told.vault.drafts() == (half_typed,)
        assert told.vault.check().ok
        item = told.waiting_item()
        assert offers(told.vault, item)  # she can still look at everything

        filling.unlink()
        told.ask(asked)
        record_hand(told.vault, item_id=item, hand="A4", answers={"method": "secure_mail"})

        assert told.questions() == sorted(f"Question {number}" for number in range(asked + 1))
        told.vault.close()
        assert verify(told.folder, PASSWORD, clock).ok


def test_a_folder_that_cannot_be_written_to_is_refused_and_opens_again_later(told: Told) -> None:
    told.vault.close()
    before = fingerprint(told.folder)

    with read_only(told.folder), pytest.raises(ReadOnly, match="Nothing was changed"):
        open_vault(told.folder, PASSWORD, clock=told.clock)

    assert fingerprint(told.folder) == before
    vault = open_vault(told.folder, PASSWORD, clock=told.clock)
    assert list_cases(vault).total == 1
    vault.close()


# the computer's clock ---------------------------------------------------------------------------------------------


def _order(vault: Vault) -> list[tuple[int, str]]:
    return [(line["seq"], line["at"]) for line in vault.rows("SELECT seq, at FROM audit ORDER BY seq")]


def test_a_clock_set_forward_and_back_leaves_the_trail_in_order_and_the_deadlines_right(told: Told) -> None:
    header, page = case_header(told.vault, told.family.case_id), today(told.vault)
    morning = told.clock.moment
    told.ask(1)

    told.clock.advance(days=400)
    told.ask(2)
    assert today(told.vault).counts.late > page.counts.late
    told.clock.moment = morning
    told.clock.advance(days=-3)
    told.ask(3)
    told.clock.moment = morning
    told.ask(4)

    after = case_header(told.vault, told.family.case_id)
    assert (after.due_words, after.due_on) == (header.due_words, header.due_on)
    lines = audit_trail(told.vault, limit=20).lines
    assert [line.seq for line in lines] == sorted((line.seq for line in lines), reverse=True)
    order = _order(told.vault)
    assert [seq for seq, _ in order] == list(range(1, len(order) + 1))
    assert [at for _, at in order] != sorted(at for _, at in order)  # the moments do jump; the numbers do not
    assert told.questions() == ["Question 1", "Question 2", "Question 3", "Question 4"]
    told.vault.close()
    assert verify(told.folder, PASSWORD, told.clock).ok


def test_a_clock_set_back_cannot_put_a_hand_before_the_one_it_follows(told: Told) -> None:
    item = told.waiting_item()
    asked_on = ITEMS.get(told.vault, item).last_hand_on
    assert asked_on is not None
    told.clock.advance(days=(asked_on - told.clock.today()).days - 1)

    with pytest.raises(BadAnswer):
        record_hand(told.vault, item_id=item, hand="A4", answers={"method": "secure_mail"})

    assert ITEMS.get(told.vault, item).state is ItemState.REQUESTED


@pytest.mark.parametrize(
    "moment",
    [
        "2026-10-25T00:30:00Z",
        "2026-10-25T01:30:00Z",
        "2026-03-29T00:59:59Z",
        "2038-01-19T03:14:08Z",
    ],
    ids=["the hour that comes twice", "the same hour again", "the hour that is skipped", "past 2038"],
)
def test_an_odd_hour_is_only_a_moment(told: Told, moment: str) -> None:
    told.clock.moment = datetime.fromisoformat(moment)

    told.ask(1)

    assert today(told.vault).day == told.clock.today()
    assert _order(told.vault)[-1][1] == moment
    told.vault.close()
    assert open_vault(told.folder, PASSWORD, clock=told.clock).check().ok
