"""From the clipboard to the cleared message in the real window, key by key: every key is pressed here, and counted.

python benchmarks/relay_keys.py FOLDER PASSWORD     a vault with one school in order; prints the number of keys
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # of what a screen in memory cannot do

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from spoc_desk.casework.schools.directory import add_school
from spoc_desk.clock import FixedClock
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.records.stores import RELAY_MESSAGES
from spoc_desk_ui.program import Program

OTHERS = 14
"""So many schools before hers that the list is searched by typing."""
MOST_KEYS, MOST_SECONDS = 20, 60
PASTED = """Incident ref: 40/55123/26
Date of incident: 21/11/2026
Address of incident: 4 Harbour Street, Luton
Maja SAMPLE DOB 04/05/2017
"""
CONTROL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
Press = tuple[Qt.Key, Qt.KeyboardModifier]
SAVE: Press = (Qt.Key.Key_S, CONTROL)
ON: Press = (Qt.Key.Key_Space, PLAIN)
DOWN: Press = (Qt.Key.Key_Down, PLAIN)
LETTERS: tuple[Press, ...] = tuple((Qt.Key(ord(letter)), PLAIN) for letter in "HARB")
KEYS: dict[str, tuple[Press, ...]] = {
    "paste and take over": ((Qt.Key.Key_V, CONTROL), (Qt.Key.Key_Return, CONTROL)),
    "save": (SAVE,),
    "decide to tell the school": (ON, DOWN, SAVE),
    "choose the school": (ON, *LETTERS, DOWN, (Qt.Key.Key_Return, PLAIN)),
    "made sure, today": ((Qt.Key.Key_Tab, PLAIN), DOWN, SAVE),
    "clear it": (ON, SAVE),
}


def press_all(program: Program, settle: Callable[[], None]) -> int:
    """Press every key, waiting after each until the window is idle; return how many there were."""
    assert program.desk is not None
    assert program.desk.shell is not None
    program.desk.shell.open_place("new_relay")
    settle()
    QApplication.clipboard().setText(PASTED)
    pressed = 0
    for key, modifier in (press for presses in KEYS.values() for press in presses):
        target = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifier)
        pressed += 1
        settle()
    return pressed


def main() -> int:
    """Open the window on the vault, press, and print the number of keys once the message is cleared."""
    folder, password = Path(sys.argv[1]), sys.argv[2]
    vault = open_vault(folder, password, clock=FixedClock())
    for number in range(OTHERS):
        add_school(vault, answers={"name": f"Abbey {number}"})
    vault.close()
    app = QApplication(sys.argv[:1])
    with TemporaryDirectory(prefix="spoc-desk-bench-") as settings:
        program = Program(app, folder, Path(settings), FixedClock())
        program.start()
        program.window.activateWindow()
        program.session.open(folder, password)
        _wait(lambda: program.desk is not None and program.desk.shell is not None)
        pressed = press_all(program, lambda: _settle(program))
        states: list[str] = []
        program.session.run(RELAY_MESSAGES.find, lambda found: states.extend(one.state.value for one in found))
        _settle(program)
        program.end()
    if states != ["cleared"]:
        raise SystemExit(f"the keys led elsewhere: {states}")
    print(pressed, flush=True)
    return 0


def _settle(program: Program) -> None:
    for _ in range(4):
        _wait(lambda: program.session.idle)
        QApplication.processEvents()


def _wait(done: Callable[[], bool]) -> None:
    until = time.monotonic() + MOST_SECONDS
    while not done():
        if time.monotonic() > until:
            raise SystemExit("the window does not come to rest")
        QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main())
