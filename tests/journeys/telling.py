"""Tells a story of the tour in the real window and keeps what it leaves: the vault and the papers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from spoc_desk.clock import FixedClock
from spoc_desk.vault.kdf import LEAST_KIB, KdfSettings
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.program import Program
from spoc_desk_ui.theme import Look
from spoc_desk_ui.tour.moves import PASSWORD
from spoc_desk_ui.tour.stage import Gallery, Script, Stage
from spoc_desk_ui.tour.story import STARTS_ON

QUICK = KdfSettings(LEAST_KIB, 1, 1)
Story = Callable[[Stage], Script]


@dataclass
class Told:
    """What a story left."""

    folder: Path
    clock: FixedClock
    papers: dict[str, bytes]
    outcome: str | None
    faults: list[str]

    def open(self) -> Vault:
        """Return the vault, unlocked on the last day of the story."""
        return open_vault(self.folder, PASSWORD, clock=self.clock)


def start_window(app: QApplication, vault: Path, settings: Path, clock: FixedClock) -> Program:
    """Return the real program with its window shown."""
    program = Program(app, vault, settings, clock, kdf=QUICK)
    program.theme.use(Look.LIGHT)
    program.start()
    program.window.resize(1366, 768)
    return program


def play(stage: Stage, story: Story) -> str | None:
    """Play *story* to its end and return how it ended."""
    loop = QEventLoop()
    stage.finished.connect(loop.quit)
    stage.play(story(stage))
    if stage.outcome is None:
        loop.exec()
    return stage.outcome


def put_away(program: Program) -> None:
    """End the program and everything of it."""
    program.end()
    program.window.deleteLater()
    program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def tell(app: QApplication, place: Path, story: Story, starts_on: date = STARTS_ON) -> Told:
    """Tell *story* in a vault of its own below *place*."""
    clock, faults = FixedClock(), []
    papers = place / "papers"
    papers.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "quit", lambda: None)
        program = Program(app, place / "vault", place / "settings", clock, kdf=QUICK)
        program.theme.use(Look.LIGHT)
        program.session.broke.connect(lambda error: faults.append(repr(error)))
        stage = Stage(program, clock, papers, Gallery())
        stage.set_day(starts_on)
        program.session.broke.connect(stage.broke)
        program.start()
        program.window.resize(1366, 768)
        outcome = play(stage, story)
        put_away(program)
    kept = {path.stem[3:]: path.read_bytes() for path in sorted(papers.glob("*.pdf"))}
    return Told(place / "vault", clock, kept, outcome, faults)
