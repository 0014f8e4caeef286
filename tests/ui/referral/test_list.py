"""The list of referrals: reference, level and state in words, found by name without showing one."""

from PySide6.QtCore import Qt

from spoc_desk.casework.referrals.start import start_referral
from spoc_desk.domain.record import new_id
from spoc_desk.domain.referrals import Referral, ReferralId
from spoc_desk.vault.records.stores import REFERRALS
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.pages.referrals import ReferralsPage
from spoc_desk_ui.widgets.filter_header import FilterHeader
from tests.casework.referrals.desk import ReferralDesk
from tests.ui.accessible import unnamed
from tests.ui.referral.desk_page import DeskPage, MakePage


def _page(desk: DeskPage) -> ReferralsPage:
    assert isinstance(desk.page, ReferralsPage)
    return desk.page


def _shown(desk: DeskPage) -> list[str]:
    table = _page(desk).table
    return [table.row_in_words(row) for row in range(table.model.rowCount())]


def _header(desk: DeskPage) -> FilterHeader:
    header = _page(desk).table.view.horizontalHeader()
    assert isinstance(header, FilterHeader)
    return header


def test_no_referral_offers_to_begin_the_first(make_page: MakePage) -> None:
    desk = make_page(ReferralsPage, "empty")
    assert _page(desk).table.is_empty
    _page(desk).table.empty_acted.emit()
    assert desk.places[-1][0] == "new_referral"
    assert unnamed(desk.page) == []


def test_one_referral_reads_whole_and_names_nobody(make_page: MakePage) -> None:
    desk = make_page(ReferralsPage, "sent")
    assert _page(desk).table.count.text() == "1 referral"
    [line] = _shown(desk)
    assert "Intensive (FPS)\t1\tMon 23 Nov 2026\tSent" in line
    assert "Chase the MASH" in line
    assert "Maja" not in line
    assert "Nowak" not in line


def test_feedback_that_is_owed_is_what_comes_next(make_page: MakePage) -> None:
    def decide(desk: ReferralDesk) -> None:
        decided = {"mash_decision": "nfa", "decided_at": "2026-11-23T09:28", "decided_by": "Duty manager"}
        desk.event("decision", decided)

    desk = make_page(ReferralsPage, "sent", decide)
    [line] = _shown(desk)
    assert line.endswith("Chase the MASH for what came of it: today")


def test_a_name_finds_its_referral_and_is_not_shown(make_page: MakePage) -> None:
    def another(desk: ReferralDesk) -> None:
        start_referral(desk.vault, answers={"immediate_danger": "no", "need_level": "SPE"})

    desk = make_page(ReferralsPage, "written", another)
    assert len(_shown(desk)) == 2
    desk.page.filter_requested()
    desk.qtbot.keyClicks(_header(desk).lines()["reference"], "now")
    desk.qtbot.waitUntil(lambda: len(_shown(desk)) == 1)
    assert "Nowak" not in _shown(desk)[0]


def test_the_tabs_count_and_open_each_group(make_page: MakePage) -> None:
    desk = make_page(ReferralsPage, "sent")
    page = _page(desk)
    desk.qtbot.mouseClick(page.tabs.button("TO_DO"), Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: _shown(desk) == [])
    desk.qtbot.mouseClick(page.tabs.button("WITH_MASH"), Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: len(_shown(desk)) == 1)
    assert page.tabs.button("WITH_MASH").accessibleName() == "With the MASH: 1"


def test_enter_opens_the_referral(make_page: MakePage) -> None:
    desk = make_page(ReferralsPage, "written")
    _page(desk).table.view.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.places[-1] == ("referral", {"referral_id": desk.referral_id})


def test_five_thousand_are_paged(make_page: MakePage) -> None:
    desk = make_page(ReferralsPage, "empty", lambda made: _many(made.vault, 5_000))
    assert _page(desk).table.count.text() == "5,000 referrals"
    assert _page(desk).table.model.rowCount() == 5_000


def _many(vault: Vault, count: int) -> None:
    with vault.transaction("many referrals") as tx:
        for number in range(count):
            REFERRALS.insert(
                tx,
                Referral(
                    id=ReferralId(new_id()),
                    referral_ref=f"sample paper {number:04}",
                    set_id="luton-2021-10",
                    started_on=vault.clock.today(),
                    referrer="Sample",
                ),
            )
