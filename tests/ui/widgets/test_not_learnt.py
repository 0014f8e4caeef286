"""No keyboard learns what is typed at the desk."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from spoc_desk_ui.widgets.code_entry import CodeEntry
from spoc_desk_ui.widgets.command_box import CommandBox
from spoc_desk_ui.widgets.not_learnt import NOT_LEARNT
from spoc_desk_ui.widgets.note_field import NoteField
from spoc_desk_ui.widgets.password_field import PasswordField
from spoc_desk_ui.widgets.text_field import NumberField, TextField


def _with_command_box() -> QWidget:
    around = QWidget()
    CommandBox(tuple, around)
    return around


MAKERS: dict[str, Callable[[], QWidget]] = {
    "text": TextField,
    "number": NumberField,
    "note": NoteField,
    "password": PasswordField,
    "code": lambda: CodeEntry(lambda *_: True),
    "command": _with_command_box,
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_each_field_asks_not_to_be_learnt(make: Callable[[], QWidget], qtbot: QtBot) -> None:
    made = make()
    qtbot.addWidget(made)
    own = [made] if isinstance(made, QLineEdit | QPlainTextEdit) else []
    edits = [*own, *made.findChildren(QLineEdit), *made.findChildren(QPlainTextEdit)]
    assert edits
    assert all(each.inputMethodHints() & NOT_LEARNT == NOT_LEARNT for each in edits)
