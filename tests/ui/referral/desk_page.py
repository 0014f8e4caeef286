"""The workspace of a real referral at the size of a council laptop, and what a person does with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spoc_desk.casework.referrals.reading import ReferralView, referral_view
from spoc_desk.clock import FixedClock
from spoc_desk_ui.page import Page, Tools
from spoc_desk_ui.pages.referral import ReferralPage
from spoc_desk_ui.referral.editor import Editor
from spoc_desk_ui.referral.form_section import FormSection
from spoc_desk_ui.referral.rows_section import RowsSection
from spoc_desk_ui.referral.section import SectionPage
from spoc_desk_ui.session import Session
from spoc_desk_ui.theme import Theme
from tests.casework.referrals.desk import ReferralDesk
from tests.casework.referrals.stages import open_stage
from tests.ui.laid_out import tools_of, unlock

Prepare = Callable[[ReferralDesk], object]


@dataclass
class DeskPage:
    """One page of the desk on a real vault; it notes what the page asks the desk for."""

    page: Page
    session: Session
    referral_id: str
    qtbot: QtBot
    places: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    toasts: list[tuple[str, Callable[[], None] | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.place_requested.connect(lambda place, ids: self.places.append((place, dict(ids))))
        self.page.notice_requested.connect(lambda words, _kind: self.notices.append(words))
        self.page.toast_requested.connect(lambda words, undo: self.toasts.append((words, undo)))

    # doing ----------------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Wait until everything is answered; an answer may lead to the next question."""
        for _ in range(3):
            self.qtbot.waitUntil(lambda: self.session.idle, timeout=20_000)
            QApplication.processEvents()

    def go(self, section: str, row_id: str = "", question: str = "") -> None:
        """Open a section of the referral."""
        ids = {"referral_id": self.referral_id, "section": section, "row_id": row_id, "field": question}
        self.page.open({key: value for key, value in ids.items() if value})
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.page, key, modifier)
        self.settle()

    def save(self) -> None:
        """Save and continue, by its key."""
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def answer(self, question: str, answer: str | tuple[str, ...]) -> None:
        """Answer a question as if it were typed."""
        self.editor.set_answer(question, answer)
        QApplication.processEvents()

    # seeing ---------------------------------------------------------------------------------------------------------

    @property
    def workspace(self) -> ReferralPage:
        assert isinstance(self.page, ReferralPage)
        return self.page

    @property
    def section(self) -> SectionPage:
        found = self.workspace.section()
        assert found is not None
        return found

    @property
    def editor(self) -> Editor:
        section = self.section
        if isinstance(section, RowsSection):
            assert section.page is not None
            return section.page.editor
        assert isinstance(section, FormSection)
        assert section.editor is not None
        return section.editor

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def words(self, section: str) -> str:
        """Return how far a section is, as the task list says."""
        return self.workspace.tasks.words_of(section)

    def view(self) -> ReferralView:
        """Return the referral as it is stored."""
        found: list[ReferralView] = []
        self.session.run(lambda vault: referral_view(vault, self.referral_id), found.append)
        self.settle()
        return found[0]


MakePage = Callable[..., DeskPage]


def pages(folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[MakePage]:
    """Yield what shows a page on a vault at a stage; the vaults are locked in the end."""
    opened: list[Session] = []
    shown: list[Page] = []

    def make(
        kind: Callable[[Tools], Page] = ReferralPage,
        stage: str = "draft",
        prepare: Prepare | None = None,
        /,
        **ids: str,
    ) -> DeskPage:
        place, clock = folder / f"vault-{len(opened)}", FixedClock()
        vault, desk = open_stage(stage, place, clock)
        if prepare is not None:
            prepare(desk)
        vault.close()
        opened.append(unlock(place, clock, qtbot))
        page = kind(tools_of(opened[-1], theme))
        qtbot.addWidget(page)
        shown.append(page)
        page.resize(1176, 700)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        made = DeskPage(page, opened[-1], desk.id, qtbot)
        with qtbot.waitSignal(page.filled, timeout=20_000):
            page.open({"referral_id": desk.id, "case_id": desk.id, **ids} if desk.id else ids)
        made.settle()
        if QApplication.focusWidget() is None or not page.isAncestorOf(QApplication.focusWidget()):
            (page.first_focus() or page).setFocus()
        return made

    yield make
    for page in shown:
        page.keep_text()
    for session in opened:
        session.shut_down()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
