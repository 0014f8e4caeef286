"""Wrapped words in a column that scrolls: as high as their width needs, no higher."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from ..widgets.words import Words


def flowing(text: str = "", role: str = "body", parent: QWidget | None = None) -> Words:
    """Return words whose height follows their width.

    Other wrapped words insist on the height of a narrow column, so that nothing squashes them; in a column that
    scrolls nothing does, and many of them would leave an empty end.
    """
    words = Words(text, role, parent=parent)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    words.setSizePolicy(policy)
    return words
