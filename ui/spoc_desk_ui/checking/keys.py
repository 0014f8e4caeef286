"""The keys of the review, as data: what the page does, and what the guide tells."""

from dataclasses import dataclass

from PySide6.QtCore import Qt


@dataclass(frozen=True)
class Key:
    """One key: what it does when nobody is typing."""

    act: str
    shown: str
    words: str
    key: Qt.Key
    with_shift: bool = False
    with_ctrl: bool = False


KEYS: tuple[Key, ...] = (
    Key("remove", "R", "Remove this word everywhere", Qt.Key.Key_R),
    Key("one", "T", "Remove only this place", Qt.Key.Key_T),
    Key("keep", "K", "Keep, with a reason", Qt.Key.Key_K),
    Key("next", "N", "Next thing that waits", Qt.Key.Key_N),
    Key("everywhere", "P", "Also where this word was not marked", Qt.Key.Key_P),
    Key("accept", "Shift+R", "Remove all that must go", Qt.Key.Key_R, with_shift=True),
    Key("word", "W", "Mark another word", Qt.Key.Key_W),
    Key("draw", "D", "Draw a box", Qt.Key.Key_D),
    Key("picture", "I", "Keep or remove the picture", Qt.Key.Key_I),
    Key("seen", "U", "Seen, though it cannot be read", Qt.Key.Key_U),
    Key("place before", "Left", "Place before", Qt.Key.Key_Left),
    Key("place after", "Right", "Next place of this word", Qt.Key.Key_Right),
    Key("take away", "Delete", "Take a drawn box away", Qt.Key.Key_Delete),
    Key("make", "M", "Make the sanitised copy", Qt.Key.Key_M),
    Key("undo", "Ctrl+Z", "Take the last step back", Qt.Key.Key_Z, with_ctrl=True),
    Key("redo", "Ctrl+Y", "Do it again", Qt.Key.Key_Y, with_ctrl=True),
)
SHOWN = {key.act: key.shown for key in KEYS}


def act_for(key: int, modifiers: Qt.KeyboardModifier) -> str:
    """Return what a key does, or ""."""
    if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return ""
    shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    return next((each.act for each in KEYS if (each.key, each.with_shift, each.with_ctrl) == (key, shift, ctrl)), "")
