"""A referral begun from a RELAY message: from the card of the child to the row in the form, and back."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spoc_desk.casework.relay import messages
from spoc_desk_ui.pages.new_referral import NewReferralPage
from spoc_desk_ui.pages.referral import ReferralPage
from spoc_desk_ui.pages.relay_notification import RelayNotificationPage
from spoc_desk_ui.referral.rows_section import RowsSection
from tests.casework.relay.desk import RelayDesk, make_school
from tests.casework.story import Story
from tests.ui.pages.conftest import OpenDesk, ShowPage
from tests.ui.pages.conftest import open_desk as open_desk
from tests.ui.pages.conftest import show as show


@pytest.mark.req("R-000-14")
def test_the_child_of_the_message_is_offered_and_the_message_leads_to_the_referral(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot
) -> None:
    kept: list[RelayDesk] = []

    def answered(story: Story) -> None:
        relay = RelayDesk(story.vault, make_school(story.vault))
        relay.capture()
        for step in (relay.share, relay.match, relay.clear, relay.send):
            step()
        messages.feedback(relay.vault, message_id=relay.message_id, answers={"school_next": "mash"})
        kept.append(relay)

    tools = open_desk(answered)
    card = RelayNotificationPage(tools)
    show(card, incident_id=kept[0].incident_id)
    with qtbot.waitSignal(card.place_requested) as asked:
        card.cards[kept[0].message_id].buttons["refer"].click()
    assert asked.args == ["new_referral", {"message_id": kept[0].message_id}]

    begins = NewReferralPage(tools)
    show(begins, **asked.args[1])
    assert "RELAY notification" in begins.begun_from.text()
    for question, answer in {"immediate_danger": "no", "allocated_worker": "no", "need_level": "INT"}.items():
        begins.questions.fields[question].set_value(answer)
        begins.questions.changed.emit()
    with qtbot.waitSignal(begins.place_requested, timeout=20_000) as begun:
        assert begins.save_requested()
    assert begun.args[0] == "referral"

    form = ReferralPage(tools)
    qtbot.addWidget(form)
    form.show()
    form.open({**begun.args[1], "section": "children"})
    qtbot.waitUntil(lambda: tools.session.idle, timeout=20_000)
    section = form.section()
    assert isinstance(section, RowsSection)
    assert section.list is not None
    known = section.list.known
    assert known.isVisible()
    assert not known.ask.isVisible()
    assert [each.accessibleName() for each in known.buttons] == ["Add Maja Sample"]
    qtbot.keyClick(known.buttons[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tools.session.idle and not known.isVisible(), timeout=20_000)

    show(card, incident_id=kept[0].incident_id)
    buttons = card.cards[kept[0].message_id].buttons
    assert "refer" not in buttons
    with qtbot.waitSignal(card.place_requested) as led:
        buttons["referral"].click()
    assert led.args == ["referral", {"referral_id": begun.args[1]["referral_id"]}]
