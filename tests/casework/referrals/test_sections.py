"""Sections and rows: saved as typed, told by the check, kept with their history; ticks that never make a score."""

import pytest

from spoc_desk.casework.referrals import rows, sections
from spoc_desk.casework.referrals.start import start_referral
from spoc_desk.casework.referrals.threshold_sets import threshold_set
from spoc_desk.domain.referrals import AGENCY, CHILD, PARENT, LevelSought
from spoc_desk.errors import BadAnswer, NotYet, UnknownRecord
from tests.casework.referrals.desk import CHILD_ANSWERS, GIVEN, ReferralDesk


def tick(desk: ReferralDesk, indicator: str, *, ticked: bool = True, note: str | None = None) -> None:
    sections.tick(desk.vault, referral_id=desk.id, indicator_id=indicator, ticked=ticked, note=note)


def test_a_slip_is_saved_as_typed_and_told_by_the_check(draft: ReferralDesk) -> None:
    draft.save("type", {"referral_kind": "confirms_phone_call", "phoned_at": "yesterday at nine"})
    assert draft.view().text("phoned_at") == "yesterday at nine"
    assert any("date" in sentence for sentence in draft.troubles() if "Phoned at" in sentence)


def test_what_is_not_answered_again_stays_and_what_is_emptied_goes(draft: ReferralDesk) -> None:
    draft.save("reason", {"what_happened": "Tired", "impact": "Sleeps in class"})
    draft.save("reason", {"impact": ""})
    assert draft.view().text("what_happened") == "Tired"
    assert "impact" not in draft.view().answers


def test_an_answer_to_another_section_is_left_out(draft: ReferralDesk) -> None:
    draft.save("reason", {"what_happened": "Tired", "level_sought": "cp", "nonsense": "x"})
    assert "level_sought" not in draft.view().answers
    with pytest.raises(BadAnswer):
        draft.save("mash_use", {"mash_received_by": "Nobody"})


def test_she_decides_that_a_section_is_completed(draft: ReferralDesk) -> None:
    stands = {each.id: each.stand for each in draft.view().sections}
    assert stands["reason"] == "not_started" and stands["before_start"] == "in_progress"
    draft.save("reason", {}, completed=True)
    assert {each.id: each.words for each in draft.view().sections}["reason"] == "Completed"
    draft.save("reason", {}, completed=False)
    assert {each.id: each.stand for each in draft.view().sections}["reason"] == "not_started"


def test_consent_cannot_start_before_somebody_could_give_it(draft: ReferralDesk) -> None:
    stands = {each.id: each.stand for each in draft.view().sections}
    assert (stands["consent_a"], stands["young_person"]) == ("cannot_start", "cannot_start")
    draft.row(PARENT, {"given_names": "Ewa"})
    draft.row(CHILD, {"given_names": "Maja"})
    stands = {each.id: each.stand for each in draft.view().sections}
    assert (stands["consent_a"], stands["young_person"]) == ("not_started", "not_started")


def test_the_list_knows_level_and_urgency_from_the_answers(draft: ReferralDesk) -> None:
    draft.save("type", {"level_sought": "cp", "urgency": "urgent"})
    draft.save("judgement", {"level": "SPE"})
    referral = draft.referral
    assert (referral.level_sought, referral.urgency, referral.judged_level) == (LevelSought.CP, "urgent", "SPE")


@pytest.mark.req("R-004-02")
def test_a_tick_has_its_note_and_both_stand_in_the_order_of_the_source(draft: ReferralDesk) -> None:
    tick(draft, "SPE.health.1", note="Seen on Monday")
    tick(draft, "INT.health.2")
    view = draft.view()
    assert view.ticks == ("INT.health.2", "SPE.health.1")
    assert view.tick_notes == {"SPE.health.1": "Seen on Monday"}
    tick(draft, "SPE.health.1", ticked=False)
    assert draft.view().ticks == ("INT.health.2",)
    assert draft.view().tick_notes == {"SPE.health.1": "Seen on Monday"}


@pytest.mark.req("R-004-02")
def test_the_same_words_in_two_places_are_two_ticks(draft: ReferralDesk) -> None:
    places = threshold_set(draft.vault, "luton-2021-10").places
    texts: dict[str, list[str]] = {}
    for each in places.values():
        texts.setdefault(each.indicator.text, []).append(each.indicator.id)
    twins = [ids for ids in texts.values() if len(ids) > 1]
    assert len(twins) == 7
    tick(draft, twins[0][0])
    assert draft.view().ticks == (twins[0][0],)


def test_an_indicator_of_no_edition_is_unknown(draft: ReferralDesk) -> None:
    with pytest.raises(UnknownRecord):
        tick(draft, "SPE.nothing.99")


def test_a_note_that_may_show_an_area_is_told_at_once(draft: ReferralDesk) -> None:
    done = sections.tick(
        draft.vault, referral_id=draft.id, indicator_id="SPE.health.1", ticked=True, note="She moved here from Leeds."
    )
    assert [leak.blocks for leak in done.leaks] == [True]
    assert draft.save("reason", {"what_happened": "She used to go to Leeds Infirmary."}).leaks


def test_several_children_parents_and_agencies(draft: ReferralDesk) -> None:
    for number in range(14):
        draft.row(CHILD, {**CHILD_ANSWERS, "given_names": f"Child {number}"})
    draft.row(AGENCY, {"agency": "police", "stand": "open"})
    view = draft.view()
    assert [row.text("given_names") for row in view.children] == [f"Child {number}" for number in range(14)]
    assert view.rows[AGENCY][0].text("agency") == "police"


def test_a_row_taken_out_comes_back_to_its_place(draft: ReferralDesk) -> None:
    first = draft.row(CHILD, {"given_names": "Maja"})
    draft.row(CHILD, {"given_names": "Igor"})
    rows.remove_row(draft.vault, row_id=first)
    assert [row.text("given_names") for row in draft.view().children] == ["Igor"]
    rows.restore_row(draft.vault, row_id=first)
    assert [row.text("given_names") for row in draft.view().children] == ["Maja", "Igor"]


def test_somebody_whose_consent_is_on_record_stays_in_the_form(written: ReferralDesk) -> None:
    written.consent("a", GIVEN)
    with pytest.raises(NotYet, match="stays in the form"):
        rows.remove_row(written.vault, row_id=written.mother)


def test_a_row_of_another_referral_is_not_changed(draft: ReferralDesk) -> None:
    row_id = draft.row(CHILD, {"given_names": "Maja"})
    other = start_referral(draft.vault, answers={"need_level": "INT"}).record
    assert other is not None
    with pytest.raises(BadAnswer):
        rows.save_row(draft.vault, referral_id=other.id, form=CHILD, answers={"given_names": "X"}, row_id=row_id)


def test_text_of_any_script_and_length_is_kept(draft: ReferralDesk) -> None:
    text = "<b>&amp; " + "ع" * 4_000 + " 😀"
    draft.save("reason", {"what_happened": text})
    assert draft.view().text("what_happened") == text
