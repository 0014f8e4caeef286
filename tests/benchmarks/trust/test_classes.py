"""A few points of every class of faults: nothing that was said to be saved is lost, and nothing else is read.

All points are tried by `python3 packaging/dev.py bench trust --all`, or here where SPOC_DESK_EVERY_FAULT is set.
"""

import os

import pytest

from benchmarks.trust import shim
from benchmarks.trust.apart import run_class
from benchmarks.trust.classes import CLASSES, NEED_SHIM
from benchmarks.trust.tally import Tally

EVERY = bool(os.environ.get("SPOC_DESK_EVERY_FAULT"))
_FEW = () if EVERY else ("--trouble=power cut",)


def _tried(name: str, points: int, *options: str) -> list[Tally]:
    if name in NEED_SHIM and shim.why_not():
        pytest.skip(shim.why_not())
    return list(run_class(name, [f"--points={0 if EVERY else points}", "--seeds=1", *options]))


def _is_clean(found: list[Tally]) -> None:
    assert found
    assert [tally.examples for tally in found if not tally.clean] == []


@pytest.mark.fault(12, 13)
def test_a_header_save_leaves_the_old_header_or_the_new_one() -> None:
    _is_clean(_tried("header", 4))


@pytest.mark.fault(31, 32, 33, 34)
def test_a_session_of_saves_loses_nothing_and_reads_nothing_else() -> None:
    found = _tried("session", 2)
    assert len(found) >= 8
    _is_clean(found)


@pytest.mark.fault(9, 31, 32, 33)
def test_an_unlock_can_stop_anywhere() -> None:
    _is_clean(_tried("unlock", 1))


@pytest.mark.fault(44)
def test_a_newer_schema_comes_whole_or_not_at_all() -> None:
    _is_clean(_tried("migration", 1))


@pytest.mark.fault(31, 33)
def test_a_vault_is_made_or_there_is_room_for_one() -> None:
    _is_clean(_tried("creation", 1, *_FEW))


@pytest.mark.fault(52, 55)
@pytest.mark.parametrize("name", ["backup", "restore"])
def test_a_backup_and_a_restore_can_stop_anywhere(name: str) -> None:
    _is_clean(_tried(name, 1, *_FEW))


@pytest.mark.fault(16, 21)
@pytest.mark.parametrize("name", ["rotation", "sheet", "password", "person"] if EVERY else ["rotation"])
def test_keys_are_changed_or_they_are_not(name: str) -> None:
    _is_clean(_tried(name, 1, *_FEW))


@pytest.mark.fault(35)
def test_a_journal_damaged_after_a_crash_mixes_nothing_unseen() -> None:
    found = _tried("journal", 2)
    assert sum(tally.points for tally in found) > 10
    _is_clean(found)


@pytest.mark.fault(1, 2, 3, 4, 5, 6, 7, 8, 11)
def test_no_bad_header_is_accepted_and_each_ends_in_its_own_error() -> None:
    found = _tried("headers", 40)
    assert next(tally.points for tally in found if "corpus" in tally.name) >= 80
    _is_clean(found)


@pytest.mark.fault(23, 24, 25, 26, 28, 29)
def test_a_broken_database_is_refused_or_read_as_it_was_saved() -> None:
    _is_clean(_tried("pages", 12))


@pytest.mark.fault(60)
def test_no_parser_ends_in_anything_but_a_sentence() -> None:
    _is_clean(_tried("fuzz", 0, f"--seconds={30 if EVERY else 0.15}"))


@pytest.mark.fault(51, 52)
@pytest.mark.parametrize("name", ["seal", "unseal"])
def test_a_case_is_in_one_pair_of_hands_whenever_a_hand_over_stops(name: str) -> None:
    _is_clean(_tried(name, 2, *(() if EVERY else ("--trouble=kill -9",))))


@pytest.mark.fault(51)
def test_no_changed_bundle_is_believed() -> None:
    found = _tried("bundle", 10)
    assert sum(tally.refused for tally in found) >= 110
    _is_clean(found)


PLANTED = [
    ("header-unsynced", "header", "power cut", 0, "lost"),
    ("no-sync", "session", "power cut", 1, "lost"),
]
PLANTED_LONG = [
    ("errors-swallowed", "session", "I/O error, from then on", 12, "lost"),
    ("header-in-place", "header", "power cut", 0, "lost"),
    ("journal-deleted", "session", "power cut", 8, "lost"),
    ("repeated-blindly", "session", "failed fsync, from then on", 0, "raw"),
    ("believed-after-a-crash", "journal", "", 40, "silent"),
]


@pytest.mark.fault(31, 32, 33, 34, 35)
@pytest.mark.parametrize(
    ("plant", "name", "trouble", "points", "kind"),
    [*PLANTED, *(PLANTED_LONG if EVERY else [])],
    ids=lambda each: str(each),
)
def test_a_planted_fault_is_found(plant: str, name: str, trouble: str, points: int, kind: str) -> None:
    if shim.why_not():
        pytest.skip(shim.why_not())
    options = [f"--plant={plant}", f"--trouble={trouble}", f"--points={points}", "--seeds=2"]
    found = list(run_class(name, options))
    assert sum(tally.kinds[kind] for tally in found) > 0


def test_every_class_is_run_here() -> None:
    tried = {"backup", "restore", "rotation", "sheet", "password", "person", "header", "session", "unlock", "migration"}
    tried |= {"seal", "unseal", "bundle"}
    assert tried | {"creation", "journal", "headers", "pages", "fuzz"} == set(CLASSES)
