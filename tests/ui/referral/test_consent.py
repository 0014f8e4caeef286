"""Consent A, B and the young person's own on the screen: per person, kept apart, signed on paper, withdrawn."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spoc_desk.casework.referrals.consents import record_consent
from spoc_desk.clock import FixedClock
from spoc_desk.domain.referral_consents import Basis, Competence, ConsentKind, Decided
from spoc_desk.domain.referrals import ReferralState
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.referral.consent.section import ConsentSection
from spoc_desk_ui.theme import Theme
from tests.casework.referrals.desk import ReferralDesk, intensive, write
from tests.ui.accessible import unnamed
from tests.ui.referral.section_host import (
    AUNT,
    CHILD,
    FATHER,
    MOTHER,
    SIXTEEN,
    TEENAGER,
    Host,
    family,
    hosts,
)

SHOW = Callable[..., Host]
PARENTS = (("referral_parent", MOTHER), ("referral_parent", FATHER), ("referral_parent", AUNT))
CHILDREN = (("referral_child", CHILD), ("referral_child", TEENAGER), ("referral_child", SIXTEEN))
GIVEN = {"decision": "given", "given_on": "2026-11-23", "method": "wet_signature"}


@pytest.fixture
def show(tmp_path: Path, qtbot: QtBot) -> Iterator[SHOW]:
    yield from hosts(tmp_path, qtbot)


def _page(host: Host) -> ConsentSection:
    assert isinstance(host.page, ConsentSection)
    return host.page


def _states(page: ConsentSection) -> dict[str, str]:
    assert page.people is not None
    return {person.line.name: person.line.state.word for person in page.people.lines}


def _acts(page: ConsentSection, name: str) -> list[str]:
    assert page.people is not None
    return next([act.id for act in each.line.acts] for each in page.people.lines if each.line.name == name)


def _press(host: Host, name: str, act: str) -> None:
    people = _page(host).people
    assert people is not None
    person = next(each for each in people.lines if each.line.name == name)
    host.qtbot.keyClick(person.buttons[act], Qt.Key.Key_Space)
    host.settle()


def _save(host: Host) -> None:
    panel = _page(host).panel
    assert panel is not None
    panel.submit()
    host.settle()


def _mother_signed(vault: Vault, referral_id: str) -> None:
    family(*PARENTS)(vault, referral_id)
    _record(vault, referral_id, "a", "Maria", GIVEN)


def _record(vault: Vault, referral_id: str, kind: str, name: str, answers: dict[str, object]) -> None:
    desk = ReferralDesk(vault, FixedClock(), referral_id)
    row = next(row.id for row in desk.view().people.values() if row.text("given_names") == name)
    record_consent(vault, referral_id=referral_id, kind=kind, answers={**answers, "person": row})  # type: ignore[dict-item]


@pytest.mark.req("R-004-10")
def test_the_answer_is_recorded_by_person_and_the_signed_copy_is_seen_afterwards(show: SHOW, qtbot: QtBot) -> None:
    host = show(ConsentSection, "consent_a", family(*PARENTS))
    page = _page(host)
    assert set(_states(page).values()) == {"Not asked yet"}

    _press(host, "Maria Hale", "record")
    assert page.panel is not None and page.alone
    for question, answer in GIVEN.items():
        page.panel.set_answer(question, answer)
    page.panel.set_answer("witnessed_by", "Pam Reed")
    page.panel.set_answer("interpreter", "L. Costa")
    _save(host)

    assert page.panel is None and not page.alone
    assert _states(page) == {"Maria Hale": "Given", "Tom Hale": "Not asked yet", "Ines Hale": "Not asked yet"}
    assert page.people is not None
    told = page.people.lines[0].line.details
    assert "Signed on paper, Mon 23 Nov 2026, witnessed by Pam Reed, interpreter L. Costa" in told
    assert "○ The signed copy was not seen yet" in told
    assert page.people.lines[0].buttons["seen"].hasFocus() or page.people.lines[0].buttons["record"].hasFocus()

    _press(host, "Maria Hale", "seen")
    _save(host)

    (consent,) = host.view().consents
    assert consent.kind is ConsentKind.REFERRAL and consent.signed_copy_seen_by == "Asha Brook"
    assert "✓ Signed copy seen on Mon 23 Nov 2026 by Asha Brook" in page.people.lines[0].line.details
    assert "seen" not in _acts(page, "Maria Hale")


def test_a_and_b_are_apart_and_b_names_its_agencies(show: SHOW) -> None:
    host = show(ConsentSection, "consent_b", _mother_signed)
    page = _page(host)
    assert _states(page)["Maria Hale"] == "Not asked yet"

    _press(host, "Maria Hale", "record")
    assert page.panel is not None
    page.panel.set_answer("decision", "given")
    _save(host)
    assert page.panel.fields["agencies"].field.error and page.panel.fields["withdrawal_explained"].field.error

    for question, answer in {
        **GIVEN,
        "method": "verbal_read_back",
        "agencies": ("school", "gp"),
        "excluded": "Housing",
        "withdrawal_explained": "yes",
    }.items():
        page.panel.set_answer(question, answer)
    _save(host)

    assert {each.kind for each in host.view().consents} == {ConsentKind.REFERRAL, ConsentKind.SHARING}
    assert page.people is not None
    details = page.people.lines[0].line.details
    assert "With: School or college, GP" in details and "Not with: Housing" in details
    assert "Told that it can be taken back at any time" in details


def test_the_sentence_above_says_what_the_level_asks_for_and_leads_there(show: SHOW) -> None:
    host = show(ConsentSection, "consent_a", family(("referral_child", CHILD)))
    page = _page(host)
    assert page.people is not None and page.people.need is not None
    assert "Nobody on this form is known to have parental responsibility" in page.people.need.words

    page.people.need.acted.emit()

    assert host.places == [f"referral/{host.referral_id}/parents"]


@pytest.mark.parametrize(
    ("sought", "level", "told"),
    [
        ("fps", "INT", "cannot be marked as ready to send"),
        ("cin", "SPE", "Help under section 17 is voluntary"),
        ("cp", "SPE", "Consent is not needed where a child has suffered"),
    ],
)
def test_intensive_needs_consent_section_17_expects_it_section_47_does_not(
    show: SHOW, sought: str, level: str, told: str
) -> None:
    def story(vault: Vault, clock: FixedClock) -> ReferralDesk:
        return write(vault, clock, sought=sought, level=level)

    page = _page(show(ConsentSection, "consent_a", story=story))

    assert page.people is not None and page.people.need is not None
    assert told in page.people.need.words


def test_who_is_not_safe_to_contact_is_not_the_next_to_be_asked(show: SHOW) -> None:
    host = show(
        ConsentSection, "consent_a", family(("referral_parent", {**MOTHER, "safe_to_contact": "no"}), PARENTS[1])
    )
    page = _page(host)
    assert page.people is not None
    mother, father = (person.line for person in page.people.lines)

    assert "Not safe to contact" in mother.warning
    assert [act.kind for act in mother.acts] == [""] and [act.kind for act in father.acts] == ["primary"]


@pytest.mark.req("R-004-11", "R-004-12")
def test_a_young_person_is_prompted_from_15_and_presumed_able_at_16(show: SHOW) -> None:
    page = _page(show(ConsentSection, "young_person", family(*CHILDREN)))

    assert _states(page) == {"Nia Hale": "To be asked", "Ben Hale": "To be asked", "Leo Hale": "Not asked yet"}
    assert _acts(page, "Nia Hale")[0] == "competence" and "fraser" in _acts(page, "Nia Hale")
    assert "fraser" not in _acts(page, "Ben Hale")
    assert page.people is not None
    assert "✓ Presumed able to decide" in page.people.lines[1].line.details
    assert "Fraser is narrower" in page.people.note


def test_under_16_the_six_questions_come_before_the_answer_counts(show: SHOW) -> None:
    host = show(ConsentSection, "young_person", family(*CHILDREN))
    page = _page(host)
    _press(host, "Nia Hale", "record")
    assert page.panel is not None
    for question, answer in GIVEN.items():
        page.panel.set_answer(question, answer)
    _save(host)
    assert page.panel is not None, "refused: no Gillick record yet"
    page.panel.cancelled.emit()

    _press(host, "Nia Hale", "competence")
    assert page.panel is not None
    six = ("understands", "purpose", "consequences", "alternatives", "free_of_pressure", "can_weigh")
    assert set(six) <= set(page.panel.fields) and "basis" not in page.panel.fields
    for name in six:
        page.panel.set_answer(name, "yes")
    page.panel.set_answer("outcome", "competent")
    _save(host)
    (record,) = host.view().competence
    assert record.basis is Basis.GILLICK and record.outcome is Competence.COMPETENT

    _press(host, "Nia Hale", "record")
    assert page.panel is not None
    for question, answer in {**GIVEN, "own_words": "It is fine if school helps."}.items():
        page.panel.set_answer(question, answer)
    _save(host)
    assert _states(page)["Nia Hale"] == "Given"


def test_fraser_stands_for_no_other_consent(show: SHOW) -> None:
    host = show(ConsentSection, "young_person", family(*CHILDREN))
    page = _page(host)
    _press(host, "Nia Hale", "fraser")
    assert page.panel is not None
    for name in ("understands", "purpose", "consequences", "alternatives", "free_of_pressure", "can_weigh"):
        page.panel.set_answer(name, "yes")
    page.panel.set_answer("outcome", "competent")
    page.panel.set_answer("fraser_note", "Advice of the school nurse")
    _save(host)

    assert host.view().competence[0].basis is Basis.FRASER
    assert page.people is not None
    nia = page.people.lines[0].line
    assert any(detail.startswith("Fraser, only about contraception") for detail in nia.details)
    assert nia.acts[0].id == "competence", "the Gillick questions are still to be asked"


def test_withdrawing_before_sending_leads_back_to_the_draft_and_says_so_first(show: SHOW) -> None:
    def story(vault: Vault, clock: FixedClock) -> ReferralDesk:
        desk = intensive(vault, clock)
        desk.to_print()
        return desk

    host = show(ConsentSection, "consent_a", story=story)
    page = _page(host)
    _press(host, "Ewa Nowak", "withdraw")
    assert page.panel is not None
    assert "goes back to the draft" in page.panel.form.sections[0].intro
    _save(host)

    assert host.view().referral.state is ReferralState.DRAFT
    assert _states(page)["Ewa Nowak"] == "Withdrawn Mon 23 Nov 2026"
    assert _acts(page, "Ewa Nowak") == ["record"]


def test_withdrawing_after_sending_leaves_the_task_to_tell_the_mash(show: SHOW) -> None:
    def story(vault: Vault, clock: FixedClock) -> ReferralDesk:
        desk = intensive(vault, clock)
        desk.to_print()
        desk.send()
        return desk

    host = show(ConsentSection, "consent_a", story=story)
    page = _page(host)
    assert _acts(page, "Ewa Nowak") == ["seen", "withdraw"], "the answer itself is no longer edited"
    _press(host, "Ewa Nowak", "withdraw")
    assert page.panel is not None
    assert "tell the MASH today" in page.panel.form.sections[0].intro
    _save(host)

    view = host.view()
    assert view.referral.state is ReferralState.SENT
    assert [clock.rule for clock in view.clocks if clock.running and clock.rule == "D-10c"] == ["D-10c"]


def test_a_refusal_is_kept_as_an_answer_with_its_reason(show: SHOW) -> None:
    host = show(ConsentSection, "consent_a", family(*PARENTS))
    page = _page(host)
    _press(host, "Tom Hale", "record")
    assert page.panel is not None
    for question, answer in {"decision": "refused", "given_on": "2026-11-23", "reason": "He wants no help."}.items():
        page.panel.set_answer(question, answer)
    _save(host)

    assert _states(page)["Tom Hale"] == "Refused"
    assert host.view().consents[0].decision is Decided.REFUSED


def test_the_sheet_is_printed_from_here_and_a_place_leads_to_one_person(show: SHOW) -> None:
    host = show(ConsentSection, "consent_a", _mother_signed)
    page = _page(host)
    assert page.print_requested()
    assert host.places == [f"print/referral-consent/{host.referral_id}"]

    page.open_field(host.people()["Maria"], "seen")
    host.settle()

    assert page.panel is not None and page.open_ids() == (host.people()["Maria"], "seen")


def test_every_control_has_a_name_also_at_200_percent(show: SHOW, theme: Theme) -> None:
    theme.set_percent(200)
    host = show(ConsentSection, "consent_b", _mother_signed)
    page = _page(host)

    assert unnamed(page) == []
    _press(host, "Maria Hale", "record")
    assert unnamed(page) == []
