"""A referral in the real window: from the first key to the signed paper, and a protected child that stops it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from spoc_desk.casework.cases import record_notification
from spoc_desk.casework.household import add_member
from spoc_desk.casework.names import set_name
from spoc_desk.casework.referrals.reading import referral_view
from spoc_desk.clock import FixedClock
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.records.stores import REFERRALS
from spoc_desk.vault.vault import Actor
from spoc_desk_ui.tour import moves, referral, referral_words
from spoc_desk_ui.tour.stage import REST, Script, Stage, Until
from tests.factories import PASSWORD, make_vault
from tests.journeys.telling import play, put_away, start_window

FORM, SHEET, YOUNG, CONFIDENTIAL = "referral", "consent-sheet", "young-person-sheet", "confidential-sheet"
NOTIFIED = {"direction": "arrival", "subject_kind": "family", "ukpps_notified_on": "2026-11-20", "notified_to": "dcs"}
CHILD = {"kind": "child", "relationship": "child", "date_of_birth": "2019-05-09"}
TELLING = ("relocat", "ukpps", "protected", "witness", "colleague", "adoption")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def _protected(folder: Path, clock: FixedClock) -> None:
    """Put the child of a relocation into the vault of somebody who is a referrer."""
    vault = make_vault(folder, clock, roles=frozenset({"referrer"}))
    referrer = vault.actor
    vault.actor = Actor(referrer.user_id, referrer.name, frozenset({"la_spoc", "dcs_office"}))
    case_id = record_notification(vault, answers=NOTIFIED).change.case_id
    assert case_id is not None
    member = add_member(vault, case_id=case_id, answers=CHILD).record
    assert member is not None
    set_name(vault, member_id=member.id, answers={"given_name": "Wren", "family_name": "Example"})
    vault.close()


def _refer_her(stage: Stage) -> Script:
    """The referrer names the child; the form stops."""
    hands = stage.hands
    yield from moves.unlock(stage, PASSWORD)
    yield from moves.place(stage, "Referrals")
    hands.press("New referral")
    yield REST
    hands.answer(**{referral.DANGER: "no", referral.WORKER: "no", referral.LEVEL: "SPE"})
    hands.press("Start the referral")
    yield Until(lambda: hands.asks("consulted_manager"), "the referral was not begun")
    hands.line("Children and young people")
    yield REST
    hands.press("Add a child")
    yield REST
    hands.answer(**referral_words.STOPPED_CHILD)
    hands.press("Save this child")
    yield Until(lambda: hands.sees("Go on with the form"), "the referral did not stop")


def test_a_protected_child_ends_on_the_neutral_page(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, folder = FixedClock(), tmp_path / "vault"
    _protected(folder, clock)
    monkeypatch.setattr(qapp, "quit", lambda: None)
    program = start_window(qapp, folder, tmp_path / "settings", clock)
    stage = Stage(program, clock, tmp_path)
    try:
        assert play(stage, _refer_her) == ""
        head, _, do = RESTRICTED_WORDS.partition(" – ")
        assert stage.hands.reads(head)
        assert stage.hands.reads(do[1:])
        assert not any(stage.hands.reads(words) or stage.hands.reads(words.capitalize()) for words in TELLING)
    finally:
        put_away(program)
    vault = open_vault(folder, PASSWORD, clock=clock)
    (only,) = REFERRALS.find(vault, "deleted_at IS NULL")
    assert referral_view(vault, only.id).stopped
    vault.close()
