"""Settings: one part at a time, saved with what changed, undone, kept as a draft."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.casework import council
from spoc_desk.casework.history import audit_trail
from spoc_desk.domain.cases import Direction
from spoc_desk.domain.flags import Flag
from spoc_desk.domain.record import CaseId, MemberId, new_id
from spoc_desk.profile.profile import Profile
from spoc_desk.vault.records.stores import FLAGS
from spoc_desk_ui.pages.settings import SECTIONS, SettingsPage
from spoc_desk_ui.settings.days_field import DaysField
from spoc_desk_ui.settings.entries_field import EntriesField
from spoc_desk_ui.settings.profile_section import ProfileSection
from spoc_desk_ui.settings.wording import WordingSection, gap_problem
from spoc_desk_ui.widgets.words import Words
from tests.casework.desk import lay_out
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage


@pytest.fixture
def page(open_desk: OpenDesk, show: ShowPage) -> SettingsPage:
    """Return the settings of a desk without a case."""
    shown = show(SettingsPage(open_desk()), section="council")
    assert isinstance(shown, SettingsPage)
    return shown


def _wait(page: SettingsPage, qtbot: QtBot) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: page._tools.session.idle, timeout=20_000)
    QApplication.processEvents()


def _open(page: SettingsPage, qtbot: QtBot, key: str) -> ProfileSection:
    page.open({"section": key})
    _wait(page, qtbot)
    section = page.section()
    assert isinstance(section, ProfileSection)
    return section


def _type(section: ProfileSection, key: str, text: str) -> None:
    edit = section.fields[key].inner.text_edit()
    edit.setFocus()
    edit.selectAll()  # type: ignore[attr-defined]
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClicks(edit, text)


def _stored(page: SettingsPage, qtbot: QtBot) -> Profile:
    found: list[Profile] = []
    page._tools.session.run(council.profile, found.append)
    _wait(page, qtbot)
    return found[0]


def test_each_section_opens_from_the_list_by_keyboard(page: SettingsPage, qtbot: QtBot) -> None:
    page.sections.setFocus()
    for kind in SECTIONS[1:]:
        QTest.keyClick(page.sections, Qt.Key.Key_Down)
        _wait(page, qtbot)
        assert page.section().key == kind.key
        assert page.sections.hasFocus()
        assert page.open_ids() == {"section": kind.key}


def test_saving_says_what_changed_and_changes_nothing_else(page: SettingsPage, qtbot: QtBot) -> None:
    before = _stored(page, qtbot)
    section = _open(page, qtbot, "council")
    assert section.changes.text() == "Nothing changed" and not section.save_button.isEnabled()

    _type(section, "dcs_phone", "0300 000 0199")
    assert section.changes.text() == "You changed: phone, Children's services"
    with qtbot.waitSignal(page.toast_requested) as toast:
        assert page.save_requested()
    _wait(page, qtbot)

    after = _stored(page, qtbot)
    assert toast.args[0] == "Saved: phone, Children's services"
    assert after.dcs_office.phone == "0300 000 0199"
    assert (after.templates, after.own_area, after.systems) == (before.templates, before.own_area, before.systems)
    assert section.changes.text() == "Nothing changed"


def test_saving_can_be_undone(page: SettingsPage, qtbot: QtBot) -> None:
    section = _open(page, qtbot, "council")
    _type(section, "short_name", "Another")
    with qtbot.waitSignal(page.toast_requested) as toast:
        page.save_requested()

    toast.args[1]()
    _wait(page, qtbot)

    assert _stored(page, qtbot).short_name == "Luton"
    assert section.text("short_name") == "Luton"


def test_what_is_wrong_is_said_beside_the_field(page: SettingsPage, qtbot: QtBot) -> None:
    section = _open(page, qtbot, "council")
    _type(section, "dcs_email", "dcs office")

    page.save_requested()

    assert section.fields["dcs_email"].error == "Enter an e-mail address such as office@example.gov.uk"
    assert _stored(page, qtbot).dcs_office.email == "dcs.office@luton.gov.uk"


def test_half_typed_settings_come_back(page: SettingsPage, qtbot: QtBot, show: ShowPage) -> None:
    section = _open(page, qtbot, "council")
    _type(section, "short_name", "Half ty")
    page.keep_text()
    _wait(page, qtbot)

    again = SettingsPage(page._tools)
    qtbot.addWidget(again)
    again.show()
    found = _open(again, qtbot, "council")

    assert found.text("short_name") == "Half ty"
    assert found.changes.text() == "You changed: Short name"
    found.back_button.click()
    assert found.text("short_name") == "Luton"


def test_the_words_of_our_own_area_are_explained_and_checked(page: SettingsPage, qtbot: QtBot) -> None:
    section = _open(page, qtbot, "own_area")
    shown = [label.text() for label in section.findChildren(Words) if label.isVisible()]
    assert any("The words on this page pass it" in words for words in shown)

    _type(section, "outcodes", "lu1, LU2, Luton")
    page.save_requested()
    assert "“LUTON” is not the first half of a postcode" in section.fields["outcodes"].error
    _type(section, "outcodes", "lu1, LU2,lu2")
    page.save_requested()
    _wait(page, qtbot)

    assert _stored(page, qtbot).own_area.outcodes == ("LU1", "LU2")
    assert _stored(page, qtbot).own_area.names[0] == "Luton"


def test_the_council_chooses_to_tell_schools_in_holidays_too(page: SettingsPage, qtbot: QtBot) -> None:
    section = _open(page, qtbot, "relay")
    assert not _stored(page, qtbot).relay.every_day
    section.fields["every_day"].set_value("yes")
    page.save_requested()
    _wait(page, qtbot)
    assert _stored(page, qtbot).relay.every_day


def test_a_number_out_of_bounds_is_refused(page: SettingsPage, qtbot: QtBot) -> None:
    section = _open(page, qtbot, "clocks")
    _type(section, "lock_after_minutes", "90")

    page.save_requested()
    assert section.fields["lock_after_minutes"].error == "Enter a number of minutes from 1 to 15"
    _type(section, "lock_after_minutes", "3")
    page.save_requested()
    _wait(page, qtbot)

    assert _stored(page, qtbot).clocks.lock_after_minutes == 3


def test_which_numbers_figures_hide_is_one_of_three_and_an_event_of_its_own(page: SettingsPage, qtbot: QtBot) -> None:
    section = _open(page, qtbot, "figures")
    options = section.fields["small_numbers"].inner
    assert options.value() == "7" and unnamed(section) == []
    options._options["10"].click()  # type: ignore[attr-defined]
    page.save_requested()
    _wait(page, qtbot)

    acts: list[str] = []
    page._tools.session.run(lambda vault: [line.act for line in audit_trail(vault, limit=1).lines], acts.extend)
    assert _stored(page, qtbot).small_numbers == 10
    assert acts == [council.HID_OTHERWISE]


def test_a_system_in_use_is_renamed_but_not_removed(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    def flagged(story: Story) -> None:
        desk = lay_out(story.vault, story.clock, Direction.ARRIVAL)
        with story.vault.transaction("test") as tx:
            flag = Flag(
                id=new_id(), case_id=CaseId(desk.case_id), member_id=MemberId(desk.children[0]), system="education"
            )
            FLAGS.insert(tx, flag)

    page = show(SettingsPage(open_desk(flagged)), section="systems")
    assert isinstance(page, SettingsPage)
    section = _open(page, qtbot, "systems")
    entries = section.fields["systems"].inner
    assert isinstance(entries, EntriesField)
    place = [line.entry_id for line in entries.lines()].index("education")
    entries.lines()[place].remove.click()
    page.save_requested()
    _wait(page, qtbot)
    shown = [button.text() for button in section.findChildren(type(section.save_button)) if button.isVisible()]
    shown += [label.text() for label in section.findChildren(Words) if label.isVisible()]
    assert any("“Education” stays in the list: 1 flag names it." in words for words in shown)

    section.back_button.click()
    line = entries.lines()[place]
    line.words.setFocus()
    line.words.selectAll()
    QTest.keyClicks(line.words, "Schools")
    page.save_requested()
    _wait(page, qtbot)
    assert _stored(page, qtbot).system_label("education") == "Schools"


def test_a_new_service_gets_an_id_of_its_own(page: SettingsPage, qtbot: QtBot) -> None:
    section = _open(page, qtbot, "services")
    entries = section.fields["services"].inner
    assert isinstance(entries, EntriesField)

    entries.focusProxy().click()  # type: ignore[attr-defined]
    QTest.keyClicks(entries.lines()[-1].words, "Young carers' service")
    page.save_requested()
    _wait(page, qtbot)

    assert _stored(page, qtbot).service_label("young_carers_service") == "Young carers' service"


def test_an_entry_twice_is_refused(page: SettingsPage, qtbot: QtBot) -> None:
    section = _open(page, qtbot, "systems")
    entries = section.fields["systems"].inner
    assert isinstance(entries, EntriesField)
    entries.lines()[0].words.setText("GP")
    entries.edited.emit()

    page.save_requested()

    assert section.fields["systems"].error == "“GP” is in the list twice. Change one of the two"


@pytest.mark.parametrize(
    ("text", "known", "said"),
    [
        ("Ask {la_spoc}.", ("la_spoc",), ""),
        ("Ask {dcs}.", ("la_spoc",), "the program cannot fill in {dcs}. Use only {la_spoc}"),
        ("Ask {la_spoc}.", (), "the program cannot fill in {la_spoc}. This wording has no gaps"),
        ("Ask {la_spoc.", ("la_spoc",), "a brace stands alone. Write gaps as {word}"),
        ("  ", ("la_spoc",), "enter the wording, or restore the shipped one"),
    ],
)
def test_a_gap_the_program_cannot_fill_is_refused(text: str, known: tuple[str, ...], said: str) -> None:
    assert gap_problem(text, known) == said


def test_a_place_in_the_wording_is_seen_while_it_is_typed(page: SettingsPage, qtbot: QtBot) -> None:
    section = _open(page, qtbot, "wording")
    assert isinstance(section, WordingSection)
    _type(section, "t4_pass_on", "Do not call the school in Whitby. Ask {la_spoc}.")

    words = section.fields["t4_pass_on"]
    qtbot.waitUntil(lambda: any("▲" in label.text() for label in words.findChildren(Words)), timeout=20_000)
    assert not section.restore_buttons["t4_pass_on"].isHidden()
    assert section.restore_buttons["t2_arrival"].isHidden()
    section.restore_buttons["t4_pass_on"].click()

    assert section.changes.text() == "Nothing changed"
    assert section.restore_buttons["t4_pass_on"].isHidden()


def test_an_extra_day_off_no_longer_counts(page: SettingsPage, qtbot: QtBot) -> None:
    section = _open(page, qtbot, "holidays")
    days = section.fields["days"].inner
    assert isinstance(days, DaysField)
    for typed, said in (("3 5 2027", "is a bank holiday already"), ("1 5 2027", "is at a weekend")):
        days.day.set_typed(typed)
        QTest.keyClick(days.day.line, Qt.Key.Key_Return)
        days.add.click()
        assert any(said in label.text() for label in days.findChildren(Words) if not label.isHidden())

    days.day.set_typed("4 5 2027")
    days.add.click()
    page.save_requested()
    _wait(page, qtbot)

    found: list[object] = []
    page._tools.session.run(council.calendar, found.append)
    _wait(page, qtbot)
    assert _stored(page, qtbot).extra_holidays == ("2027-05-04",)
    assert not found[0].is_working_day(council.date(2027, 5, 4))  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", [kind.key for kind in SECTIONS])
def test_every_control_of_every_section_has_a_name(page: SettingsPage, qtbot: QtBot, key: str) -> None:
    page.open({"section": key})
    _wait(page, qtbot)

    assert unnamed(page) == []
