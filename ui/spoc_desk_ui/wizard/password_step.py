"""Step 4: the password."""

from PySide6.QtWidgets import QWidget

from ..widgets.banner import Line
from ..widgets.new_password import NewPassword
from .step import Step


class PasswordStep(Step):
    """Five words offered, strength in words, typed twice."""

    title = "Password"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Your password",
            "It is the only thing that opens the vault, apart from the recovery sheet that comes next. "
            "Nobody can reset it.",
            parent,
        )
        self.lines = NewPassword(self)
        self.column.addWidget(self.lines)

    def first_focus(self) -> QWidget:
        return self.lines.first.inner.text_edit()

    def problems(self) -> list[Line]:
        problem = self.lines.problem()
        return [Line(problem, "password")] if problem else []
