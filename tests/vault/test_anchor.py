"""A vault that is older than what this computer saw last is named, whatever was put back."""

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import (
    AnotherHistory,
    OlderCopy,
    Rollback,
    WrongPassword,
)
from spoc_desk.vault import anchor, audit, users
from spoc_desk.vault.anchor import Anchor, Mark, Memory
from spoc_desk.vault.header_files import FIRST, SECOND
from spoc_desk.vault.lifecycle import open_vault, open_with_recovery, verify
from spoc_desk.vault.vault import Vault
from tests.disks import can_mount, small_disk
from tests.factories import PASSWORD, connect, fingerprint, new_vault
from tests.vault.remembered import DEPUTY, NEW_PASSWORD, Computer, acts, computer_with, three_people


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    place = tmp_path_factory.mktemp("remembered")
    return place, three_people(place)


@pytest.fixture
def here(template: tuple[Path, str], tmp_path: Path, clock: FixedClock) -> Computer:
    return computer_with(template, tmp_path, clock)


# what is remembered ------------------------------------------------------------------------------------------------


def test_the_first_unlock_on_a_computer_is_in_the_trail_and_the_second_is_not(here: Computer) -> None:
    vault = here.open()
    assert vault.memory is Memory.KNOWN
    assert vault.is_remembered
    assert acts(vault).count(anchor.FIRST_ACT) == 1
    vault.close()


def test_a_new_vault_is_known_where_it_was_made(tmp_path: Path, clock: FixedClock) -> None:
    from_here = tmp_path / "seen"
    vault, _ = new_vault(tmp_path / "vault", clock, anchors=from_here)
    assert anchor.FIRST_ACT not in acts(vault)
    vault.close()
    again = open_vault(tmp_path / "vault", PASSWORD, clock=clock, anchors=from_here)
    assert again.memory is Memory.KNOWN
    again.close()


def test_nothing_can_be_read_from_the_file_and_its_length_never_changes(here: Computer) -> None:
    first = here.memory.read_bytes()
    vault = here.open()
    vault_id = vault.vault_id
    vault.close()
    raw = here.memory.read_bytes()
    assert len(raw) == len(first) == anchor.FILE_BYTES
    assert vault_id.encode() not in raw and bytes.fromhex(vault_id) not in raw
    assert vault_id not in here.memory.name
    assert [path.name for path in here.anchors.iterdir()] == [here.memory.name]
    assert here.memory.stat().st_mode & 0o077 == 0 and here.anchors.stat().st_mode & 0o077 == 0


def test_each_commit_is_remembered_at_once(here: Computer) -> None:
    vault = here.open()
    with vault.transaction("noted") as tx:
        tx.note("noted")
    tail = audit.read_tail(vault.database)
    found = _mark(here, vault)
    assert (found.seq, found.head, found.commit_no) == (tail.seq, tail.head, tail.commit_no)
    users.change_password(vault, PASSWORD.encode(), NEW_PASSWORD.encode())
    assert _mark(here, vault).header_seq == vault.keys.header.seq
    users.remove_user(vault, next(h.actor.user_id for h in users.key_holders(vault) if h.actor.name == "Sam Field"))
    assert _mark(here, vault).generation == 2
    vault.close()
    here.open(NEW_PASSWORD).close()


def _mark(here: Computer, vault: Vault) -> Mark:
    remembered = Anchor.of(here.anchors, vault.vault_id, vault.keys.chain)
    assert remembered is not None
    found = remembered.read()
    assert isinstance(found, Mark)
    return found


@pytest.mark.parametrize("what", ["a file", "read-only", "gone"])
def test_a_place_that_cannot_be_written_to_stops_no_save(here: Computer, what: str) -> None:
    vault = here.open()
    shutil.rmtree(here.anchors)
    if what == "a file":
        here.anchors.write_bytes(b"")
    elif what == "read-only":
        here.anchors.symlink_to("/proc/self")  # nothing can be made there, not even by root
    with vault.transaction("noted") as tx:
        tx.insert("notes", {"id": "later", "body": "kept all the same"})
    assert vault.is_remembered is (what == "gone")
    vault.close()
    here.open().close()


@pytest.mark.parametrize("known", [True, False], ids=["remembered before", "not yet"])
def test_a_full_disk_for_the_memory_stops_no_save(here: Computer, tmp_path: Path, known: bool) -> None:
    if not can_mount(tmp_path / "disk"):
        pytest.skip("cannot mount a disk here")
    with small_disk(tmp_path / "disk", 1) as disk:
        full = replace(here, anchors=disk / "seen")
        if known:
            full.work(5)
        full.anchors.mkdir(exist_ok=True)
        with suppress(OSError), (disk / "filling").open("wb", buffering=0) as stream:
            while True:
                stream.write(bytes(4096))
        vault = full.open()
        with vault.transaction("noted") as tx:
            tx.insert("notes", {"id": "later", "body": "kept all the same"})
        assert vault.is_remembered is known  # the bytes go over those before: that takes no room
        vault.close()
        assert [path.name for path in (disk / "seen").iterdir() if path.name.endswith(".part")] == []


def test_after_a_crash_the_memory_is_behind_and_is_made_good(here: Computer) -> None:
    before = here.memory.read_bytes()
    for number in (2, 3):
        here.work(number)
    here.memory.write_bytes(before)  # what a power cut leaves: a file without its last states
    vault = here.open()
    assert vault.memory is Memory.KNOWN
    assert _mark(here, vault).seq == audit.read_tail(vault.database).seq
    vault.close()


def test_a_vault_that_went_on_elsewhere_and_came_back_is_its_own_later_state(here: Computer) -> None:
    elsewhere = replace(here, anchors=here.anchors.with_name("another computer"))
    elsewhere.work(2)
    vault = here.open()
    assert vault.memory is Memory.KNOWN
    vault.close()


@pytest.mark.parametrize("content", [b"", b"x", b"x" * anchor.FILE_BYTES, b"x" * 5000])
def test_a_damaged_memory_is_named_in_the_trail_and_made_anew(here: Computer, content: bytes) -> None:
    here.memory.write_bytes(content)
    vault = here.open()
    assert vault.memory is Memory.FAULTY
    assert acts(vault).count(anchor.FAULTY_ACT) == 1
    vault.close()
    again = here.open()
    assert again.memory is Memory.KNOWN
    again.close()


def test_the_memory_of_another_vault_does_not_count(here: Computer, tmp_path: Path) -> None:
    vault, _ = new_vault(tmp_path / "other", here.clock, schema=here.schema, anchors=tmp_path / "others")
    vault.close()
    (theirs,) = (tmp_path / "others").iterdir()
    here.memory.write_bytes(theirs.read_bytes())
    vault = here.open()
    assert vault.memory is Memory.FAULTY
    vault.close()


# what was put back -------------------------------------------------------------------------------------------------


@pytest.mark.fault(27)
@pytest.mark.fault(47)
def test_a_whole_older_folder_put_back_is_named_with_what_is_missing(here: Computer) -> None:
    older = here.copy("older")
    here.clock.advance(days=2)
    here.work(2)
    here.put_back(older)
    before = fingerprint(here.folder)
    for _ in range(2):
        with pytest.raises(OlderCopy) as err:
            here.open()
        assert type(err.value) is OlderCopy
    assert err.value.missing == 3  # unlocked, noted, locked
    assert err.value.last_here == "2026-11-25T09:30:00Z"
    assert err.value.last_in_copy == "2026-11-23T09:30:00Z"
    with pytest.raises(OlderCopy):
        open_with_recovery(here.folder, here.sheet, NEW_PASSWORD, clock=here.clock, schema=here.schema,
                           anchors=here.anchors)  # fmt: skip
    assert fingerprint(here.folder) == before
    report = verify(here.folder, PASSWORD, here.clock, schema=here.schema, anchors=here.anchors)
    assert [check.name for check in report.checks if not check.ok] == ["last use"]
    assert fingerprint(here.folder) == before


@pytest.mark.fault(27)
def test_an_older_database_alone_put_back_is_named(here: Computer) -> None:
    older = (here.folder / "vault-1.db").read_bytes()
    here.work(2)
    (here.folder / "vault-1.db").write_bytes(older)
    with pytest.raises(OlderCopy):
        here.open()


@pytest.mark.fault(10)
@pytest.mark.fault(20)
def test_header_and_database_of_before_a_removal_put_back_are_named_and_his_password_opens_nothing_new(
    here: Computer,
) -> None:
    older = here.copy("older")
    vault = here.open()
    users.remove_user(vault, next(h.actor.user_id for h in users.key_holders(vault) if h.actor.name == "Robin Tallis"))
    vault.close()
    newer = here.copy("newer")
    here.put_back(older)
    with pytest.raises(OlderCopy):
        here.open(DEPUTY)
    shutil.copy(newer / "vault-2.db", here.folder)  # beside the new generation
    with pytest.raises(Rollback):
        here.open(DEPUTY)
    (here.folder / "vault-1.db").unlink()  # the old header over the new generation
    with pytest.raises(Rollback):
        here.open(DEPUTY)
    here.put_back(newer)
    with pytest.raises(WrongPassword):
        here.open(DEPUTY)
    here.open().close()


@pytest.mark.fault(10)
def test_both_headers_older_than_the_database_are_named(here: Computer) -> None:
    old = (here.folder / FIRST).read_bytes()
    vault = here.open()
    users.change_password(vault, PASSWORD.encode(), NEW_PASSWORD.encode())
    vault.close()
    for name in (FIRST, SECOND):
        (here.folder / name).write_bytes(old)
    with pytest.raises(Rollback):
        here.open()


def _cut_tail(here: Computer, *, reset: bool) -> None:
    db, _keys = connect(here.folder, here.schema)
    for trigger in ("audit_keeps_entries", "checkpoints_keep_entries"):
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute("DELETE FROM audit_checkpoints WHERE audit_seq > (SELECT max(seq) - 2 FROM audit)")
    db.execute("DELETE FROM audit WHERE seq > (SELECT max(seq) - 2 FROM audit)")
    if reset:
        db.execute(
            "UPDATE meta SET (audit_seq, audit_head, commit_counter) = (SELECT seq, hash, commit_no FROM audit"
            " ORDER BY seq DESC LIMIT 1), checkpoints = (SELECT count(*) FROM audit_checkpoints)"
        )
        db.execute("DELETE FROM notes WHERE id = 'n2'")
    db.close()


@pytest.mark.fault(47)
def test_a_tail_cut_off_with_every_counter_set_right_is_seen_by_this_computer_alone(here: Computer) -> None:
    here.work(2)
    _cut_tail(here, reset=True)
    unaware = verify(here.folder, PASSWORD, here.clock, schema=here.schema)
    assert unaware.ok  # whoever holds the key leaves no other trace
    with pytest.raises(OlderCopy):
        here.open()


@pytest.mark.fault(47)
def test_a_cut_tail_that_was_written_on_is_another_history(here: Computer) -> None:
    here.work(2)
    _cut_tail(here, reset=True)
    elsewhere = replace(here, anchors=here.anchors.with_name("another computer"))
    for number in (3, 4):
        elsewhere.work(number)
    with pytest.raises(AnotherHistory):
        here.open()
