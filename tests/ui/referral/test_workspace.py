"""The workspace of a referral: saved as typed, kept over everything, one section after the other, by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from spoc_desk.casework.referrals.moves import mark_printed, ready_for_consent, ready_to_send
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.domain.referrals import ReferralState
from spoc_desk_ui.pages.referral import ReferralPage
from spoc_desk_ui.referral.rows_section import RowsSection
from spoc_desk_ui.referral.stop_page import StopPage
from tests.casework.referrals.desk import CHILD_ANSWERS, ReferralDesk
from tests.ui.accessible import unnamed
from tests.ui.referral.desk_page import DeskPage, MakePage

CONTROL = Qt.KeyboardModifier.ControlModifier


class TestTaskList:
    def test_says_in_words_how_far_each_section_is(self, make_page: MakePage) -> None:
        desk = make_page(ReferralPage, "written")
        assert desk.words("reason") == "In progress"
        assert desk.words("attachments") == "Not yet started"
        assert desk.words("what_now") == "Draft"

    def test_a_section_that_needs_people_cannot_start_yet(self, make_page: MakePage) -> None:
        assert make_page().words("consent_a").startswith("Cannot start yet")

    def test_enter_opens_and_the_arrows_only_move(self, make_page: MakePage) -> None:
        desk = make_page()
        desk.press(Qt.Key.Key_F6)
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Down)
        assert desk.section.key == "what_now"
        desk.press(Qt.Key.Key_Return)
        assert desk.section.key == "type"

    def test_control_and_page_down_goes_through_the_sections(self, make_page: MakePage) -> None:
        desk = make_page(section="type")
        desk.press(Qt.Key.Key_PageDown, CONTROL)
        assert desk.section.key == "referrer"
        desk.press(Qt.Key.Key_PageUp, CONTROL)
        assert desk.section.key == "type"


class TestSaving:
    def test_nothing_is_checked_and_the_next_section_opens(self, make_page: MakePage) -> None:
        desk = make_page(section="referrer")
        desk.answer("referrer_email", "not an address")
        desk.answer("referrer_at", "soon")
        desk.save()
        assert desk.section.key == "children"
        assert desk.view().text("referrer_email") == "not an address"
        assert desk.view().text("referrer_at") == "soon"
        desk.go("referrer")
        assert desk.editor.answers()["referrer_at"] == "soon"

    def test_a_day_that_is_none_comes_back_as_typed(self, make_page: MakePage) -> None:
        desk = make_page(section="informing")
        desk.answer("told", "yes")
        desk.answer("told_on", "last Tuesday or so")
        desk.save()
        desk.go("informing")
        assert desk.editor.answers()["told_on"] == "last Tuesday or so"
        assert not desk.editor.is_changed

    def test_her_own_tick_completes_a_section_and_saves_it(self, make_page: MakePage) -> None:
        desk = make_page(section="strengths")
        desk.answer("strengths_text", "She likes school.")
        desk.qtbot.mouseClick(desk.workspace.frame.tick, Qt.MouseButton.LeftButton)
        desk.settle()
        assert desk.words("strengths") == "Completed"
        assert desk.view().text("strengths_text") == "She likes school."

    def test_an_emptied_answer_is_gone(self, make_page: MakePage) -> None:
        desk = make_page(ReferralPage, "written", section="strengths")
        desk.answer("strengths_text", "")
        desk.save()
        assert "strengths_text" not in desk.view().answers

    def test_control_s_saves_and_stays(self, make_page: MakePage) -> None:
        desk = make_page(section="strengths")
        desk.answer("family_network", "An aunt next door.")
        assert desk.page.save_requested()
        desk.settle()
        assert desk.section.key == "strengths"
        assert desk.view().text("family_network") == "An aunt next door."


class TestKeptText:
    def test_leaving_without_saving_keeps_it_apart_and_says_so(self, make_page: MakePage) -> None:
        desk = make_page(section="strengths")
        desk.qtbot.keyClicks(desk.focus, "She likes")
        desk.press(Qt.Key.Key_PageDown, CONTROL)
        assert desk.words("strengths") == "Typed, not saved"
        assert desk.view().text("strengths_text") == ""

    def test_it_is_back_in_a_new_window(self, make_page: MakePage) -> None:
        desk = make_page(section="strengths")
        desk.qtbot.keyClicks(desk.focus, "She likes")
        desk.page.keep_text()
        desk.settle()
        again = type(desk.page)(_tools_again(desk))
        desk.qtbot.addWidget(again)
        other = DeskPage(again, desk.session, desk.referral_id, desk.qtbot)
        again.show()
        other.go("strengths")
        assert other.editor.answers()["strengths_text"] == "She likes"
        other.press(Qt.Key.Key_F6)
        assert again.save_requested()
        other.settle()
        assert other.words("strengths") == "In progress"
        assert other.view().text("strengths_text") == "She likes"

    def test_another_change_to_the_referral_does_not_touch_what_is_typed(self, make_page: MakePage) -> None:
        desk = make_page(section="strengths")
        desk.qtbot.keyClicks(desk.focus, "She likes")
        desk.session.change(
            lambda vault: ReferralDesk(vault, vault.clock, desk.referral_id).save("type", {"urgency": "urgent"})
        )
        desk.settle()
        assert desk.editor.answers()["strengths_text"] == "She likes"


class TestPeople:
    def test_fourteen_children_are_fourteen_lines(self, make_page: MakePage) -> None:
        def prepare(desk: ReferralDesk) -> None:
            for number in range(14):
                desk.row("referral_child", {**CHILD_ANSWERS, "given_names": f"Maja {number}"})

        desk = make_page(ReferralPage, "draft", prepare, section="children")
        assert isinstance(desk.section, RowsSection)
        assert desk.section.list is not None
        assert len(desk.section.list.lines) == 14
        assert unnamed(desk.page) == []

    def test_a_child_is_added_by_keyboard(self, make_page: MakePage) -> None:
        desk = make_page(section="children")
        assert desk.page.new_requested()
        desk.settle()
        desk.qtbot.keyClicks(desk.focus, "Nowak")
        desk.press(Qt.Key.Key_Tab)
        desk.qtbot.keyClicks(desk.focus, "Maja")
        desk.save()
        assert [row.name for row in desk.view().children] == ["Maja Nowak"]
        assert desk.section.key == "children"
        assert desk.focus.accessibleName() == "Change Maja Nowak"

    def test_a_child_in_which_nothing_is_answered_is_not_made(self, make_page: MakePage) -> None:
        desk = make_page(section="children")
        desk.page.new_requested()
        desk.settle()
        desk.save()
        assert desk.view().children == ()

    def test_save_and_another_begins_the_next(self, make_page: MakePage) -> None:
        desk = make_page(section="children")
        desk.page.new_requested()
        desk.settle()
        desk.answer("given_names", "Maja")
        assert isinstance(desk.section, RowsSection)
        assert desk.section.page is not None
        desk.section.page.another_button.click()
        desk.settle()
        assert desk.editor.answers()["given_names"] == ""
        assert len(desk.view().children) == 1

    def test_removed_by_mistake_comes_back_whole(self, make_page: MakePage) -> None:
        desk = make_page(ReferralPage, "draft", _one_child, section="children")
        before = desk.view().children
        desk.press(Qt.Key.Key_Delete)
        assert desk.view().children == ()
        words, undo = desk.toasts[-1]
        assert words == "Child removed"
        assert undo is not None
        undo()
        desk.settle()
        assert [row.answers for row in desk.view().children] == [row.answers for row in before]

    def test_escape_leaves_and_what_was_typed_is_kept(self, make_page: MakePage) -> None:
        desk = make_page(ReferralPage, "draft", _one_child, section="children")
        desk.press(Qt.Key.Key_Return)
        desk.answer("known_as", "Majka")
        desk.press(Qt.Key.Key_Escape)
        assert desk.words("children") == "Typed, not saved"
        desk.press(Qt.Key.Key_Return)
        desk.settle()
        assert desk.editor.answers()["known_as"] == "Majka"


class TestOffers:
    def test_what_is_known_says_where_from_and_is_taken_with_one_press(self, make_page: MakePage) -> None:
        desk = make_page(section="referrer")
        section = desk.section
        offers = section.offers
        assert "referrer_name" in offers.lines
        assert "your name at this desk" in offers.lines["referrer_name"].offer.from_where
        offers.lines["referrer_name"].take.click()
        desk.save()
        assert desk.view().text("referrer_name")

    def test_what_she_leaves_is_not_offered_again(self, make_page: MakePage) -> None:
        desk = make_page(section="referrer")
        desk.section.offers.lines["referrer_name"].leave.click()
        desk.go("type")
        desk.go("referrer")
        assert "referrer_name" not in desk.section.offers.lines


class TestAfterPrinting:
    def test_a_change_voids_the_paper_and_the_page_says_so_before(self, make_page: MakePage) -> None:
        desk = make_page(ReferralPage, "ready", _print, section="strengths")
        assert "Version 1 is printed" in desk.workspace.frame.notice.words
        desk.answer("strengths_text", "More than was printed.")
        desk.save()
        referral = desk.view().referral
        assert (referral.state, referral.form_version) == (ReferralState.READY_TO_SEND, 2)

    def test_what_was_sent_is_read_only(self, make_page: MakePage) -> None:
        desk = make_page(ReferralPage, "sent", section="strengths")
        assert not desk.workspace.frame.save_button.isVisible()
        assert not isinstance(desk.section, RowsSection)
        assert "She likes school" in " ".join(_labels(desk))


class TestRestricted:
    def test_the_stop_page_says_the_one_sentence_and_nothing_else(self, make_page: MakePage) -> None:
        desk = make_page(ReferralPage, "draft", _restricted_child, section="children")
        stop = desk.page.findChild(StopPage)
        assert stop is not None
        assert stop.isVisible()
        said = " ".join(_labels(desk))
        assert "Restricted record" in said
        assert "contact the office of the DCS or DASS before sending" in said.replace("Contact", "contact")
        for word in ("relocation", "UKPPS", "staff", "adoption", "match"):
            assert word not in said

    def test_earlier_places_are_not_asked_of_a_child_who_is_restricted(self, make_page: MakePage) -> None:
        desk = make_page(ReferralPage, "draft", _restricted_child, section="children")
        stop = desk.page.findChild(StopPage)
        assert stop is not None
        stop.go_on.click()
        desk.settle()
        desk.go("children", desk.view().children[0].id)
        asked = set(desk.editor.fields)
        assert asked.isdisjoint({"previous_address", "previous_school", "previous_gp", "place_of_birth"})
        desk.go("reason")
        assert "do not describe any past area" in desk.workspace.frame.notice.words


def _one_child(desk: ReferralDesk) -> None:
    desk.row("referral_child", CHILD_ANSWERS)


def _print(desk: ReferralDesk) -> None:
    ready_for_consent(desk.vault, referral_id=desk.id)
    ready_to_send(desk.vault, referral_id=desk.id)
    mark_printed(desk.vault, referral_id=desk.id)


def _restricted_child(desk: ReferralDesk) -> None:
    add_record(
        desk.vault,
        answers={
            "given_name": "Maja",
            "family_name": "Nowak",
            "date_of_birth": "2017-05-04",
            "kind": "staff_family",
        },
    )
    desk.row("referral_child", CHILD_ANSWERS)


def _labels(desk: DeskPage) -> list[str]:
    return [each.text() for each in desk.page.findChildren(QLabel) if each.isVisible()]


def _tools_again(desk: DeskPage) -> object:
    return desk.workspace.tools
