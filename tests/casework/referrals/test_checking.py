"""Check answers: what must be put right, what is only worth a second look, and that no level is worked out."""

import pytest

from spoc_desk.casework.referrals import sections
from spoc_desk.casework.referrals.checking import check_answers
from spoc_desk.domain.referrals import CHILD, HOUSEHOLD
from tests.casework.referrals.desk import CHILD_ANSWERS, MOTHER, NINE, ReferralDesk


def soft(desk: ReferralDesk) -> str:
    return "\n".join(desk.troubles("soft"))


def test_a_complete_form_has_nothing_to_put_right(written: ReferralDesk) -> None:
    assert written.troubles() == []


def test_an_empty_draft_is_told_every_mandatory_answer_with_its_place(draft: ReferralDesk) -> None:
    found = check_answers(draft.view(), draft.clock.today())
    sections_named = {trouble.section for trouble in found if trouble.level == "must"}
    assert {"type", "referrer", "children", "parents", "reason", "strengths", "views", "circumstances", "judgement",
            "informing", "declaration"} <= sections_named  # fmt: skip
    assert "mash_use" not in sections_named


@pytest.mark.req("R-004-04")
def test_the_reasons_of_the_judgement_are_needed(written: ReferralDesk) -> None:
    written.save("judgement", {"reasons": ""})
    assert written.troubles() == ["Why? Enter an answer."]


@pytest.mark.req("R-004-13", "R-002-02")
def test_what_was_tried_at_additional_is_needed_for_intensive(written: ReferralDesk) -> None:
    written.save("before_start", {"tried_at_additional": ""})
    assert any("Additional" in sentence for sentence in written.troubles())


@pytest.mark.req("R-004-33")
@pytest.mark.parametrize("circumstance", NINE)
def test_each_of_the_nine_is_always_answered(written: ReferralDesk, circumstance: str) -> None:
    written.save("circumstances", {circumstance: ""})
    assert len(written.troubles()) == 1


@pytest.mark.req("R-004-20")
def test_why_the_family_is_not_told_is_needed(written: ReferralDesk) -> None:
    written.save("informing", {"told": "no", "told_who": "", "told_on": ""})
    assert len(written.troubles()) == 2
    written.save("informing", {"not_told_reason": "do_not_alert", "not_told_agreed_by": "Ruth Alder"})
    assert written.troubles() == []


@pytest.mark.req("R-004-22")
def test_a_specialist_referral_says_on_which_ground(written: ReferralDesk) -> None:
    written.save("type", {"level_sought": "cp", "specialist_ground": ""})
    assert any("specialist" in sentence for sentence in written.troubles())


def test_every_person_is_checked_by_name(written: ReferralDesk) -> None:
    written.row(CHILD, {**CHILD_ANSWERS, "given_names": "Igor", "date_of_birth": "", "address": ""})
    told = written.troubles()
    assert all(sentence.startswith("Igor Nowak: ") for sentence in told)
    assert len(told) == 2


def test_an_unborn_child_has_an_expected_date_instead(written: ReferralDesk) -> None:
    unborn = {**CHILD_ANSWERS, "given_names": "Unborn", "date_of_birth": "", "expected_delivery_date": "2027-02-01"}
    written.row(CHILD, unborn)
    assert written.troubles() == []


def test_a_child_and_somebody_with_responsibility_are_needed(draft: ReferralDesk) -> None:
    told = [each for each in check_answers(draft.view(), draft.clock.today()) if each.question_id == ""]
    assert {each.section for each in told if each.level == "must"} == {"children", "parents"}


def test_no_child_the_referral_is_about_is_told(written: ReferralDesk) -> None:
    written.row(CHILD, {"concern": "no"}, row_id=written.child)
    assert written.troubles() == ["Say which child this referral is about."]


def test_a_declaration_that_is_denied_is_no_declaration(written: ReferralDesk) -> None:
    written.save("declaration", {"declared": "no"})
    assert len(written.troubles()) == 1


@pytest.mark.req("R-004-05")
def test_intensive_with_few_ticks_asks_for_the_reasons_and_blocks_nothing(written: ReferralDesk) -> None:
    assert "a number of its indicators" in soft(written)
    for number in (1, 2):
        sections.tick(written.vault, referral_id=written.id, indicator_id=f"INT.health.{number}", ticked=True)
    assert "a number of its indicators" not in soft(written)
    assert written.troubles() == []


@pytest.mark.req("R-004-03")
def test_ticks_beside_the_judged_level_are_only_mentioned(written: ReferralDesk) -> None:
    sections.tick(written.vault, referral_id=written.id, indicator_id="SPE.health.1", ticked=True)
    assert "the indicators you ticked are all under Specialist" in soft(written)
    assert written.troubles() == []
    assert written.referral.judged_level == "INT"


def test_a_judgement_that_needs_no_form_is_mentioned(written: ReferralDesk) -> None:
    written.save("judgement", {"level": "ADD"})
    assert "met without this form" in soft(written)


@pytest.mark.req("R-001-15")
def test_a_child_without_a_view_is_mentioned(written: ReferralDesk) -> None:
    written.save("views", {"child_views_obtained": "no", "child_views_why_not": "A baby of three weeks."})
    assert written.troubles() == []
    assert "The child's own view is missing" in soft(written)


def test_a_long_note_is_mentioned(written: ReferralDesk) -> None:
    written.save("reason", {"what_happened": "x" * 2_001})
    assert "this is long" in soft(written)


def test_somebody_who_stands_twice_is_mentioned(written: ReferralDesk) -> None:
    written.row(HOUSEHOLD, {**MOTHER, "given_names": "EWA", "lives_with_child": "yes"})
    assert "stands in the form more than once" in soft(written)


def test_an_answer_no_longer_asked_for_is_kept_and_named(written: ReferralDesk) -> None:
    written.save("informing", {"told": "no", "not_told_reason": "prejudice", "not_told_agreed_by": "Ruth Alder"})
    assert "kept, but no longer asked for" in soft(written)
    assert written.view().text("told_who")


@pytest.mark.req("R-004-23")
def test_a_referral_for_protection_is_asked_for_the_points_of_significant_harm(protection: ReferralDesk) -> None:
    words = soft(protection)
    for point in ("severe", "how long", "how often", "age", "parental factors", "one event, or several"):
        assert point in words, point
    assert protection.view().form.question("impact").required
    protection.save("reason", {"severity": "Every week since spring; she is nine.", "pattern": "several"})
    assert "severe" not in soft(protection)


@pytest.mark.req("R-004-43")
def test_strengths_are_needed_and_the_goals_of_the_family_have_their_place(written: ReferralDesk) -> None:
    written.save("strengths", {"strengths_text": ""})
    assert len(written.troubles()) == 1
    written.save("views", {"goals": "Breakfast together before school."})
    assert written.view().text("goals") == "Breakfast together before school."
