"""Going on with an older copy of the vault, and going back to a backup, takes two people or the recovery sheet."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import (
    AnotherHistory,
    BadAnswer,
    NotYet,
    OlderCopy,
    SecondKeyNeeded,
    SecondKeyWrong,
    TooSoon,
    UserError,
    WrongPassword,
)
from spoc_desk.vault import anchor, backup_restore, header_files
from spoc_desk.vault.anchor import Memory
from spoc_desk.vault.backup import Written, taken, write
from spoc_desk.vault.backup_file import Heard
from spoc_desk.vault.header_files import FIRST
from spoc_desk.vault.second_key import Secret
from tests.factories import PASSWORD, fingerprint
from tests.vault.killed import at_each_point
from tests.vault.remembered import DEPUTY, MASH, Computer, acts, computer_with, three_people

ALL = bool(os.environ.get("SPOC_DESK_EVERY_FAULT"))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    place = tmp_path_factory.mktemp("remembered")
    return place, three_people(place)


@pytest.fixture
def here(template: tuple[Path, str], tmp_path: Path, clock: FixedClock) -> Computer:
    return computer_with(template, tmp_path, clock)


# going on ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def older(here: Computer) -> Computer:
    copy = here.copy("older")
    for number in (2, 3):
        here.work(number)
    here.put_back(copy)
    return here


@pytest.mark.parametrize("second", ["deputy", "sheet"])
def test_a_second_key_goes_on_and_the_computer_follows(older: Computer, second: str) -> None:
    secret = Secret.password(DEPUTY) if second == "deputy" else Secret.code(older.sheet)
    vault = older.go_on(secret)
    assert vault.keys.header.epoch == 1
    assert vault.database.number("SELECT epoch FROM meta") == 1
    agreed = vault.one("SELECT reason, actor FROM audit WHERE act = ?", (anchor.AGREED_ACT,))
    assert agreed is not None
    assert agreed["actor"] == vault.actor.user_id
    assert agreed["reason"].startswith("epoch 1: users " if second == "deputy" else "epoch 1: keyslots ")
    assert vault.check().ok
    vault.close()
    older.work(5)
    for password in (PASSWORD, DEPUTY, MASH):
        older.open(password).close()


def test_the_newer_one_that_turns_up_is_then_the_older_one(here: Computer) -> None:
    copy = here.copy("older")
    here.work(2)
    newer = here.copy("newer")
    here.put_back(copy)
    here.go_on(Secret.password(DEPUTY)).close()
    here.put_back(newer)
    with pytest.raises(OlderCopy) as err:
        here.open()
    assert err.value.missing is None


Try = Callable[[Computer], object]
_ALONE: dict[str, tuple[Try, type[UserError]]] = {
    "the own password again": (lambda here: here.go_on(Secret.password(PASSWORD)), SecondKeyWrong),
    "a wrong password": (lambda here: here.go_on(Secret.password("guessed")), SecondKeyWrong),
    "a sheet of another vault": (
        lambda here: here.go_on(Secret.code("GM9NB-Z7SVZ-9XKX5-81Y1B-GDD9J-V564Y-42MJY-FQ30R")), UserError,
    ),
    "somebody whose role may not": (lambda here: here.go_on(Secret.password(MASH)), SecondKeyNeeded),
    "no reason": (lambda here: here.go_on(Secret.password(DEPUTY), reason="  "), BadAnswer),
    "a wrong first password": (lambda here: here.go_on(Secret.password(DEPUTY), password="guessed"), WrongPassword),
}  # fmt: skip


@pytest.mark.parametrize("case", _ALONE)
def test_nobody_goes_on_alone(older: Computer, case: str) -> None:
    act, kind = _ALONE[case]
    before = (older.folder / FIRST).read_bytes()
    with pytest.raises(kind):
        act(older)
    assert (older.folder / FIRST).read_bytes() == before
    with pytest.raises(OlderCopy):
        older.open()


def test_a_wrong_key_makes_the_next_try_wait_and_is_counted(older: Computer) -> None:
    with pytest.raises(SecondKeyWrong):
        older.go_on(Secret.password("guessed"))
    with pytest.raises(NotYet, match="Wait 1 second before the next try"):
        older.go_on(Secret.password(DEPUTY))
    older.clock.advance(seconds=2)
    vault = older.go_on(Secret.password(DEPUTY))
    said = vault.one("SELECT reason FROM audit WHERE act = 'wrong passwords before this unlock'")
    assert said is not None
    assert said[0] == "1"
    vault.close()


def test_agreeing_to_a_vault_that_is_not_older_changes_no_epoch(here: Computer) -> None:
    vault = here.go_on(Secret.password(DEPUTY))
    assert vault.keys.header.epoch == 0
    assert anchor.AGREED_ACT not in acts(vault)
    vault.close()


def test_a_crash_before_the_header_asks_again(older: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(header_files, "commit", dies)
        with pytest.raises(KeyboardInterrupt):
            older.go_on(Secret.password(DEPUTY))
    with pytest.raises(OlderCopy):
        older.open()
    older.go_on(Secret.password(DEPUTY)).close()
    older.work(6)


def test_killed_at_any_point_it_asks_again_or_has_gone_on(older: Computer) -> None:
    before = older.copy("before"), older.memory.read_bytes()

    def go_on(_heard: Heard) -> None:
        older.go_on(Secret.password(DEPUTY)).close()

    asked = 0
    for point in at_each_point(go_on):
        if not ALL and point % 5:  # a quick sample in the ordinary run
            older.put_back(before[0])
            older.memory.write_bytes(before[1])
            continue
        try:
            older.open().close()
        except OlderCopy:
            asked += 1
            older.go_on(Secret.password(DEPUTY)).close()
        vault = older.open(MASH)
        assert vault.check().ok
        assert vault.keys.header.epoch == 1
        vault.close()
        older.put_back(before[0])
        older.memory.write_bytes(before[1])
    assert asked > 1


# a restore ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def saved(here: Computer, tmp_path: Path) -> Written:
    (tmp_path / "stick").mkdir()
    vault = here.open()
    with taken(vault, tmp_path / "stick", lambda *_: True, schema=here.schema) as copy:
        written = write(copy, lambda *_: True)
    vault.close()
    here.work(2)
    return written


def _restore(here: Computer, saved: Written, folder: Path, secret: Secret, second: Secret | None = None) -> None:
    backup_restore.restore(
        saved.path, folder, secret, lambda *_: True,
        clock=here.clock, schema=here.schema, anchors=here.anchors, second=second,
    )  # fmt: skip


@pytest.mark.parametrize("where", ["over the vault", "beside it"])
def test_nobody_restores_alone_where_the_vault_is_known(here: Computer, saved: Written, where: str) -> None:
    folder = here.folder if where == "over the vault" else here.folder.with_name("beside")
    assert backup_restore.needs_second(saved.path, folder, here.anchors)
    before = fingerprint(here.folder)
    with pytest.raises(SecondKeyNeeded):
        _restore(here, saved, folder, Secret.password(PASSWORD))
    with pytest.raises(SecondKeyWrong):
        _restore(here, saved, folder, Secret.password(PASSWORD), Secret.password(PASSWORD))
    with pytest.raises(TooSoon):
        _restore(here, saved, folder, Secret.password(PASSWORD), Secret.password(DEPUTY))
    here.clock.advance(seconds=1)
    with pytest.raises(SecondKeyNeeded):
        _restore(here, saved, folder, Secret.password(PASSWORD), Secret.password(MASH))
    assert fingerprint(here.folder) == before
    assert not folder.with_name(f"{folder.name}.restoring").exists()


@pytest.mark.parametrize("how", ["two passwords", "a password and the sheet", "the sheet"])
def test_two_keys_or_the_sheet_restore_and_the_computer_follows(here: Computer, saved: Written, how: str) -> None:
    first = Secret.code(here.sheet) if how == "the sheet" else Secret.password(PASSWORD)
    second = {"two passwords": Secret.password(DEPUTY), "a password and the sheet": Secret.code(here.sheet)}.get(how)
    _restore(here, saved, here.folder, first, second)
    vault = here.open()
    assert vault.memory is Memory.KNOWN
    assert {backup_restore.RESTORED_ACT, anchor.AGREED_ACT} <= set(acts(vault))
    assert vault.check().ok
    vault.close()
    here.work(7)


def test_on_a_computer_that_knows_nothing_one_password_is_enough(here: Computer, saved: Written) -> None:
    new_laptop = replace(here, folder=here.folder.with_name("new"), anchors=here.anchors.with_name("new laptop"))
    assert not backup_restore.needs_second(saved.path, new_laptop.folder, new_laptop.anchors)
    _restore(new_laptop, saved, new_laptop.folder, Secret.password(PASSWORD))
    vault = new_laptop.open()
    assert vault.memory is Memory.NEW
    vault.close()


def test_what_one_person_restored_elsewhere_does_not_come_back_here_unseen(here: Computer, saved: Written) -> None:
    elsewhere = replace(here, folder=here.folder.with_name("new"), anchors=here.anchors.with_name("new laptop"))
    _restore(elsewhere, saved, elsewhere.folder, Secret.password(PASSWORD))
    elsewhere.work(8)
    here.put_back(elsewhere.folder)
    with pytest.raises(AnotherHistory):
        here.open()
    here.go_on(Secret.password(DEPUTY)).close()
    here.work(9)
