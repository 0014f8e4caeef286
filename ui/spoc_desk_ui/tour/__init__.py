"""`spoc-desk --tour DIR`: the main job in the real window, on invented people; pictures and all papers stay in DIR."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from spoc_desk.clock import FixedClock
from spoc_desk.machine.files import make_private_folder
from spoc_desk.vault.kdf import LEAST_KIB, KdfSettings

from ..program import Program
from ..theme import Look
from ..window import NAME, REFERENCE_SIZE
from .stage import Gallery, Script, Stage
from .story import STARTS_ON, whole_story

QUICK = KdfSettings(LEAST_KIB, 1, 1)
"""The vault of the tour is thrown away: its password need not withstand anybody."""


def run(folder: Path, story: Callable[[Stage], Script] = whole_story) -> int:
    """Tell *story*; leave pictures and PDFs in *folder*. Returns 0, or 1 where it stopped half-way."""
    _draw_into_memory_without_a_screen()
    make_private_folder(folder)
    _clear(folder)
    private = Path(tempfile.mkdtemp(prefix="spoc-desk-tour-"))
    try:
        outcome = perform(folder.absolute(), private, story)
    finally:
        shutil.rmtree(private, ignore_errors=True)
    if outcome:
        sys.stderr.write(f"{outcome}\n")
        return 1
    _say(f"The tour is complete. Pictures and papers are in {folder}.")
    return 0


def perform(folder: Path, private: Path, story: Callable[[Stage], Script] = whole_story) -> str:
    """Tell *story*; its vault and settings stay in *private*. Returns "", or where it stopped half-way."""
    qInstallMessageHandler(_hear)
    app = QApplication.instance() or QApplication([NAME])
    if not isinstance(app, QApplication):
        return "The tour needs a window."
    clock = FixedClock()
    program = Program(app, private / "vault", private / "settings", clock, kdf=QUICK, anchors=private / "vaults")
    program.theme.use(Look.LIGHT)
    stage = Stage(program, clock, folder, Gallery(folder, _say))
    stage.set_day(STARTS_ON)
    stage.finished.connect(app.quit)
    program.session.broke.connect(stage.broke)
    program.start()
    program.window.resize(*REFERENCE_SIZE)
    stage.play(story(stage))
    app.exec()
    program.end()
    return stage.outcome if stage.outcome is not None else "The window was closed before the story was over."


def _clear(folder: Path) -> None:
    """Take away what an earlier tour left."""
    for old in (*folder.glob("[0-9][0-9]*-*.png"), *folder.glob("[0-9][0-9]-*.pdf")):
        old.unlink()


def _draw_into_memory_without_a_screen() -> None:
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _hear(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Pass on what Qt says, but for what a screen kept in memory cannot do."""
    if not message.startswith("This plugin does not support"):
        sys.stderr.write(f"{message}\n")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
