"""A print preview on the screen, for tests."""

from pathlib import Path

import shiboken6
from pytestqt.qtbot import QtBot

from spoc_desk.domain.decisions import Decision
from spoc_desk.domain.prints import PrintedCopy
from spoc_desk.vault.records.stores import DECISIONS, PRINTS
from spoc_desk_ui.pages.print_preview import PrintPreviewPage
from spoc_desk_ui.widgets.words import Words


class Opened:
    """A preview on the screen."""

    def __init__(self, page: PrintPreviewPage, qtbot: QtBot) -> None:
        self.page, self.preview, self.side, self.qtbot = page, page.preview, page.preview.side, qtbot

    def wait(self) -> None:
        """Wait until everything is answered."""
        self.qtbot.waitUntil(lambda: self.page._session.idle, timeout=20_000)

    def copies(self) -> list[PrintedCopy]:
        """Return the register."""
        found: list[PrintedCopy] = []
        self.page._session.run(lambda vault: PRINTS.find(vault, tail="ORDER BY copy_no"), found.extend)
        self.wait()
        return found

    def decisions(self) -> list[Decision]:
        """Return the decisions to share."""
        found: list[Decision] = []
        self.page._session.run(lambda vault: DECISIONS.find(vault, tail="ORDER BY rowid"), found.extend)
        self.wait()
        return found

    def fill(self, **answers: str | tuple[str, ...]) -> None:
        """Answer what is asked of a copy that goes to somebody."""
        for name, answer in answers.items():
            self.side.destination.fields[name].set_value(answer)
            self.side.destination.fields[name].edited.emit()

    def words(self) -> str:
        """Return what can be read beside the pages."""
        return "\n".join(label.text() for label in self.side.findChildren(Words) if label.isVisible())

    def choose(self, where: str) -> None:
        """Say whether the copy stays in the own file or goes out."""
        self.side.destination.where.inner._options[where].click()  # type: ignore[attr-defined]
        self.wait()

    def save_to(self, path: Path) -> None:
        """Answer the question where to save."""
        self.qtbot.waitUntil(lambda: self.preview.place.dialog is not None)
        dialog = self.preview.place.dialog
        assert dialog is not None
        self.proposed = dialog.selectedFiles()[0]
        dialog.fileSelected.emit(str(path))
        dialog.done(1)
        self.qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
        self.wait()
