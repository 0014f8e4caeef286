"""Figures in the window: a quarter is looked at, given out, printed and saved; a sample is drawn; relocations wait."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from spoc_desk.casework.people_at_desk import add_person, change_roles
from spoc_desk.domain.record import new_id
from spoc_desk.domain.schools import School, SchoolId
from spoc_desk.vault.records.stores import SCHOOLS
from spoc_desk_ui.pages.figures import FiguresPage
from spoc_desk_ui.pages.print_preview import PrintPreviewPage
from spoc_desk_ui.widgets.words import Words
from tests.casework.figures.conftest import DIRECTOR, DIRECTORS, Year
from tests.casework.story import Story
from tests.factories import PASSWORD
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage

A_YEAR = 140  # days: from the day of the stories into April, when the reporting year is over


def _year(story: Story) -> None:
    with story.vault.transaction("test") as tx:
        school = SCHOOLS.insert(tx, School(id=SchoolId(new_id()), name="Harbour Primary"))
    year = Year(story.vault, "", school.id)
    year.send_referrals("2027-01-14", 40)
    year.capture("2027-01-06", 3)
    change_roles(story.vault, story.vault.actor.user_id, ["la_spoc", "administrator"], own_password=PASSWORD)
    add_person(story.vault, name=DIRECTOR, roles=["dcs_office"], password=DIRECTORS, own_password=PASSWORD)


def _texts(page: FiguresPage) -> list[str]:
    return [each.text() for each in page.findChildren(Words) if each.isVisibleTo(page)]


def test_a_quarter_is_given_out_printed_and_saved_and_a_sample_is_drawn(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot, tmp_path: Path
) -> None:
    tools = open_desk(_year, days=A_YEAR)
    page = FiguresPage(tools)
    show(page)
    assert page.period == "2026-4"  # the quarter that ended last
    texts = _texts(page)
    assert "Referrals sent to the MASH" in texts
    assert "*" in texts
    assert "3" not in texts
    assert page.paper.isHidden()
    page.true.toggle()
    assert "3" in _texts(page)
    page.true.toggle()
    with qtbot.waitSignal(page.filled, timeout=20_000):
        page.give.click()
    assert page.give.isHidden()
    assert any(each.startswith("Given out ") for each in _texts(page))
    with qtbot.waitSignal(page.place_requested) as asked:
        page.print_requested()
    assert asked.args == ["print", {"kind": "figures", "case_id": "-", "record_ids": "2026-4"}]
    page.csv.click()
    assert page._place.dialog is not None
    page._place.dialog.close()
    with qtbot.waitSignal(page.notice_requested, timeout=20_000) as said:
        page._on_place(tmp_path / "figures.csv")
    assert said.args == ["Saved as figures.csv: copy 1 in the print register.", "ok"]
    assert "Referrals sent to the MASH" in (tmp_path / "figures.csv").read_text(encoding="utf-8-sig")
    page.sampling.count.set_value("5")
    with qtbot.waitSignal(page.filled, timeout=20_000):
        page.sampling.draw.click()
    (again,) = page.sampling.prints
    with qtbot.waitSignal(page.place_requested) as asked:
        again.click()
    assert asked.args[1]["kind"] == "figures-sample"
    paper = PrintPreviewPage(tools)
    show(paper, **asked.args[1])
    with qtbot.waitSignal(paper.place_requested) as back:
        paper._on_back()
    assert back.args == ["figures", {}]
    assert unnamed(page) == []


def test_relocations_are_shown_once_a_director_has_signed_and_the_report_is_recorded(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot
) -> None:
    page = FiguresPage(open_desk(_year, days=A_YEAR))
    show(page, period="2026-0")
    sign = page.signature.signature
    qtbot.waitUntil(lambda: sign.can_sign)
    assert "Relocations UKPPS told us of" not in _texts(page)
    sign.password.line.setText(DIRECTORS)
    with qtbot.waitSignal(sign.signed, timeout=20_000):
        sign.sign.click()
    with qtbot.waitSignal(page.filled, timeout=20_000):
        page.signature.keep.click()
    assert page.signature.isHidden()
    assert "Relocations UKPPS told us of" in _texts(page)
    published = page.report.days["recorded the yearly report"]
    published.set_value("2027-04-05")
    with qtbot.waitSignal(page.filled, timeout=20_000):
        page.report.record.click()
    assert any(each.startswith("Published on Mon 5 Apr 2027") for each in _texts(page))
