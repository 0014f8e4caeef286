"""Backups and changes of keys: a backup opens with the ways in of its day, and with no later one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import WrongPassword
from spoc_desk.vault import users
from spoc_desk.vault.backup_reading import Secret, try_backup
from spoc_desk.vault.backup_restore import restore
from spoc_desk.vault.kdf import password_bytes
from tests.factories import PASSWORD
from tests.vault.backups import Desk, go_on, lay_out, unlock

NEW, DEPUTYS = "a password chosen later", "cedar-pocket-violin-marsh"


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = lay_out(tmp_path, clock)
    yield made
    made.vault.close()


def _opens(desk: Desk, path: Path, password: str) -> bool:
    try:
        return try_backup(path, Secret.password(password), go_on, clock=FixedClock(), schema=desk.schema).report.ok
    except WrongPassword:
        return False


def test_a_changed_password_opens_later_backups_and_the_old_one_earlier_ones(desk: Desk) -> None:
    before = desk.back_up().path
    users.change_password(desk.vault, password_bytes(PASSWORD), password_bytes(NEW))
    after = desk.back_up().path
    assert [_opens(desk, path, word) for path in (before, after) for word in (PASSWORD, NEW)] == [
        True, False, False, True,
    ]  # fmt: skip


def test_a_person_who_left_opens_only_backups_of_the_time_before(desk: Desk, clock: FixedClock) -> None:
    deputy = users.add_user(desk.vault, "Ruth Alder", frozenset({"deputy"}), password_bytes(DEPUTYS))
    before = desk.back_up().path
    users.remove_user(desk.vault, deputy.user_id)
    after = desk.back_up().path
    assert _opens(desk, before, DEPUTYS)
    assert not _opens(desk, after, DEPUTYS)
    assert _opens(desk, after, PASSWORD)


def test_a_backup_from_before_a_change_of_all_keys_can_take_the_place_of_the_vault_after_it(
    desk: Desk, clock: FixedClock
) -> None:
    deputy = users.add_user(desk.vault, "Ruth Alder", frozenset({"deputy"}), password_bytes(DEPUTYS))
    before = desk.back_up().path
    users.remove_user(desk.vault, deputy.user_id)
    counts = desk.vault.keys.header
    desk.vault.close()
    sheet = Secret.code(desk.code.text)
    done = restore(before, desk.folder, Secret.password(PASSWORD), go_on, clock=clock, schema=desk.schema, second=sheet)
    assert done.kept_as is not None
    unlock(desk, clock)
    made = desk.vault.keys.header
    assert (made.epoch, made.seq) > (counts.epoch, counts.seq)
    assert made.seq > counts.seq
    assert made.generation < counts.generation
    assert desk.vault.check().ok
    desk.note(70)
    assert desk.numbers() == [0, 1, 2, 70]
