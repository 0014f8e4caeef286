"""How the window looks on this computer: colours and text size. It takes effect at once."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.errors import UserError

from ..lazy import load
from ..page import Tools
from ..theme import PERCENT_STEPS, Look
from ..widgets.field import Field
from ..widgets.options import Options
from ..widgets.words import Words
from .section import Section

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

_LOOKS = (
    (Look.SYSTEM.value, "As the computer is set"),
    (Look.LIGHT.value, "Light"),
    (Look.DARK.value, "Dark"),
    (Look.HIGH_CONTRAST.value, "High contrast"),
)

_LEFT_OUT, _SHOWN = "left_out", "shown"
_CAPTURES = ((_LEFT_OUT, "Leave the windows out, as usual"), (_SHOWN, "Show the windows"))
_WHY_SHOWN = (
    "Show them only while a magnifier, a screen reader or remote help needs it. The history says who chose it. Windows "
    "is asked; a camera sees the screen all the same."
)
NO_SWITCH = (
    "This system has no way to leave a window out of screenshots and shared screens, so there is nothing to switch "
    "here: press F9 before you share the screen."
)


class LookSection(Section):
    """Nothing to save: the window changes as she chooses."""

    key = "look"
    title = "Look"
    seen_by = ()
    intro = "It changes as you choose. It is kept on this computer for everybody who uses it, not in the vault."

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.colours = Field("Colours", Options(_LOOKS), parent=self)
        sizes = [(str(step), f"{step} %" if step != 100 else "100 %, as usual") for step in PERCENT_STEPS]
        self.text_size = Field("Text size", Options(sizes), hint="Also Ctrl and +, Ctrl and -, Ctrl and 0", parent=self)
        self.captures = Field("Screenshots and shared screens", Options(_CAPTURES), hint=_WHY_SHOWN, parent=self)
        for each in (self.colours, self.text_size, self.captures):
            self.column.addWidget(each)
        if tools.captures is None or not tools.captures.possible:
            self.captures.hide()
            self.column.addWidget(Words(NO_SWITCH, "muted", parent=self))
        self.column.addStretch(1)
        self.colours.edited.connect(self._on_colours)
        self.text_size.edited.connect(self._on_size)
        self.captures.edited.connect(self._on_captures)
        tools.theme.changed.connect(self._show)
        self._show()

    def show_now(self) -> None:
        self._show()
        self.filled.emit()

    def first_focus(self) -> QWidget | None:
        return self.colours.inner.text_edit()

    def _show(self) -> None:
        self.colours.set_value(self.tools.theme.look.value)
        self.text_size.set_value(str(self.tools.theme.percent))
        if self.tools.captures is not None:
            self.captures.set_value(_SHOWN if self.tools.captures.shown else _LEFT_OUT)

    def _on_colours(self) -> None:
        self.tools.theme.use(Look(str(self.colours.value())))

    def _on_size(self) -> None:
        self.tools.theme.set_percent(int(str(self.text_size.value())))

    def _on_captures(self) -> None:
        captures, shown = self.tools.captures, self.captures.value() == _SHOWN
        if captures is None or shown == captures.shown:
            return

        def noted(_: None) -> None:
            captures.use(shown=shown)

        # First the trail, then the windows; where it cannot be written nothing changes.
        self.session.run(lambda vault: _note(vault, shown=shown), noted, self._on_refused)

    def _on_refused(self, error: UserError) -> None:
        self._show()
        self.session.failed.emit(error)


def _note(vault: "Vault", *, shown: bool) -> None:
    load("spoc_desk.casework.captures").note_choice(vault, shown=shown)
