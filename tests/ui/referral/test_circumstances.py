"""Special circumstances: what an answer makes urgent is said at once, below the question."""

import pytest

from spoc_desk_ui.pages.referral import ReferralPage
from spoc_desk_ui.referral.circumstances import CircumstancesSection
from spoc_desk_ui.referral.informing import InformingSection
from tests.ui.referral.desk_page import DeskPage, MakePage


def _prompts(desk: DeskPage) -> dict[str, str]:
    """Return what is said on the page, by circumstance."""
    section = desk.section
    assert isinstance(section, CircumstancesSection)
    assert section.prompts is not None
    return {
        key: sentence
        for key, sentence in section.prompts.blocks
        if not section.prompts.blocks[key, sentence].isHidden()
    }


@pytest.mark.req("R-004-37")
def test_known_fgm_says_the_personal_duty_and_its_clock(make_page: MakePage) -> None:
    desk = make_page(section="circumstances")
    desk.answer("fgm", "yes")
    assert "FGM is suspected" in _prompts(desk)["fgm"]
    desk.answer("fgm_stand", "told")
    assert "You have a personal duty: report to the police" in _prompts(desk)["fgm"]
    block = next(block for (key, _), block in desk.section.prompts.blocks.items() if key == "fgm")  # type: ignore[attr-defined]
    said = " ".join(each.text() for each in block.findChildren(type(desk.workspace.frame._title)))
    assert "by the close of Tue 24 Nov 2026" in said


def test_the_prompt_goes_when_the_answer_is_taken_back(make_page: MakePage) -> None:
    desk = make_page(section="circumstances")
    desk.answer("exploitation", "yes")
    assert "Speak to the MASH and to the police now" in _prompts(desk)["exploitation"]
    desk.answer("exploitation", "no")
    assert "exploitation" not in _prompts(desk)


@pytest.mark.req("R-004-36")
def test_exploitation_is_done_when_mash_and_police_were_told(make_page: MakePage) -> None:
    desk = make_page(section="circumstances")
    desk.answer("exploitation", "yes")
    for question in ("exploitation_mash_at", "exploitation_police_at"):
        desk.answer(question, "2026-11-23T09:10")
    block = next(block for (key, _), block in desk.section.prompts.blocks.items() if key == "exploitation")  # type: ignore[attr-defined]
    assert block.prompt.done


@pytest.mark.req("R-004-39")
@pytest.mark.parametrize(
    ("carer", "finding"),
    [
        ("great_aunt_uncle", "This is private fostering"),
        ("cousin", "This is private fostering"),
        ("grandparent", "this is not private fostering"),
        ("uncle_aunt", "this is not private fostering"),
    ],
)
def test_the_calculator_tells_who_counts(make_page: MakePage, carer: str, finding: str) -> None:
    desk = make_page(section="circumstances")
    for question, answer in (
        ("private_fostering", "yes"),
        ("private_fostering_carer", carer),
        ("private_fostering_age", "12"),
        ("private_fostering_days", "40"),
        ("private_fostering_disabled", "no"),
    ):
        desk.answer(question, answer)
    assert finding in _prompts(desk)["private_fostering"]


def test_while_something_is_unknown_the_calculator_asks_for_it(make_page: MakePage) -> None:
    desk = make_page(section="circumstances")
    desk.answer("private_fostering", "yes")
    assert "Find out what the carer is to the child" in _prompts(desk)["private_fostering"]


@pytest.mark.req("R-004-40")
def test_forced_marriage_is_one_chance_with_ten_signs_and_nobody_is_informed(make_page: MakePage) -> None:
    desk = make_page(section="circumstances")
    desk.answer("forced_marriage", "yes")
    assert "You may have one chance" in _prompts(desk)["forced_marriage"]
    assert len(desk.editor.fields["forced_marriage_signs"].question.choices) == 10
    assert desk.editor.fields["forced_marriage_signs"].isVisible()
    desk.save()
    desk.go("informing")
    section = desk.section
    assert isinstance(section, InformingSection)
    assert section.notice is not None
    assert section.notice.isVisible()
    assert desk.editor.answers()["told"] == "no"
    assert desk.editor.answers()["not_told_reason"] == "do_not_alert"


def test_without_such_a_reason_informing_starts_empty(make_page: MakePage) -> None:
    desk = make_page(section="informing")
    assert desk.editor.answers()["told"] == ""


@pytest.mark.req("R-004-33")
def test_the_young_carer_question_is_always_asked(make_page: MakePage) -> None:
    desk = make_page(section="circumstances")
    assert desk.editor.fields["young_carer"].isVisible()
    assert desk.editor.fields["young_carer"].question.required


def test_what_now_says_the_urgent_first_and_leads_to_the_answer(make_page: MakePage) -> None:
    desk = make_page(
        ReferralPage,
        "draft",
        lambda made: made.save("circumstances", {"fgm": "yes", "fgm_stand": "sign", "young_carer": "yes"}),
    )
    prompts = desk.section.prompts  # type: ignore[attr-defined]
    assert prompts[0].prompt.level == "now"
    prompts[0].button.click()
    desk.settle()
    assert desk.section.key == "circumstances"
    assert desk.editor.focused_question().startswith("fgm")
