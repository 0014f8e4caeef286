"""A referral begun from a relocation: its people are known, read only when asked for, and added one by one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spoc_desk.casework import household
from spoc_desk.casework.referrals.reading import ReferralView, referral_view
from spoc_desk.casework.referrals.start import start_referral
from spoc_desk.domain.referrals import Referral
from spoc_desk_ui.pages.referral import ReferralPage
from spoc_desk_ui.parts.what_now import WhatNowPart
from spoc_desk_ui.referral.rows_section import RowsSection
from spoc_desk_ui.session import Session
from spoc_desk_ui.theme import Theme
from tests.casework.story import CHILD, Story, stored
from tests.ui.laid_out import lay_out, tools_of, unlock


class Desk:
    """A relocation with one named child, and a referral that was begun from it."""

    def __init__(self) -> None:
        self.referral_id = ""

    def build(self, story: Story) -> None:
        story.notify()
        child = story.add(CHILD)
        household.set_name(story.vault, member_id=child.id, answers={"given_name": "Zahra", "family_name": "Example"})
        answers = {"immediate_danger": "no", "allocated_worker": "no", "need_level": "INT"}
        self.referral_id = stored(start_referral(story.vault, answers=answers, case_id=story.case_id), Referral).id


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def session(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    clock = lay_out(tmp_path / "vault", desk.build)
    opened = unlock(tmp_path / "vault", clock, qtbot)
    yield opened
    opened.shut_down()


def test_the_people_are_read_when_asked_for_and_added_one_by_one(
    desk: Desk, session: Session, theme: Theme, qtbot: QtBot
) -> None:
    page = ReferralPage(tools_of(session, theme))
    qtbot.addWidget(page)
    page.show()
    page.open({"referral_id": desk.referral_id, "section": "children"})
    qtbot.waitUntil(lambda: session.idle, timeout=20_000)
    section = page.section()
    assert isinstance(section, RowsSection)
    assert section.list is not None
    known = section.list.known
    assert known.isVisible()
    assert known.buttons == []
    known.ask.click()
    known.asking.submit_button.click()
    assert known.asking.reason.error == "Say why you need the name."
    known.asking.reason.set_value("To write a referral")
    known.asking.submit_button.click()
    qtbot.waitUntil(lambda: len(known.buttons) == 1, timeout=20_000)
    assert known.buttons[0].accessibleName() == "Add Zahra Example"
    known.buttons[0].click()
    qtbot.waitUntil(lambda: session.idle and not known.buttons, timeout=20_000)
    found: list[ReferralView] = []
    session.run(lambda vault: referral_view(vault, desk.referral_id), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    [child] = found[0].children
    assert (child.name, child.text("date_of_birth")) == ("Zahra Example", "2017-05-01")


def test_what_now_of_a_case_begins_a_referral_for_it(session: Session, qtbot: QtBot) -> None:
    part = WhatNowPart(session)
    qtbot.addWidget(part)
    part.case_id = "the case"
    with qtbot.waitSignal(part.place_requested) as asked:
        part.refer.click()
    assert asked.args == ["new_referral", {"case_id": "the case"}]
