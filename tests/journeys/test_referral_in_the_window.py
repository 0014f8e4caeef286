"""A referral in the real window: from the first key to the signed paper, and a protected child that stops it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from spoc_desk.casework.cases import record_notification
from spoc_desk.casework.household import add_member
from spoc_desk.casework.names import set_name
from spoc_desk.casework.referrals.reading import ReferralView, referral_view
from spoc_desk.clock import FixedClock
from spoc_desk.domain.referral_consents import ConsentKind
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.domain.referrals import ReferralState
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.records.stores import REFERRALS
from spoc_desk.vault.vault import Actor, Vault
from spoc_desk_ui.tour import first_day, moves, referral, referral_words
from spoc_desk_ui.tour.stage import REST, Script, Stage, Until
from tests.factories import PASSWORD, make_vault
from tests.journeys.reading_papers import complaints, said_about_itself, words_of
from tests.journeys.telling import Told, play, put_away, start_window, tell

FORM, SHEET, YOUNG, CONFIDENTIAL = "referral", "consent-sheet", "young-person-sheet", "confidential-sheet"
NOTIFIED = {"direction": "arrival", "subject_kind": "family", "ukpps_notified_on": "2026-11-20", "notified_to": "dcs"}
CHILD = {"kind": "child", "relationship": "child", "date_of_birth": "2019-05-09"}
TELLING = ("relocat", "ukpps", "protected", "witness", "colleague", "adoption")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def _story(stage: Stage) -> Script:
    yield from first_day.first_run(stage)
    for act in (referral.begin, referral.write, referral.consent, referral.papers):
        yield from act(stage)


@pytest.fixture(scope="module")
def told(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return what the story leaves; it is told once for all claims below."""
    return tell(qapp, tmp_path_factory.mktemp("referral"), _story)


@pytest.fixture(scope="module")
def vault(told: Told) -> Iterator[Vault]:
    """Return the vault after the story."""
    opened = told.open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def view(vault: Vault) -> ReferralView:
    """Return the only referral."""
    (only,) = REFERRALS.find(vault, "deleted_at IS NULL")
    return referral_view(vault, only.id)


class TestIntensiveWithConsent:
    def test_it_is_told_to_its_end(self, told: Told) -> None:
        assert told.outcome == ""
        assert told.faults == []

    @pytest.mark.req("R-004-10")
    def test_every_answer_is_stored_and_the_paper_is_printed(self, view: ReferralView) -> None:
        assert (view.referral.state, view.referral.form_version) == (ReferralState.PRINTED, 1)
        assert [row.name for row in view.children] == ["Orla Sample", referral_words.ELDER]
        assert view.text("reasons") == referral_words.JUDGEMENT["reasons"]
        assert len(view.ticks) == len(referral_words.TICKS)
        assert list(view.tick_notes.values()) == ["Late on 14 of 40 mornings"]

    def test_three_consents_stand_each_with_its_signed_copy_seen(self, view: ReferralView) -> None:
        kinds = {ConsentKind.REFERRAL, ConsentKind.SHARING, ConsentKind.YOUNG_PERSON}
        assert {each.kind for each in view.consents if each.stands and each.signed_copy_seen_on} == kinds

    def test_nothing_half_typed_is_left(self, vault: Vault) -> None:
        assert [draft.place for draft in vault.drafts() if "referral" in draft.place] == []


class TestPapers:
    def test_four_papers_came_out_and_each_is_sound(self, told: Told) -> None:
        papers = {name: pdf for name, pdf in told.papers.items() if name != "recovery-sheet"}
        assert set(papers) == {FORM, SHEET, YOUNG, CONFIDENTIAL}
        assert [complaints(pdf) for pdf in papers.values()] == [[], [], [], []]

    def test_the_form_says_what_was_typed(self, told: Told) -> None:
        said = " ".join(" ".join(words_of(told.papers[FORM])).split())
        for words in ("SAMPLE", "Orla Sample", "Late on 14 of 40 mornings", "Signed copy seen on", "Page 1 of"):
            assert words in said

    def test_what_the_family_must_not_read_stands_on_its_own_sheet_alone(self, told: Told) -> None:
        secret = "hears shouting at night"
        assert secret in " ".join(" ".join(words_of(told.papers[CONFIDENTIAL])).split())
        for name in (FORM, SHEET, YOUNG):
            assert "shouting" not in " ".join(words_of(told.papers[name]))

    def test_no_name_stands_in_what_the_files_say_of_themselves(self, told: Told) -> None:
        for name in (FORM, SHEET, YOUNG, CONFIDENTIAL):
            said = said_about_itself(told.papers[name])
            assert not any(words in said for words in ("Orla", "Tobin", "Carys", "Sample "))


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
