"""Whatever is damaged: the folder stays as it was, what is called good is so, and a whole vault comes of it."""

import os
import random
from pathlib import Path

import pytest

from spoc_desk.errors import DatabaseDamaged, EmptyFile
from spoc_desk.vault.connection import PAGE_BYTES
from spoc_desk.vault.lifecycle import open_vault, open_with_recovery
from spoc_desk.vault.salvage.rescue import Salvaged
from tests.factories import PASSWORD, fingerprint
from tests.vault.salvage.damaged import NOTES, OTHER, Original, contents, leaves_of, leaves_of_notes, original, unproven

KINDS = (
    "first", "list of tables", "table leaf", "table inner", "index leaf", "index inner", "overflow", "free",
)  # fmt: skip
_EVERY = bool(os.environ.get("SPOC_DESK_EVERY_FAULT"))


@pytest.fixture(scope="module")
def made() -> Original:
    return original()


def _chosen(made: Original, kind: str) -> list[int]:
    pages = made.kinds[kind]
    return pages if _EVERY and kind != "free" else random.Random(kind).sample(pages, min(2, len(pages)))


def _proven(made: Original, folder: Path) -> Salvaged:
    """Salvage, and hold what comes of it against what was there."""
    before = fingerprint(folder)
    done = made.salvage(folder)
    assert done.kept_as is not None and fingerprint(done.kept_as) == before
    vault = open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    checked = vault.check()
    vault.close()
    assert checked.ok, [check.sentence for check in checked.checks if not check.ok]
    now, doubtful = contents(folder, made.schema), unproven(folder, made.schema)
    own = {place for place in now if place[0] in ("users", "keyslots")}  # an unlock may make a key anew
    for place in now.keys() - doubtful - own:
        assert now[place] == made.rows[place]
    report = done.report
    assert report.good + report.doubtful + report.missing >= len(made.rows) or report.entries_lost
    assert report.good >= len(now) - len(doubtful) - report.missing
    assert len(doubtful) <= report.doubtful
    return done


@pytest.mark.parametrize("kind", KINDS)
def test_one_bad_page_of_every_kind(made: Original, kind: str, tmp_path: Path) -> None:
    for number in _chosen(made, kind):
        folder = made.copy(tmp_path / f"{number}" / "vault", made.with_bad(number))
        report = _proven(made, folder).report
        assert report.bad_pages == 1
        if not report.ways_in_lost:
            open_vault(folder, OTHER, clock=made.clock, schema=made.schema).close()


@pytest.mark.parametrize("kind", ["first", "list of tables", "table inner", "index leaf", "index inner", "free"])
def test_a_page_that_holds_no_rows_costs_no_row(made: Original, kind: str, tmp_path: Path) -> None:
    """The way to the rows is broken, not the rows: the library alone would give up."""
    number = _chosen(made, kind)[0]
    report = made.look(made.copy(tmp_path / "vault", made.with_bad(number)))
    assert (report.good, report.doubtful, report.missing) == (len(made.rows), 0, 0)
    assert report.is_whole


def test_every_row_but_those_of_the_bad_page_is_there(made: Original, tmp_path: Path) -> None:
    (number, on_it), *_ = leaves_of_notes(made)
    report = made.look(made.copy(tmp_path / "vault", made.with_bad(number)))
    assert (report.good, report.doubtful + report.missing) == (len(made.rows) - on_it, on_it)


def test_a_long_note_whose_end_is_bad_is_missing_and_no_other(made: Original, tmp_path: Path) -> None:
    report = made.look(made.copy(tmp_path / "vault", made.with_bad(made.kinds["overflow"][0])))
    assert (report.missing + report.doubtful, report.good) == (1, len(made.rows) - 1)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 9])
def test_a_file_cut_short(made: Original, size: int, tmp_path: Path) -> None:
    cut = len(made.raw) * size // 40 - 100
    _proven(made, made.copy(tmp_path / "vault", made.raw[:cut]))


def test_a_middle_of_noughts(made: Original, tmp_path: Path) -> None:
    used = max(number for kind, pages in made.kinds.items() if kind != "free" for number in pages)
    start, end = used // 3 * PAGE_BYTES, used // 2 * PAGE_BYTES + 55
    raw = made.raw[:start] + bytes(end - start) + made.raw[end:]
    report = _proven(made, made.copy(tmp_path / "vault", raw)).report
    assert report.bad_pages >= (end - start) // PAGE_BYTES


@pytest.mark.fault(25)
@pytest.mark.parametrize("more", [b"\x01" * 77, bytes(PAGE_BYTES), b"\xff" * (2 * PAGE_BYTES)])
def test_bytes_behind_the_end_are_reported_and_cost_nothing(made: Original, more: bytes, tmp_path: Path) -> None:
    folder = made.copy(tmp_path / "vault", made.raw + more)
    with pytest.raises((DatabaseDamaged, EmptyFile)):
        open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    report = _proven(made, folder).report
    assert (report.good, report.missing) == (len(made.rows), 0)


def test_two_pages_in_each_others_place(made: Original, tmp_path: Path) -> None:
    one, two = sorted(made.kinds["table leaf"])[-2:]
    raw = bytearray(made.raw)
    first, second = ((number - 1) * PAGE_BYTES for number in (one, two))
    raw[first : first + PAGE_BYTES], raw[second : second + PAGE_BYTES] = (
        made.raw[second : second + PAGE_BYTES], made.raw[first : first + PAGE_BYTES],
    )  # fmt: skip
    assert _proven(made, made.copy(tmp_path / "vault", bytes(raw))).report.bad_pages == 2


def test_many_bad_pages_at_once(made: Original, tmp_path: Path) -> None:
    chance = random.Random(5)
    pages = [number for kind in KINDS if kind != "free" for number in made.kinds[kind]]
    raw = made.with_bad(*chance.sample(pages, len(pages) // 3))
    _proven(made, made.copy(tmp_path / "vault", raw))


def test_the_recovery_sheet_salvages_and_opens_what_was_salvaged(made: Original, tmp_path: Path) -> None:
    folder = made.copy(tmp_path / "vault", made.with_bad(1))
    _proven(made, folder)
    vault, _ = open_with_recovery(folder, made.code, "a-new-one-entirely", clock=made.clock, schema=made.schema)
    assert vault.rows("SELECT count(*) FROM notes")[0][0] == NOTES - 1
    vault.close()


def test_a_record_that_was_disposed_of_does_not_come_back(made: Original, tmp_path: Path) -> None:
    folder = made.copy(tmp_path / "vault", made.with_bad(*made.kinds["table inner"]))
    _proven(made, folder)
    assert ("notes", "n089") not in contents(folder, made.schema)


@pytest.mark.parametrize("table", ["meta", "users", "keyslots", "audit_checkpoints", "row_history"])
def test_the_page_of_a_table_of_the_vault_itself(made: Original, table: str, tmp_path: Path) -> None:
    """Whoever opened the damaged vault keeps her key and her name as the writer, even where their own rows are lost."""
    folder = made.copy(tmp_path / "vault", made.with_bad(*leaves_of(made, table)))
    report = _proven(made, folder).report
    assert report.can_prove == (table != "meta")
    assert report.ways_in_lost == (("Deputy SPOC",) if table == "keyslots" else ())
    vault = open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    assert {"la_spoc"} <= vault.actor.roles
    wrote = vault.rows("SELECT DISTINCT actor FROM audit WHERE act = 'corrected'")
    assert [row[0] for row in wrote] == [vault.actor.user_id]
    vault.close()
