"""How the window looks on this computer: colours and text size. It takes effect at once."""

from PySide6.QtWidgets import QWidget

from ..page import Tools
from ..theme import PERCENT_STEPS, Look
from ..widgets.field import Field
from ..widgets.options import Options
from .section import Section

_LOOKS = (
    (Look.SYSTEM.value, "As the computer is set"),
    (Look.LIGHT.value, "Light"),
    (Look.DARK.value, "Dark"),
    (Look.HIGH_CONTRAST.value, "High contrast"),
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
        for each in (self.colours, self.text_size):
            self.column.addWidget(each)
        self.column.addStretch(1)
        self.colours.edited.connect(self._on_colours)
        self.text_size.edited.connect(self._on_size)
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

    def _on_colours(self) -> None:
        self.tools.theme.use(Look(str(self.colours.value())))

    def _on_size(self) -> None:
        self.tools.theme.set_percent(int(str(self.text_size.value())))
