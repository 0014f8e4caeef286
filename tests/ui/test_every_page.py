"""Every page and part of the open desk, on the practice desk: each control has a name, no word is cut."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from spoc_desk.casework.agenda import Section, agenda_page
from spoc_desk.casework.concerns import raise_concern
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.sample.partnership import lay_out_partnership
from spoc_desk.casework.sample.story import lay_out_sample
from spoc_desk.casework.what_now import next_steps
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.lifecycle import confirm_recovery, create_vault
from spoc_desk.vault.records.stores import CASES
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.case_parts import CASE_PARTS
from spoc_desk_ui.desk import PLACES
from spoc_desk_ui.forms.panel import FormPanel
from spoc_desk_ui.pages.case import CasePage
from spoc_desk_ui.pages.print_preview import PrintPreviewPage
from spoc_desk_ui.pages.settings import SECTIONS
from spoc_desk_ui.partnership.kinds import KINDS
from spoc_desk_ui.parts.case_move_panel import MovePanel
from spoc_desk_ui.parts.concern_steps import ConcernSteps
from spoc_desk_ui.parts.small_panel import SmallPanel
from spoc_desk_ui.place_strings import split_place
from spoc_desk_ui.program import Program
from spoc_desk_ui.shell import Shell
from spoc_desk_ui.theme import Look
from spoc_desk_ui.widgets.count_tabs import CountTabs
from spoc_desk_ui.widgets.paged_model import PagedModel
from spoc_desk_ui.widgets.surface import ScrollColumn
from tests.ui.accessible import unnamed
from tests.ui.conftest import FAST, PASSWORD

_PASSES, _PASS_MS = 10, 50
ROLES = frozenset({"la_spoc", "administrator", "dcs_office", "dass_office"})


@dataclass(frozen=True)
class Told:
    """The practice desk on the disk, the ids of its long arrival and departure, and the registers' places."""

    folder: Path
    arrival: str
    departure: str
    registers: tuple[str, ...]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("practice") / "vault"
    vault, code = create_vault(folder, PASSWORD, name="Ada Okafor", roles=ROLES, clock=FixedClock(), kdf=FAST)
    confirm_recovery(vault, code.text)
    save_profile(vault, replace(load_profile("luton"), practice=True))
    arrival, departure = lay_out_sample(vault)
    lay_out_partnership(vault)
    registers = tuple(_registers(vault))
    vault.close()
    return Told(folder, arrival, departure, registers)


def _registers(vault: Vault) -> Iterator[str]:
    """Yield the place of each register, and of the newest record in it."""
    for kind in KINDS:
        newest = import_module(kind.room).page_of(vault, Asked(limit=1)).rows[0]
        yield from (f"partnership/{kind.key}", f"{kind.opens}/{newest.id}")


class OpenDesk:
    """The real window on the practice desk."""

    def __init__(self, program: Program, told: Told, qtbot: QtBot) -> None:
        self.program, self.told, self._qtbot = program, told, qtbot
        assert program.desk is not None
        assert program.desk.shell is not None
        self.shell: Shell = program.desk.shell

    def settle(self) -> None:
        """Wait until everything is answered and laid out; an answer may lead to the next question."""
        for _ in range(3):
            self._qtbot.waitUntil(lambda: self.program.session.idle, timeout=20_000)
            QApplication.processEvents()

    def go(self, place: str) -> None:
        """Open a place string."""
        name, ids = split_place(place)
        self.shell.open_place(name, **ids)
        self.settle()

    def still_cut(self) -> list[str]:
        """Return the words that are cut once the page has come to rest: a wrapped line may take a bar's room anew."""
        for _ in range(_PASSES):
            if not cut(self.program.window):
                return []
            self._qtbot.wait(_PASS_MS)
        return cut(self.program.window)

    def kinds_of_lines(self) -> list[str]:
        """Return one place of each kind that Today and What now lead to."""
        found: list[str] = []
        self.program.session.run(_lines, found.extend)
        self.settle()
        kinds: dict[str, str] = {}
        for place in found:
            name, *ids = place.split("/")
            kinds.setdefault("/".join([name, *ids[1:2], *ids[3:]] if name == "case" else [name, *ids[:1]]), place)
        return list(kinds.values())


def _lines(vault: Vault) -> list[str]:
    sections = [agenda_page(vault, section=section, limit=200).rows for section in Section]
    steps = [next_steps(vault, case.id) for case in CASES.find(vault)]
    return [each.place for rows in (*sections, *steps) for each in rows]


@pytest.fixture
def desk(
    told: Told, tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenDesk]:
    folder = Path(shutil.copytree(told.folder, tmp_path / "vault"))
    monkeypatch.setattr(qapp, "quit", lambda: None)
    program = Program(qapp, folder, tmp_path / "settings", FixedClock(), FAST)
    program.theme.use(Look.LIGHT)
    with qtbot.waitActive(program.window):
        program.start()
        program.window.activateWindow()
    program.session.open(folder, PASSWORD)
    qtbot.waitUntil(lambda: program.desk is not None and program.desk.shell is not None, timeout=20_000)
    made = OpenDesk(program, told, qtbot)
    made.settle()
    yield made
    program.end()
    program.window.deleteLater()
    program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _places(told: Told) -> list[str]:
    """Return every place of the rail and of the menus, each section of the settings, and each part of two cases."""
    plain = [place.name for place in PLACES if place.name not in ("case", "print", "print-blank", "settings")]
    settings = [f"settings/{section.key}" for section in SECTIONS]
    parts = [f"case/{case_id}/{part.key}" for case_id in (told.arrival, told.departure) for part in CASE_PARTS]
    forms = [f"case/{told.arrival}/{part}/new/{field}" for part, field in _FORMS]
    return [*plain, *settings, *parts, *forms, f"print/exchange-register/{told.arrival}", "print-blank/meeting"]


_FORMS = (
    ("household", "kind"),
    ("meetings", "kind"),
    ("spocs", "contact_id"),
    ("needs", "members"),
    ("exchange", "title"),
    ("queries", "question"),
    ("concerns", "what_happened"),
)


def cut(root: QWidget) -> list[str]:
    """Return the words of labels and buttons that have less room than they need."""
    labels = [each for each in root.findChildren(QLabel) if each.text() and each.isVisible()]
    buttons = [each for each in root.findChildren(QAbstractButton) if each.text() and each.isVisible()]
    counts = [each for tabs in root.findChildren(CountTabs) for each in tabs.findChildren(QAbstractButton)]
    return [
        *(each.text() for each in labels if _is_cut(each)),
        *(each.text() for each in buttons if each.sizeHint().width() > each.width()),
        *(each.accessibleName() for each in counts if each.isVisible() and not _is_inside(each)),
    ]


def _is_inside(child: QWidget) -> bool:
    above = child.parentWidget()
    return above is not None and above.rect().contains(child.geometry())


def _is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        # A layout may round: what is missing must not reach the letters.
        return label.heightForWidth(label.width()) - label.height() > label.fontMetrics().descent()
    return label.sizeHint().width() > label.width()


def wider(root: QWidget) -> list[int]:
    """Return by how much columns that scroll down only are wider than their room."""
    rooms = [each for each in root.findChildren(QScrollArea) if each.isVisible() and each.widget() is not None]
    more = [
        room.widget().minimumSizeHint().width() - room.viewport().width() for room in rooms if not _goes_right(room)
    ]
    return [each for each in more if each > 0]


def _goes_right(room: QScrollArea) -> bool:
    return room.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff


# Each size once, each look once: looks differ in colours alone (tests/ui/test_theme.py).
@pytest.mark.parametrize(("look", "percent"), [(Look.LIGHT, 100), (Look.DARK, 200)])
def test_every_control_has_a_name_and_no_word_is_cut(desk: OpenDesk, look: Look, percent: int) -> None:
    theme = desk.program.theme
    theme.use(look)
    theme.set_percent(percent)
    desk.program.window.resize(1366, 728)  # 1366 x 768 without the bar of the desktop
    nameless, short, wide = {}, {}, {}
    for place in (*_places(desk.told), *desk.told.registers):
        desk.go(place)
        page = desk.shell.current_page()
        assert page is not None
        assert desk.shell.current_place == split_place(place)[0]
        if found := unnamed(desk.program.window):
            nameless[place] = found
        if words := desk.still_cut():
            short[place] = words
        if found_wide := wider(desk.program.window):
            wide[place] = found_wide
    assert nameless == {}
    assert short == {}
    assert wide == {}


def test_a_case_on_hold_cuts_no_word_at_the_largest_text(desk: OpenDesk) -> None:
    raised = {
        "kind": "document_leak", "what_happened": "A copy came that was not sanitised.", "immediate_danger": "no",
        "who_is_at_risk": ("family",), "raised_at": "2026-11-23T08:45",
    }  # fmt: skip
    desk.program.session.run(lambda vault: raise_concern(vault, case_id=desk.told.arrival, answers=raised))
    desk.settle()
    desk.program.theme.set_percent(200)
    desk.program.window.resize(1366, 728)
    for part in ("exchange", "flags", "history"):
        desk.go(f"case/{desk.told.arrival}/{part}")
        page = desk.shell.current_page()
        assert isinstance(page, CasePage)
        assert page.hold.isVisible()
        assert desk.still_cut() == []


def test_at_the_largest_text_the_question_where_a_copy_goes_is_seen_whole(desk: OpenDesk, qtbot: QtBot) -> None:
    desk.program.theme.set_percent(200)
    desk.program.window.resize(1366, 728)
    desk.go(next(place for place in desk.told.registers if place.startswith("serious_incident/")))
    assert desk.shell.current_page().print_requested()
    desk.settle()
    page = desk.shell.current_page()
    assert isinstance(page, PrintPreviewPage)
    side = page.preview.side
    asked, last = side.destination, side.save_button
    assert asked.visibleRegion().boundingRect() == asked.rect()
    assert last.visibleRegion().isEmpty()
    side.large.setFocus()
    for _ in (side.print_button, side.protect_button, last):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert last.hasFocus()
    assert last.visibleRegion().boundingRect() == last.rect()
    desk.program.theme.set_percent(100)
    desk.settle()
    assert last.visibleRegion().boundingRect() == last.rect()
    assert not side.findChild(ScrollColumn).isAncestorOf(last)


_PARTS_OF_LINES = {"exchange", "spocs", "queries", "concerns", "flags", "what_now", "routes_to_stop"}
_FORM = (FormPanel, SmallPanel, MovePanel, ConcernSteps)


def _is_where_the_work_is(desk: OpenDesk, line: str) -> bool:
    """Say whether the focus is in the part of *line*: in its form where a field is named, else not on a tab."""
    focused, page = QApplication.focusWidget(), desk.shell.current_page()
    if focused is None or page is None or isinstance(focused, QTabBar):
        return False
    part = page.part() if isinstance(page, CasePage) else page
    if part is None or not part.isAncestorOf(focused):
        return False
    field = split_place(line)[1].get("field", "")
    if not field or not isinstance(page, CasePage) or field in _ON_THE_LIST:
        return True
    above: QWidget | None = focused
    while above is not None and not isinstance(above, _FORM):
        above = above.parentWidget()
    return above is not None


_ON_THE_LIST = {"applicable", "held_on"}
"""The checklist is answered in its rows; a case on neither route has no meetings, What now says what to do."""


class TestFocus:
    """A line of Today, or a step of What now, opened from another page: the focus ends where the work is done."""

    @pytest.mark.parametrize("percent", [100, 200])
    def test_each_kind_of_line_ends_on_its_field_or_row(self, desk: OpenDesk, percent: int) -> None:
        desk.program.theme.set_percent(percent)
        lines = desk.kinds_of_lines()
        assert {line.split("/")[2] for line in lines if line.startswith("case/")} >= _PARTS_OF_LINES
        wrong = {}
        for line in lines:
            desk.go("relocations")
            desk.go(line)
            if not _is_where_the_work_is(desk, line):
                wrong[line] = repr(QApplication.focusWidget())
        assert wrong == {}

    def test_enter_on_today_opens_the_field(self, desk: OpenDesk, qtbot: QtBot) -> None:
        desk.go("today")
        table = QApplication.focusWidget()
        assert isinstance(table, QTableView)
        qtbot.keyClick(table, Qt.Key.Key_Return)
        desk.settle()
        assert desk.shell.current_place == "case"
        page = desk.shell.current_page()
        assert isinstance(page, CasePage)
        part = page.part()
        assert part is not None
        assert part.isAncestorOf(QApplication.focusWidget() or page)

    @pytest.mark.parametrize("part", ["household", "spocs", "needs", "meetings", "exchange"])
    def test_a_record_of_the_history_is_the_current_row(self, desk: OpenDesk, part: str) -> None:
        desk.go(f"case/{desk.told.arrival}/{part}")
        shown = QApplication.focusWidget()
        assert isinstance(shown, QAbstractItemView)
        model = shown.model()
        assert isinstance(model, PagedModel)
        record_id = model.id_at(model.rowCount() - 1)
        desk.go("relocations")
        desk.go(f"case/{desk.told.arrival}/{part}/{record_id}")
        focused = QApplication.focusWidget()
        assert isinstance(focused, QAbstractItemView)
        assert focused.model() is model
        assert model.id_at(focused.currentIndex().row()) == record_id


@pytest.mark.parametrize("percent", [100, 200])
def test_a_copied_row_is_on_the_houses_clipboard_only(desk: OpenDesk, percent: int, qtbot: QtBot) -> None:
    desk.program.theme.set_percent(percent)
    copied = []
    for place in _places(desk.told):
        desk.go(place)
        focused = QApplication.focusWidget()
        if not isinstance(focused, QTableView):
            continue
        qtbot.keyClick(focused, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        words = QGuiApplication.clipboard().text()
        assert words, place
        desk.program.clipboard.clear()
        assert QGuiApplication.clipboard().text() == "", place
        copied.append(place.split("/")[-1])
    assert {"today", "relocations", "household", "meetings", "needs", "exchange", "history"} <= set(copied)
