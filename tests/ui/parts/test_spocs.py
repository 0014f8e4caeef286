"""The two SPOCs on the screen: who they are, whether it is really UKPPS, who can be reached today."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.casework import spocs
from spoc_desk.domain.cases import Route
from spoc_desk.domain.terms import Side
from spoc_desk_ui.parts.spocs import SpocsPart
from spoc_desk_ui.parts.spocs_forms import Wanted, wanted_next
from spoc_desk_ui.widgets.words import Words
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.parts.conftest import ShowPart


def _met(story: Story) -> None:
    story.up_to_meeting()
    story.contact("Jordan Field", roles=("la_spoc",))  # type: ignore[arg-type]  # ticks are a tuple


def _named(story: Story) -> None:
    story.up_to_meeting()
    story.name_spoc()
    story.ukpps_spoc()


def _part(show_part: ShowPart, build: object, qtbot: QtBot) -> SpocsPart:
    part = show_part(SpocsPart, build)
    assert isinstance(part, SpocsPart)
    with qtbot.waitSignal(part.filled, timeout=20_000):
        part.load()
    return part


def _words(part: SpocsPart) -> str:
    return "\n".join(label.text() for label in part.findChildren(Words) if label.isVisible())


def _form(part: SpocsPart, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: part.panel is not None and part.panel.isVisible(), timeout=20_000)


def test_the_la_spoc_is_named_from_the_place_of_the_agenda(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _met, qtbot)
    part.open_record("", "contact_id")
    _form(part, qtbot)
    panel = part.panel
    assert panel is not None
    assert panel.answers()["side"] == "both"
    QTest.keyClicks(QApplication.focusWidget(), "Jordan")
    panel.focus_question("allocated_on")
    QTest.keyClicks(QApplication.focusWidget(), "today")

    panel.submit()
    qtbot.waitUntil(lambda: part.own.model.rowCount() == 1, timeout=20_000)

    assert part.own.row_in_words(0) == "Jordan Field\tLA SPOC\tBoth\tMon 23 Nov 2026"
    qtbot.waitUntil(lambda: "Can be reached today: Jordan Field, LA SPOC" in _words(part), timeout=20_000)


def test_the_la_spoc_is_asked_for_until_each_side_has_one() -> None:
    asked = {
        (Route.CHILD, ()): (True, "children", "dcs"),
        (Route.JOINT, ()): (True, "both", "both"),
        (Route.JOINT, (Side.CHILDREN,)): (True, "adults", "dass"),
        (Route.JOINT, (Side.BOTH,)): (False, "both", "both"),
        (Route.ADULT, (Side.ADULTS,)): (False, "adults", "dass"),
        (None, ()): (True, "", ""),
    }
    assert {key: wanted_next(*key) for key in asked} == {key: Wanted(*named) for key, named in asked.items()}


def _deputy_only(story: Story) -> None:
    _met(story)
    story.name_spoc()
    story.name_spoc(story.contact("Sam Reed"), duty="deputy")
    first = spocs.current_la_spocs(story.vault, story.case_id)[0]
    spocs.end_appointment(story.vault, appointment_id=first.appointment.id)


def test_a_deputy_alone_is_not_the_la_spoc(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _deputy_only, qtbot)
    assert part.name_button.text() == "Name the LA SPOC…"


def test_beside_the_la_spoc_a_deputy_or_cover_is_named(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _named, qtbot)
    assert part.name_button.text() == "Name a deputy or cover…"


def test_a_ukpps_contact_is_not_verified_until_somebody_did_it(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _named, qtbot)
    assert "Not verified" in part.ukpps.row_in_words(0)

    part.open_record("", "identity_verified")
    _form(part, qtbot)
    assert part.panel is not None
    part.panel.set_answer("identity_verified", "call_back")
    assert part.panel.answers()["verified_on"] == "2026-11-23"
    part.panel.submit()

    qtbot.waitUntil(lambda: "\tVerified\t" in part.ukpps.row_in_words(0), timeout=20_000)


def test_an_unverified_contact_warns_that_nothing_changes_hands(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _named, qtbot)

    with qtbot.waitSignal(part.filled, timeout=20_000):
        part.open_record(part.ukpps.model.id_at(0), "")

    assert "No record changes hands before this identity is verified." in _words(part)


def test_a_former_contact_stays_in_the_list(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _named, qtbot)
    part.edit_record(part.ukpps.model.id_at(0), "active_to")
    _form(part, qtbot)
    assert part.panel is not None
    QTest.keyClicks(QApplication.focusWidget(), "today")

    part.panel.submit()

    qtbot.waitUntil(lambda: "\tFormer\t" in part.ukpps.row_in_words(0), timeout=20_000)


def test_an_absence_without_cover_says_that_nobody_can_be_reached(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _named, qtbot)
    part.open_record("", "cover_contact_id")
    _form(part, qtbot)
    assert part.panel is not None
    for name in ("starts_on", "ends_on"):
        part.panel.focus_question(name)
        QTest.keyClicks(QApplication.focusWidget(), "today")

    part.panel.submit()

    qtbot.waitUntil(lambda: "Nobody can be reached on Mon 23 Nov 2026" in _words(part), timeout=20_000)


def test_only_one_list_shows_what_is_open(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _named, qtbot)
    part.own.view.setFocus()
    qtbot.waitUntil(lambda: part.shown_id == part.own.model.id_at(0), timeout=20_000)

    part.ukpps.view.setFocus()
    qtbot.waitUntil(lambda: part.shown_id == part.ukpps.model.id_at(0), timeout=20_000)

    assert not part.own.view.selectionModel().hasSelection()


def test_each_control_has_a_name(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _named, qtbot)
    with qtbot.waitSignal(part.filled, timeout=20_000):
        part.open_record(part.own.model.id_at(0), "")

    assert unnamed(part) == []
