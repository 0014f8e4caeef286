"""The stop page: the office releases the referral there; for a referrer there is nothing to press."""

import json

from PySide6.QtWidgets import QApplication

from spoc_desk.casework.restricted.records import add_record
from spoc_desk_ui.pages.referral import ReferralPage
from spoc_desk_ui.referral.release_panel import ReleasePanel
from spoc_desk_ui.referral.stop_page import StopPage
from tests.casework.referrals.desk import CHILD_ANSWERS, ReferralDesk
from tests.ui.referral.desk_page import DeskPage, MakePage


def _restricted(desk: ReferralDesk) -> None:
    add_record(desk.vault, answers={"given_name": "Maja", "family_name": "Nowak", "kind": "other"})
    desk.row("referral_child", CHILD_ANSWERS)


def _for_a_referrer(desk: ReferralDesk) -> None:
    _restricted(desk)
    with desk.vault.transaction("changed a user") as tx:
        row = tx.one("SELECT id, version FROM users")
        assert row is not None
        tx.update("users", row["id"], {"roles": json.dumps(["referrer"])}, version=row["version"])
        tx.insert("users", {"id": "another", "name": "Ruth Alder", "roles": json.dumps(["dcs_office"])})


def _parts(desk: DeskPage) -> tuple[StopPage, ReleasePanel]:
    stop = desk.page.findChild(StopPage)
    assert stop is not None
    return stop, stop.release


def test_the_office_releases_it_and_the_form_is_there_again(make_page: MakePage) -> None:
    desk = make_page(ReferralPage, "draft", _restricted)
    stop, panel = _parts(desk)
    assert stop.isVisible()
    assert panel.isVisible()
    panel.button.click()
    desk.settle()
    assert panel.words.error.startswith("Say who decided it")
    panel.words.set_value("Agreed with the head of service.")
    panel.button.click()
    desk.settle()
    QApplication.processEvents()
    assert not stop.isVisible()
    assert panel.words.value() == ""
    assert desk.view().released


def test_words_of_another_referral_do_not_stay(make_page: MakePage) -> None:
    desk = make_page(ReferralPage, "draft", _restricted)
    _, panel = _parts(desk)
    panel.words.set_value("Meant for another one")
    panel.show_for("another referral")
    assert panel.words.value() == ""


def test_a_referrer_finds_nothing_to_press(make_page: MakePage) -> None:
    desk = make_page(ReferralPage, "draft", _for_a_referrer)
    stop, panel = _parts(desk)
    assert stop.isVisible()
    assert not panel.isVisible()
