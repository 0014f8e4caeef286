"""A damaged vault in the words of the desk: counts and references, and to each person only what she may know."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from spoc_desk.casework import damage
from spoc_desk.casework.damage import Beside, Key
from spoc_desk.casework.damage_paper import FILE_NAME, write_saved
from spoc_desk.casework.damage_words import Kind, in_plain_words
from spoc_desk.clock import FixedClock
from spoc_desk.errors import LeakFound
from spoc_desk.vault import backup
from spoc_desk.vault.connection import PAGE_BYTES
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.records.stores import CASES, MEMBERS
from spoc_desk.vault.salvage.report import Comparison, Report
from tests.casework.story import Story
from tests.factories import PASSWORD, connect, fingerprint

OWN = Key(PASSWORD)


def told(_words: str, _done: int, _whole: int) -> bool:
    return True


@pytest.fixture
def spoiled(story: Story, tmp_path: Path) -> Callable[..., Path]:
    """Lock the vault of a story with a household in it, and break the page some tables begin at."""
    story.up_to_meeting()
    story.vault.close()

    def spoil(*tables: str) -> Path:
        folder = tmp_path / "vault"
        db, _ = connect(folder)
        pages = [db.number("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)) for table in tables]
        db.close()
        raw = bytearray((folder / "vault-1.db").read_bytes())
        for number in pages:
            raw[number * PAGE_BYTES - 1500] ^= 2
        (folder / "vault-1.db").write_bytes(bytes(raw))
        return folder

    return spoil


def _refs(vault_folder: Path, clock: FixedClock) -> tuple[str, int]:
    vault = open_vault(vault_folder, PASSWORD, clock=clock)
    try:
        (case,) = CASES.find(vault)
        return case.case_ref, len(MEMBERS.find(vault))
    finally:
        vault.close()


def test_missing_records_are_told_by_kind_and_by_the_reference_of_their_case(
    story: Story, spoiled: Callable[..., Path], clock: FixedClock, tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    story.vault.close()
    reference, members = _refs(folder, clock)
    words, report = damage.look(spoiled("members"), OWN, told, clock=clock)
    (line,) = [line for line in words.hurt if line.label == Kind.HOUSEHOLDS.label]
    assert line.missing == members
    assert [each.reference for each in words.references] == [reference]
    assert f"{report.missing} are missing." in words.headline
    assert not words.is_whole


def test_a_case_whose_row_is_lost_is_still_named_and_its_household_is_not_lost_with_it(
    spoiled: Callable[..., Path], clock: FixedClock, tmp_path: Path
) -> None:
    reference, members = _refs(tmp_path / "vault", clock)
    words, _ = damage.look(spoiled("cases"), OWN, told, clock=clock)
    assert reference in [each.reference for each in words.references]
    saved = damage.save(tmp_path / "vault", OWN, told, clock=clock)
    assert _refs(saved.folder, clock) == (reference, members)  # an earlier state of it was kept


def test_gaps_are_filled_from_a_backup_where_the_history_proves_it(
    spoiled: Callable[..., Path], clock: FixedClock, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    vault = open_vault(tmp_path / "vault", PASSWORD, clock=clock)
    with backup.taken(vault, tmp_path / "stick", lambda *_: True) as taken:
        written = backup.write(taken, lambda *_: True)
    vault.close()
    saved = damage.save(spoiled("members", "cases"), OWN, told, clock=clock, beside=Beside(written.path))
    assert not saved.words.hurt
    assert "could be filled in from it" in saved.words.backup
    assert saved.words.advice.startswith("Saving what can be read loses no record")
    assert saved.kept_as == "damaged-2026-11-23"


def test_what_is_damaged_is_named_in_a_sentence(spoiled: Callable[..., Path]) -> None:
    folder = spoiled("members")
    before = fingerprint(folder)
    said = damage.what_is_damaged(folder, OWN, told)
    assert "people in households: " in said
    assert damage.what_is_damaged(folder, Key("not this one"), told) == ""
    assert fingerprint(folder) == before


@pytest.mark.parametrize("role", ["referrer", "mash", "administrator"])
def test_who_does_not_see_relocations_learns_nothing_of_them(
    spoiled: Callable[..., Path], clock: FixedClock, role: str
) -> None:
    _, report = damage.look(spoiled("members", "cases", "meetings"), OWN, told, clock=clock)
    hurt = in_plain_words(replace(report, roles=(role,)))
    whole = in_plain_words(replace(report, roles=(role,), tables=_without_relocations(report), affected=()))
    assert hurt.references == ()
    assert hurt.lines == whole.lines and hurt.headline == whole.headline
    assert not any(kind.label in str(hurt) for kind in Kind if kind.sight is not None and kind.sight == "relocations")


def _without_relocations(report: Report) -> tuple[object, ...]:
    closed = {table for kind in Kind if kind.sight == "relocations" for table in kind.tables}
    known = {table for kind in Kind for table in kind.tables}
    return tuple(each for each in report.tables if each.table not in closed and each.table in known)


def test_the_recovery_sheet_stands_above_every_role(spoiled: Callable[..., Path], clock: FixedClock) -> None:
    _, report = damage.look(spoiled("members"), OWN, told, clock=clock)
    assert in_plain_words(replace(report, roles=()), all_seen=True).references


@pytest.mark.parametrize(
    ("lacks", "missing", "said"),
    [
        (0, 3, "Restoring the backup loses nothing"),
        (40, 3, "Saving what can be read loses less"),
        (2, 3, "The backup lacks less"),
        (5, 0, "Saving what can be read loses no record"),
    ],
)
def test_the_advice_is_the_way_that_loses_less(
    spoiled: Callable[..., Path], clock: FixedClock, lacks: int, missing: int, said: str
) -> None:
    _, report = damage.look(spoiled(), OWN, told, clock=clock)
    assert report.is_whole
    counts = replace(report.tables[0], missing=missing)
    compared = Comparison("2026-11-20T10:00:00Z", lacks, 0)
    words = in_plain_words(replace(report, tables=(counts, *report.tables[1:]), comparison=compared))
    assert words.advice.startswith(said)


def test_the_paper_holds_counts_and_references_only(
    spoiled: Callable[..., Path], clock: FixedClock, tmp_path: Path
) -> None:
    saved = damage.save(spoiled("members"), OWN, told, clock=clock)
    path = tmp_path / FILE_NAME
    write_saved(path, saved, clock)
    pages = pypdfium2.PdfDocument(path)
    text = "\n".join(pages[number].get_textpage().get_text_range() for number in range(len(pages)))
    pages.close()
    assert "OFFICIAL-SENSITIVE" in text
    assert saved.words.references[0].reference in text
    assert saved.kept_as in text
    with pytest.raises(LeakFound):
        write_saved(tmp_path / "report for BD1 1AA.pdf", saved, clock)
