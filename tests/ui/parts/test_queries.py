"""Questions on the screen: recorded, answered with the right words, taken to the UKPPS SPOC."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from spoc_desk.casework import queries
from spoc_desk.domain.queries import QueryRoute
from spoc_desk.vault.records.stores import CONCERNS, QUERIES
from spoc_desk_ui.forms.record_view import RecordView
from spoc_desk_ui.parts.queries import QueriesPart
from spoc_desk_ui.parts.reply_words import ReplyWords
from tests.casework.desk import Desk
from tests.ui.accessible import unnamed
from tests.ui.parts.conftest import AtDesk
from tests.ui.parts.host import Host

ENTER = Qt.Key.Key_Return


def _asked(desk: Desk) -> None:
    answers = {
        "received_on": "2026-11-17", "method": "phone", "asked_by": desk.health, "via_flag": "yes",
        "question": "Is the last check known?", "direct_contact_attempted": "no",
    }  # fmt: skip
    queries.record_query(desk.vault, answers=answers, case_id=desk.case_id)


def _part(host: Host) -> QueriesPart:
    assert isinstance(host.part, QueriesPart)
    return host.part


def _stand_on_first(host: Host) -> str:
    _part(host).table.view.setFocus()
    host.settle()
    query_id = _part(host).table.model.id_at(0)
    host.press(_part(host).table.view, Qt.Key.Key_Home)
    _part(host).show_record(query_id)
    return query_id


def _act(host: Host, action: str) -> None:
    view = host.part.findChildren(RecordView)[-1]
    view.buttons[action].click()
    host.settle()


def test_a_late_question_says_so_in_words(at_desk: AtDesk) -> None:
    host = at_desk(QueriesPart, _asked)
    row = _part(host).table.row_in_words(0)
    assert row.startswith("Answer it\tIs the last check known?\tHealth visiting team\tTue 17 Nov 2026, 2 working days")


def test_no_question_yet_offers_to_record_one(at_desk: AtDesk) -> None:
    host = at_desk(QueriesPart)
    assert "No question has come in" in host.words()
    _part(host).table.empty_acted.emit()
    host.settle()
    panel = _part(host).panel
    assert panel is not None and panel.answers()["received_on"] == "2026-11-23"


@pytest.mark.req("R-003-63")
def test_an_attempt_at_direct_contact_opens_a_concern_and_says_so(at_desk: AtDesk) -> None:
    host = at_desk(QueriesPart)
    _part(host).new_requested()
    host.settle()
    panel = _part(host).panel
    assert panel is not None
    for name, answer in {
        "method": "phone", "asked_by": host.desk.school, "via_flag": "no", "question": "Where was the child before?",
        "direct_contact_attempted": "yes",
    }.items():  # fmt: skip
        panel.set_answer(name, answer)
    panel.submit()
    host.settle()
    assert "A security concern is open" in host.heard.notices[0]
    assert len(host.read(lambda vault: CONCERNS.find(vault, "case_id = ?", (host.desk.case_id,)))) == 1


def test_the_right_words_are_offered_and_end_the_question(at_desk: AtDesk) -> None:
    host = at_desk(QueriesPart, _asked)
    query_id = _stand_on_first(host)
    _act(host, "answer_given")
    panel = _part(host).panel
    assert panel is not None
    replies = panel.findChildren(ReplyWords)[0]
    replies.buttons[0].click()
    host.settle()
    assert panel.answers()["answer_given"] == queries.NOT_ENTITLED_WORDS
    assert panel.answers()["route"] == "refused"
    panel.submit()
    host.settle()
    stored = host.read(lambda vault: QUERIES.get(vault, query_id))
    assert stored.route is QueryRoute.REFUSED and str(stored.closed_on) == "2026-11-23"
    assert _part(host).shown_id == query_id and "Closed" in _part(host).table.row_in_words(0)


def test_a_question_goes_to_the_ukpps_spoc_and_comes_back(at_desk: AtDesk) -> None:
    host = at_desk(QueriesPart, _asked)
    query_id = _stand_on_first(host)
    _act(host, "to_ukpps_on")
    host.press(QApplication.focusWidget(), ENTER)
    assert "With UKPPS SPOC" in _part(host).table.row_in_words(0)
    _act(host, "reply_on")
    host.press(QApplication.focusWidget(), ENTER)
    assert "Answer it" in _part(host).table.row_in_words(0)
    _act(host, "answer_given")
    panel = _part(host).panel
    assert panel is not None
    panel.set_answer("answer_given", "The UKPPS SPOC will send it.")
    panel.submit()
    host.settle()
    assert host.read(lambda vault: QUERIES.get(vault, query_id)).route is QueryRoute.TO_UKPPS


def test_an_answer_without_words_is_asked_for(at_desk: AtDesk) -> None:
    host = at_desk(QueriesPart, _asked)
    _stand_on_first(host)
    _act(host, "answer_given")
    panel = _part(host).panel
    assert panel is not None
    panel.submit()
    host.settle()
    assert "Write down what the practitioner was told." in host.words()


def test_a_place_opens_the_answer(at_desk: AtDesk) -> None:
    host = at_desk(QueriesPart, _asked)
    query_id = _part(host).table.model.id_at(0)
    _part(host).open_record(query_id, "answer_given")
    host.settle()
    panel = _part(host).panel
    assert panel is not None and QApplication.focusWidget() is panel.fields["answer_given"].field.inner.text_edit()


def test_every_control_has_a_name(at_desk: AtDesk) -> None:
    host = at_desk(QueriesPart, _asked)
    _stand_on_first(host)
    assert unnamed(host.part) == []
    _act(host, "answer_given")
    assert unnamed(host.part) == []
