"""Half-typed text comes back to the same page, field and caret."""

from pathlib import Path

from spoc_desk.clock import FixedClock
from spoc_desk.vault import audit
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.vault import Draft
from tests.factories import PASSWORD, make_vault


def _draft(place: str, text: str, saved_at: str = "2026-11-23T09:30:00Z") -> Draft:
    return Draft(place, {"note": text, "ticks": ["a", "b"], "number": 3, "empty": None}, "note", 7, saved_at)


def test_a_draft_outlives_the_lock(tmp_path: Path, clock: FixedClock) -> None:
    vault = make_vault(tmp_path / "vault", clock)
    vault.save_draft(_draft("meeting/1", "half a sent"))
    vault.save_draft(_draft("meeting/1", "half a sentence – “quoted”, 🦆"))
    vault.save_draft(_draft("case/2", "other", "2026-11-23T09:31:00Z"))
    vault.close()
    again = open_vault(tmp_path / "vault", PASSWORD, clock=clock)
    assert again.drafts() == (
        _draft("case/2", "other", "2026-11-23T09:31:00Z"),
        _draft("meeting/1", "half a sentence – “quoted”, 🦆"),
    )
    again.discard_draft("case/2")
    again.discard_draft("case/2")
    assert [draft.place for draft in again.drafts()] == ["meeting/1"]
    again.close()


def test_a_draft_is_nobodys_statement_yet(tmp_path: Path, clock: FixedClock) -> None:
    vault = make_vault(tmp_path / "vault", clock)
    before = audit.read_tail(vault.database)
    vault.save_draft(_draft("meeting/1", "half"))
    vault.discard_draft("meeting/1")
    assert audit.read_tail(vault.database) == before
    assert vault.check().ok
    vault.close()
