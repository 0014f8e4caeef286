"""Check answers: each trouble jumps to its field, every answer can be changed, and she comes back."""

from PySide6.QtCore import Qt

from spoc_desk_ui.pages.referral import ReferralPage
from spoc_desk_ui.referral.check_answers import CheckAnswers
from spoc_desk_ui.referral.check_rows import CheckRow, Look
from tests.casework.referrals.desk import ReferralDesk
from tests.ui.referral.desk_page import DeskPage, MakePage


def _rows(desk: DeskPage) -> tuple[CheckRow, ...]:
    section = desk.section
    assert isinstance(section, CheckAnswers)
    return section.list.lines.rows


def _stand_on(desk: DeskPage, row: CheckRow) -> None:
    section = desk.section
    assert isinstance(section, CheckAnswers)
    section.list.setCurrentIndex(section.list.lines.index(_rows(desk).index(row)))


def test_the_summary_stands_on_top_and_has_the_focus(make_page: MakePage) -> None:
    desk = make_page(section="check")
    assert _rows(desk)[0].look is Look.WRONG_HEAD
    assert "things to put right" in _rows(desk)[0].label
    assert desk.focus.accessibleName().startswith("Answers of this referral")


def test_enter_on_a_trouble_goes_to_its_field_and_saving_comes_back(make_page: MakePage) -> None:
    desk = make_page(ReferralPage, "written", lambda made: made.save("reason", {"impact": ""}), section="check")
    trouble = next(each for each in _rows(desk) if each.look is Look.WRONG)
    assert "What is the impact on the child?" in trouble.label
    _stand_on(desk, trouble)
    desk.press(Qt.Key.Key_Return)
    assert desk.section.key == "reason"
    assert desk.editor.focused_question() == "impact"
    assert desk.editor.fields["impact"].field.error
    assert "go back to the check" in desk.workspace.frame.save_button.text()
    desk.answer("impact", "She falls asleep.")
    desk.save()
    assert desk.section.key == "check"
    assert not [each for each in _rows(desk) if each.look is Look.WRONG]
    assert _rows(desk)[0].look is Look.WELL


def test_a_trouble_of_a_child_opens_that_child(make_page: MakePage) -> None:
    def prepare(desk: ReferralDesk) -> None:
        desk.row("referral_child", {"interpreter": ""}, desk.child)

    desk = make_page(ReferralPage, "written", prepare, section="check")
    trouble = next(each for each in _rows(desk) if each.look is Look.WRONG)
    _stand_on(desk, trouble)
    desk.press(Qt.Key.Key_Return)
    assert desk.section.key == "children"
    assert desk.editor.focused_question() == "interpreter"
    desk.answer("interpreter", "no")
    desk.save()
    assert [row.text("interpreter") for row in desk.view().children] == ["no"]


def test_every_answer_has_a_way_to_change_it(make_page: MakePage) -> None:
    desk = make_page(ReferralPage, "written", section="check")
    answers = [each for each in _rows(desk) if each.look is Look.ANSWER]
    assert len(answers) > 40
    assert all(each.leads for each in answers)
    row = next(each for each in answers if each.label == "Your role")
    assert row.words == "Pastoral lead"
    assert row.spoken == "Your role: Pastoral lead. Change"
    _stand_on(desk, row)
    desk.press(Qt.Key.Key_Return)
    assert desk.editor.focused_question() == "referrer_role"


def test_answers_that_are_not_asked_any_more_are_listed_and_kept(make_page: MakePage) -> None:
    def prepare(desk: ReferralDesk) -> None:
        desk.save("views", {"child_views_obtained": "no", "child_views_why_not": "Too young to be asked."})

    desk = make_page(ReferralPage, "written", prepare, section="check")
    rows = _rows(desk)
    kept = rows[rows.index(CheckRow(Look.SECTION, "Kept, but not asked any more")) :]
    assert any(each.words == "She would like breakfast at home." for each in kept)
    assert desk.view().text("child_views") == "She would like breakfast at home."


def test_what_is_typed_and_not_saved_is_said(make_page: MakePage) -> None:
    desk = make_page(ReferralPage, "written", section="strengths")
    desk.answer("family_network", "An aunt next door.")
    desk.page.keep_text()
    desk.go("check")
    assert any("Strengths" in each.label and "not saved yet" in each.label for each in _rows(desk))


def test_after_sending_nothing_can_be_changed_here(make_page: MakePage) -> None:
    desk = make_page(ReferralPage, "sent", section="check")
    assert not any(each.leads for each in _rows(desk))
    assert _rows(desk)[0].label == "These answers are read only now"


def test_a_section_nobody_began_is_one_line(make_page: MakePage) -> None:
    desk = make_page(section="check")
    lines = [each.label for each in _rows(desk) if each.look is Look.WRONG]
    assert sum("Referrer" in each for each in lines) == 1
