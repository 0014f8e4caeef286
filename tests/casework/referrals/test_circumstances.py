"""The nine special circumstances: what must be said aloud, which clock runs, who is not to be alerted."""

from dataclasses import replace
from datetime import date

import pytest

from spoc_desk.casework.council import profile, save_profile
from spoc_desk.casework.referrals.prompts import NOW, Prompt, alert_nobody, prompts
from spoc_desk.domain.referrals import CHILD
from spoc_desk.domain.sources import RULE_OF_THIS_PROGRAM, source_words
from spoc_desk.domain.special_circumstances import FORCED_PROMPTS, Circumstance
from spoc_desk.profile.documents import load_profile
from tests.casework.referrals.desk import ReferralDesk


def told(desk: ReferralDesk, key: str) -> list[Prompt]:
    return [each for each in prompts(desk.view(), desk.clock.today()) if each.key == key]


def running(desk: ReferralDesk) -> dict[str, date | None]:
    return {clock.rule: clock.due_on for clock in desk.view().clocks if clock.running}


def answer(desk: ReferralDesk, **answers: str) -> None:
    desk.save("circumstances", answers)


@pytest.mark.parametrize("forced", FORCED_PROMPTS, ids=lambda each: each.circumstance.value)
def test_every_forced_sentence_names_a_line_of_the_source(forced) -> None:  # type: ignore[no-untyped-def]
    assert "Effective Support, line" in source_words(forced.source)
    assert source_words(forced.source) != RULE_OF_THIS_PROGRAM


def test_every_circumstance_says_something_when_it_is_answered_with_yes(draft: ReferralDesk) -> None:
    for key in Circumstance:
        answer(draft, **{key.value: "yes"})
        assert told(draft, key.value), key
        answer(draft, **{key.value: "no"})
        assert not told(draft, key.value), key


@pytest.mark.req("R-004-37")
@pytest.mark.parametrize("known", ["told", "sign"])
def test_known_fgm_is_reported_personally_by_the_next_working_day(draft: ReferralDesk, known: str) -> None:
    answer(draft, fgm="yes", fgm_stand=known)
    prompt = told(draft, "fgm")[0]
    assert (prompt.level, prompt.done) == (NOW, False)
    assert "personal duty" in prompt.sentence
    assert running(draft)["D-20"] == date(2026, 11, 24)
    answer(draft, fgm_reported_at="2026-11-23T09:10", fgm_police_ref="40/123")
    assert "D-20" not in running(draft)
    assert told(draft, "fgm")[0].done


@pytest.mark.req("R-004-37")
def test_suspected_fgm_follows_child_protection_without_the_duty_clock(draft: ReferralDesk) -> None:
    answer(draft, fgm="yes", fgm_stand="suspected")
    assert "child protection procedures" in told(draft, "fgm")[0].sentence
    assert "D-20" not in running(draft)


def test_a_correction_from_known_to_suspected_stops_the_clock(draft: ReferralDesk) -> None:
    answer(draft, fgm="yes", fgm_stand="told")
    answer(draft, fgm_stand="at_risk")
    assert "D-20" not in running(draft)


@pytest.mark.req("R-004-36")
def test_exploitation_goes_to_the_mash_and_the_police_now(draft: ReferralDesk) -> None:
    answer(draft, exploitation="yes")
    prompt = told(draft, "exploitation")[0]
    assert prompt.level == NOW
    assert "to the MASH and to the police now" in prompt.sentence
    assert prompt.question == "exploitation_mash_at"


@pytest.mark.req("R-004-40")
def test_forced_marriage_is_one_chance_and_nobody_is_alerted(draft: ReferralDesk) -> None:
    answer(draft, forced_marriage="yes")
    assert "one chance" in told(draft, "forced_marriage")[0].sentence
    assert told(draft, "do_not_inform")
    assert alert_nobody(draft.view())
    signs = draft.view().form.question("forced_marriage_signs").choices
    assert len(signs) == 10


@pytest.mark.req("R-004-38")
def test_radicalisation_with_an_immediate_risk_is_for_the_police(draft: ReferralDesk) -> None:
    answer(draft, radicalisation="yes", radicalisation_immediate="yes")
    assert [each.level for each in told(draft, "radicalisation")] == [NOW]
    answer(draft, radicalisation_immediate="no")
    assert "Prevent" in told(draft, "radicalisation")[0].sentence


@pytest.mark.req("R-004-35")
def test_a_missing_looked_after_child_comes_first_and_two_more_dangers_are_considered(draft: ReferralDesk) -> None:
    answer(draft, missing="yes", missing_looked_after="yes")
    levels = {each.sentence[:30]: each.level for each in told(draft, "missing")}
    assert list(levels.values()).count(NOW) == 1
    assert any("Consider forced marriage and FGM" in each.sentence for each in told(draft, "missing"))


@pytest.mark.req("R-004-32")
def test_an_allocated_worker_of_the_disability_service_is_told(draft: ReferralDesk) -> None:
    answer(draft, send="yes", send_worker="Jordan Field")
    assert "share this with that worker" in told(draft, "send")[0].sentence
    answer(draft, send_worker="")
    assert "usual route" in told(draft, "send")[0].sentence


@pytest.mark.req("R-004-34")
def test_youth_justice_goes_through_the_mash(draft: ReferralDesk) -> None:
    answer(draft, youth_justice="yes")
    assert "through the MASH" in told(draft, "youth_justice")[0].sentence


@pytest.mark.req("R-004-42")
def test_a_place_of_local_guidance_is_the_councils_and_an_empty_one_is_not_shown() -> None:
    council = load_profile("luton")
    assert {each.id for each in council.referring.guidance} == {key.value for key in Circumstance}
    assert council.guidance_on("fgm") is None


@pytest.mark.req("R-004-42")
def test_local_guidance_is_named_where_the_council_has_said_where_it_is(draft: ReferralDesk) -> None:
    answer(draft, fgm="yes")
    assert not told(draft, "guidance.fgm")
    council = profile(draft.vault)
    places = tuple(replace(each, where="Intranet, page 12") if each.id == "fgm" else each
                   for each in council.referring.guidance)  # fmt: skip
    save_profile(draft.vault, replace(council, referring=replace(council.referring, guidance=places)))
    assert told(draft, "guidance.fgm")[0].sentence.endswith("at risk of FGM. Intranet, page 12")


@pytest.mark.req("R-004-14")
def test_the_mash_is_in_the_profile() -> None:
    mash = load_profile("luton").referring.mash
    assert (mash.phone, mash.email) == ("01582 547653", "MASH@Luton.gov.uk")


@pytest.mark.req("R-004-44")
def test_the_agencies_of_the_mash_can_be_named_in_consent_b() -> None:
    agencies = {each.id for each in load_profile("luton").referring.agencies}
    assert {"social_care", "police", "gp", "probation", "housing", "education", "youth_offending"} <= agencies


# private fostering ----------------------------------------------------------------------------------------------------

GREAT_AUNT = {
    "private_fostering": "yes", "private_fostering_carer": "great_aunt_uncle", "private_fostering_age": "9",
    "private_fostering_days": "90", "private_fostering_disabled": "no", "private_fostering_from": "2026-11-16",
}  # fmt: skip


@pytest.mark.req("R-004-39")
def test_a_great_aunt_is_a_private_foster_carer_and_the_council_is_to_be_told(draft: ReferralDesk) -> None:
    answer(draft, **GREAT_AUNT)
    assert "This is private fostering" in told(draft, "private_fostering")[0].sentence
    assert running(draft)["D-22"] == date(2026, 11, 18)
    answer(draft, private_fostering_told_on="2026-11-23")
    assert "D-22" not in running(draft)


def test_a_grandmother_is_not_and_no_clock_runs(draft: ReferralDesk) -> None:
    answer(draft, **{**GREAT_AUNT, "private_fostering_carer": "grandparent"})
    assert "is not private fostering" in told(draft, "private_fostering")[0].sentence
    assert "D-22" not in running(draft)


@pytest.mark.req("R-004-39")
def test_visits_come_within_seven_working_days_then_every_six_and_after_a_year_every_twelve_weeks(
    ready: ReferralDesk,
) -> None:
    answer(ready, **GREAT_AUNT)
    ready.to_print()
    ready.send()
    assert running(ready)["D-21"] == date(2026, 12, 2)
    visit = {
        "visited_by": "Jordan Field", "seen_alone": "yes", "parent_contacted": "yes", "worker_details_given": "yes",
        "arrangement_suitable": "yes",
    }  # fmt: skip
    ready.clock.advance(days=7)
    ready.event("visit", {**visit, "visited_on": "2026-11-30"})
    assert running(ready)["D-21"] == date(2027, 1, 11)
    ready.clock.advance(days=365)
    ready.event("visit", {**visit, "visited_on": "2027-11-29"})
    assert running(ready)["D-21"] == date(2028, 2, 21)


def test_a_young_person_to_ask_is_said_aloud_until_she_was_asked(written: ReferralDesk) -> None:
    written.row(CHILD, {"date_of_birth": "2010-05-04"}, row_id=written.child)
    assert [each.done for each in told(written, "young_person")] == [False]
    refused = {"decision": "refused", "given_on": "2026-11-23", "reason": "No."}
    written.consent("young_person", refused, written.child)
    assert [each.done for each in told(written, "young_person")] == [True]


def test_what_presses_comes_first_and_what_is_done_last(draft: ReferralDesk) -> None:
    answer(draft, fgm="yes", fgm_stand="told", young_carer="yes", exploitation="yes")
    answer(draft, exploitation_mash_at="2026-11-23T09:00", exploitation_police_at="2026-11-23T09:05")
    found = prompts(draft.view(), draft.clock.today())
    assert found[0].level == NOW and not found[0].done
    assert found[-1].done
