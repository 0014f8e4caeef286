"""Every section of a referral, light and dark, at 100 and 200 %: each control has a name, no word is cut."""

import pytest
from PySide6.QtCore import QPoint, Qt

from spoc_desk_ui.forms.moment_field import MomentField
from spoc_desk_ui.pages.new_referral import NewReferralPage
from spoc_desk_ui.pages.referral import ReferralPage
from spoc_desk_ui.pages.referrals import ReferralsPage
from spoc_desk_ui.referral.sections import CHECK, TRACKING, WHAT_NOW
from spoc_desk_ui.theme import Look, Theme
from spoc_desk_ui.widgets.marks import Option, Tick
from spoc_desk_ui.widgets.words import Words
from tests.casework.referrals.desk import ReferralDesk
from tests.ui.accessible import unnamed
from tests.ui.referral.desk_page import DeskPage, MakePage
from tests.ui.test_every_page import cut

LONG = "Maximiliana-Alexandrina Featherstonehaugh-Cholmondeley-Wriothesley"


def _urgent(made: ReferralDesk) -> None:
    made.row("referral_child", {"given_names": LONG, "family_name": LONG, "date_of_birth": "2010-01-01"})
    made.save(
        "circumstances",
        {
            "fgm": "yes",
            "fgm_stand": "told",
            "exploitation": "yes",
            "private_fostering": "yes",
            "forced_marriage": "yes",
        },
    )


def _faults(desk: DeskPage, name: str) -> dict[str, list[str]]:
    desk.settle()  # long words are laid out in a second step
    marks = [*desk.page.findChildren(Tick), *desk.page.findChildren(Option)]
    whole = {each.text() for each in marks if each.heightForWidth(each.width()) <= each.height()}
    short = [each for each in cut(desk.page) if each not in whole]
    found = {f"{name}: no name": unnamed(desk.page), f"{name}: cut": short}
    return {key: value for key, value in found.items() if value}


@pytest.mark.parametrize(("look", "percent"), [(Look.LIGHT, 100), (Look.HIGH_CONTRAST, 125), (Look.DARK, 200)])
def test_every_section(make_page: MakePage, theme: Theme, look: Look, percent: int) -> None:
    theme.use(look)
    theme.set_percent(percent)
    desk = make_page(ReferralPage, "written", _urgent)
    sections = [each.id for each in desk.view().sections]
    faults: dict[str, list[str]] = {}
    for key in (WHAT_NOW, *sections, CHECK, TRACKING):
        desk.go(key)
        assert desk.section.key == key
        faults |= _faults(desk, key)
    desk.go("children", desk.view().children[0].id)
    faults |= _faults(desk, "one child")
    desk.workspace.space.show_list()
    desk.settle()
    faults |= _faults(desk, "the list of sections")
    assert faults == {}


@pytest.mark.parametrize(("look", "percent"), [(Look.LIGHT, 100), (Look.DARK, 200)])
def test_the_list_and_the_questions(make_page: MakePage, theme: Theme, look: Look, percent: int) -> None:
    theme.use(look)
    theme.set_percent(percent)
    desk = make_page(ReferralsPage, "sent")
    assert _faults(desk, "list") == {}
    other = make_page(NewReferralPage, "empty")
    assert isinstance(other.page, NewReferralPage)
    faults: dict[str, list[str]] = {}
    for answers in (
        {"immediate_danger": "yes"},
        {"immediate_danger": "no", "allocated_worker": "yes"},
        {"immediate_danger": "no", "allocated_worker": "no", "need_level": "ADD"},
        {"immediate_danger": "no", "allocated_worker": "no", "need_level": "SPE"},
    ):
        for question, answer in answers.items():
            other.page.questions.fields[question].set_value(answer)
        other.page.questions.changed.emit()
        other.settle()
        faults |= _faults(other, str(answers))
    assert faults == {}


@pytest.mark.parametrize("percent", [100, 200])
def test_the_examples_of_a_day_and_its_time_stand_on_one_line_below_both(
    make_page: MakePage, theme: Theme, percent: int
) -> None:
    theme.set_percent(percent)
    desk = make_page(ReferralPage, "written", lambda made: made.save("before_start", {"immediate_danger": "yes"}))
    desk.page.resize(1176, 728)  # what 1366 x 768 leaves beside the rail
    desk.go("before_start")
    desk.settle()
    field = next(each for each in desk.page.findChildren(MomentField) if each.isVisible())
    (words,) = [each for each in field.findChildren(Words) if each.text().startswith("For example")]
    assert words.height() < 2 * words.fontMetrics().height()
    assert field.time_edit().mapTo(field, field.time_edit().rect().bottomLeft()).y() < words.mapTo(field, QPoint()).y()
    field.text_edit().setFocus()
    desk.qtbot.keyClick(field.text_edit(), Qt.Key.Key_Tab)
    assert field.time_edit().hasFocus()
