"""The DCS office at its own window: the notification at an empty desk, the meeting, the LA SPOC, the hand-over."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from spoc_desk.casework import spocs
from spoc_desk.casework.case_lists import case_header
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.handover.desks import set_up_desk
from spoc_desk.casework.handover.looking_in import look_into
from spoc_desk.casework.handover.taking_in import take_in
from spoc_desk.clock import FixedClock
from spoc_desk.domain.contacts import ContactRole
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.records.stores import CASES
from spoc_desk_ui.pages.new_handover import NewHandoverPage
from spoc_desk_ui.tour import moves
from spoc_desk_ui.tour.arrival_words import MEETING, PRESENT
from spoc_desk_ui.tour.stage import REST, Gallery, Script, Stage, Until
from spoc_desk_ui.widgets.marks import Tick
from tests.casework.handover.two_desks import go_on, meet
from tests.factories import PASSWORD, make_vault
from tests.journeys.telling import play, put_away, start_window

_ADD = "Not in the list? Add to the directory"


def _add(stage: Stage, name: str, **answers: str | tuple[str, ...]) -> Script:
    stage.hands.press(_ADD)
    yield REST
    stage.hands.answer(name=name, phone="01632 960123", **answers)
    stage.hands.press("Add and choose")
    yield Until(lambda: stage.hands.sees(_ADD), f"“{name}” was not added")


def _office(stage: Stage, stick: Path) -> Script:
    hands = stage.hands
    yield from moves.unlock(stage, PASSWORD)
    hands.press("Record a notification from UKPPS")
    yield REST
    hands.answer(direction="arrival", subject_kind="family", ukpps_notified_on="today", notified_to="dcs")
    yield from _add(stage, "Dana Hill", job_title="Assistant to the DCS")
    yield from moves.save(stage, "Record the notification")
    yield from moves.part(stage, "Household")
    hands.press("Add a person")
    yield REST
    hands.answer(kind="child", date_of_birth="14 3 2017", sex="female", relationship="child")
    yield from moves.save(stage, "Add this person")
    yield from moves.part(stage, "What now")
    yield from moves.make_move(stage, "Confirm the route", route="child")
    yield from moves.part(stage, "Meetings")
    hands.press("Record a meeting")
    yield REST
    hands.answer(kind="dcs")
    hands.answer(**{**MEETING, "requested_on": "today", "held_time": "09:10"})
    hands.answer_rows("Who was there", PRESENT[:2], "Add a person")
    yield from moves.save(stage, "Record this meeting")
    yield from moves.part(stage, "SPOCs")
    hands.press("Name the LA SPOC")
    yield REST
    yield from _add(stage, "Robin Hale", roles=("LA SPOC",))
    hands.answer(duty="la_spoc", side="children", allocated_by="dcs", allocated_on="today")
    yield from moves.save(stage, "Record the naming")
    yield from _hand_over(stage, stick)


def _hand_over(stage: Stage, stick: Path) -> Script:
    hands, purpose = stage.hands, "She goes on with the case as LA SPOC."
    yield from moves.place(stage, "Hand-over")
    hands.press("Hand over cases")
    yield REST
    page = stage.program.desk.shell.current_page() if stage.program.desk and stage.program.desk.shell else None
    assert isinstance(page, NewHandoverPage)
    assert page.fields["by"].value() == "meetings"  # an office begins with its meeting, and knows one other desk
    [meeting] = page.fields["meeting_ids"].findChildren(Tick)
    hands.click(meeting)
    hands.answer(**{"What is it for, and why may they have it?": purpose})
    hands.press("See what travels")
    yield Until(lambda: hands.sees("Choose the stick and seal"), "nothing to seal is shown")
    page.seal_in(stick)
    yield Until(lambda: hands.reads("is sealed and was read back"), "it was not sealed")


def test_the_office_records_a_notification_and_hands_it_over_to_the_la_spoc(tmp_path: Path, qapp: QApplication) -> None:
    clock, stick = FixedClock(), tmp_path / "stick"
    stick.mkdir()
    office = make_vault(tmp_path / "office", clock, "Asha Brook", frozenset({"dcs_office"}))
    hers = make_vault(tmp_path / "hers", clock, "Robin Hale", frozenset({"la_spoc"}))
    for vault, name, role in ((office, "Office of the DCS", "dcs_office"), (hers, "LA SPOC", "la_spoc")):
        save_profile(vault, load_profile("luton"))
        set_up_desk(vault, name=name, role=role)
    meet(office, hers, "LA SPOC", "la_spoc")
    meet(hers, office, "Office of the DCS", "dcs_office")
    office.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(qapp, "quit", lambda: None)
        program = start_window(qapp, tmp_path / "office", tmp_path / "settings", clock)
        stage = Stage(program, clock, tmp_path / "papers", Gallery())
        try:
            assert play(stage, lambda stage: _office(stage, stick)) == ""
        finally:
            put_away(program)

    [file] = stick.iterdir()
    take_in(hers, look_into(hers, path=file, told=go_on))
    [case] = CASES.find(hers)
    assert case_header(hers, case.id).custody_words == "Taken over from Office of the DCS."
    [named] = spocs.current_la_spocs(hers, case.id)
    assert (named.contact.name, named.contact.roles) == ("Robin Hale", (ContactRole.LA_SPOC,))
    hers.close()
