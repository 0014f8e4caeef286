"""The lines above the page: errors, warnings, and the offer to stay before the desk locks."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from spoc_desk.errors import UserError

from .theme import XL, S
from .widgets.notice import Notice
from .widgets.surface import column


class NoticeArea(QWidget):
    """Holds notices one below the other; one per key, the newest wins. Takes no room while empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(self, spacing=S)
        self._column.setContentsMargins(XL, S, XL, 0)
        self._notices: dict[str, Notice] = {}
        self.hide()

    def show_words(
        self,
        words: str,
        kind: str = "info",
        *,
        key: str = "page",
        action: str = "",
        on_act: Callable[[], None] | None = None,
    ) -> Notice:
        """Show *words* under *key*, with one button where *action* is given."""
        present = self._notices.get(key)
        if present is not None and present.words == words and present.kind == kind:
            return present
        self.take_away(key)
        notice = Notice(words, kind, action=action, parent=self)
        notice.setProperty("key", key)
        notice.closed.connect(self._on_closed)
        if on_act is not None:
            notice.acted.connect(on_act)
        self._notices[key] = notice
        self._column.addWidget(notice)
        self.show()
        notice.speak()
        return notice

    def show_error(self, error: UserError) -> None:
        """Show the sentence of *error*."""
        self.show_words(str(error), "error", key="error")

    def take_away(self, key: str) -> None:
        """Remove the notice under *key*, if there is one."""
        notice = self._notices.pop(key, None)
        if notice is not None:
            notice.hide()
            self._column.removeWidget(notice)
            notice.deleteLater()
        self.setVisible(bool(self._notices))

    def take_away_passing(self) -> None:
        """Remove what only belonged to the page she leaves."""
        for key in ("page", "error"):
            self.take_away(key)

    def shown(self) -> tuple[str, ...]:
        """Return the words of all notices, top to bottom."""
        return tuple(notice.words for notice in self._notices.values())

    def _on_closed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.take_away(str(sender.property("key")))
