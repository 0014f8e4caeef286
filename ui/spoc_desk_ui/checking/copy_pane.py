"""The new copy: its pages from the bytes that will be saved, what its proof found, who else looked, and the way out."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from spoc_desk.domain.roles import DIRECTORS_OFFICES, SPOCS, Role
from spoc_desk.errors import UserError
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.review import Review

from ..parts.second_signature import NEEDED, SecondSignature
from ..printing.page_reader import PageReader
from ..printing.page_view import FIT_WIDTH, PageView
from ..printing.save_place import SavePlace
from ..session import Session
from ..theme import L, M, S
from ..widgets.buttons import Button
from ..widgets.choice_box import ChoiceBox
from ..widgets.marks import Tick
from ..widgets.notice import Notice
from ..widgets.surface import ScrollColumn, column, row
from ..widgets.text_field import TextField
from ..widgets.words import Words, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spoc_desk.printing.page_images import PageSize

    from .reading import Copy

_MAY_SIGN = [role for role in Role if role in SPOCS | DIRECTORS_OFFICES]
_BESIDE = 62
"""In widths of the letter n: from where on the proof and the second person stand beside the pages."""
LOOKED = "I looked at every page of the new copy"


class CopyPane(QWidget):
    """Shows one copy. A copy whose proof failed is shown to nobody and cannot be saved.

    Signals:
        save_requested: (path, second person, role, user) the copy may be saved there; without a user the name was
            typed.
        certificate_requested: she wants the certificate on paper.
        finished: she is done with this file.
    """

    save_requested = Signal(object, str, str, str)
    certificate_requested = Signal()
    finished = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.version = -1
        self.copy: Copy | None = None
        self._mode = Mode.OUT
        self._reviewer = ""
        self._name = ""
        self._seen: set[int] = set()
        self._count = 0
        self.reader = PageReader(session, self)
        self.place = SavePlace(self)
        self._layout: QBoxLayout = column(self, spacing=0)
        shown = QWidget(self)
        inside = column(shown, spacing=0)
        self._page = Words(role="small", wrap=False, parent=self)
        head = row(spacing=M)
        head.setContentsMargins(L, S, L, S)
        head.addWidget(Words("The new copy", "strong", wrap=False, parent=self))
        head.addStretch(1)
        head.addWidget(self._page)
        self.pages = PageView(self.reader, self)
        self.pages.setAccessibleName("Pages of the new copy")
        inside.addLayout(head)
        inside.addWidget(rule(self))
        inside.addWidget(self.pages, 1)
        self._layout.addWidget(shown, 3)
        self._scroll = ScrollColumn(self, margin=L, spacing=S)
        self._layout.addWidget(self._scroll, 2)
        self._build(self._scroll)
        self.reader.opened.connect(self._on_opened)
        self.reader.pictured.connect(self._on_pictured)
        self.pages.page_changed.connect(self._on_page)
        self.place.chosen.connect(self._on_path)

    def _build(self, scroll: ScrollColumn) -> None:
        inside = scroll.column
        self.told = Notice("", "ok", closable=False, parent=self)
        self.checks = Words(role="small", parent=self)
        self.checks.hide()
        self.areas = Words(role="small", parent=self)
        self.all_checks = Button("What it was tested for", "link", parent=self)
        self.all_checks.clicked.connect(self._on_all_checks)
        self._sign = QWidget(self)
        sign = column(self._sign, spacing=S)
        label = Words("A second person looks at it too", "strong", parent=self._sign)
        self.name = TextField(self._sign)
        self.name.setAccessibleName("Name of the second person")
        self.name.setPlaceholderText("Name of the second person")
        label.setBuddy(self.name)
        self.role = ChoiceBox([(role.value, role.label) for role in _MAY_SIGN], self._sign, empty="Role…")
        self.role.setAccessibleName("Role of the second person")
        role_label = Words("Role", parent=self._sign)
        role_label.setBuddy(self.role)
        self.signature = SecondSignature(self._session, lambda _vault: SPOCS | DIRECTORS_OFFICES, self._sign)
        self.signature.asked.connect(self._on_asked)
        self.signature.signed.connect(self._say)
        self._typed = (self.name, role_label, self.role)
        self.looked = Tick(LOOKED, self._sign)
        parts: tuple[QWidget, ...] = (label, self.name, role_label, self.role, self.signature, self.looked)
        for part in parts:
            sign.addWidget(part)
        self.waits = Words(role="small", parent=self)
        self.save = Button("Save the copy…", "primary", icon_name="save", parent=self)
        self.certificate = Button("Print the certificate…", icon_name="print", parent=self)
        self.done = Button("Check another file", parent=self)
        for part in (
            self.told,
            self.areas,
            self.all_checks,
            self.checks,
            self._sign,
            self.waits,
            self.save,
            self.certificate,
            self.done,
        ):
            inside.addWidget(part)
        self.name.edited.connect(self._say)
        self.role.edited.connect(self._say)
        self.looked.toggled.connect(self._say)
        self.save.clicked.connect(self._on_save)
        self.certificate.clicked.connect(self.certificate_requested)
        self.done.clicked.connect(self.finished)

    # for the workspace ----------------------------------------------------------------------------------------------

    def show_copy(self, copy: "Copy", review: Review, reviewer: str, name: str) -> None:
        """Show a copy and what was tested; *reviewer* may not sign as the second person."""
        self.copy, self.version, self._mode = copy, copy.version, review.mode
        self._reviewer, self._name = reviewer, name
        self._seen, self._count = set(), 0
        self.looked.setChecked(False)
        for button in (self.certificate, self.done):
            button.hide()
        self._sign.setVisible(copy.is_proved and review.mode is Mode.OUT)
        if copy.is_proved and review.mode is Mode.OUT:
            self.signature.ask()
        self.save.setVisible(copy.is_proved)
        self.pages.setVisible(copy.is_proved)
        failed = [check.sentence for check in copy.checks if not check.passed]
        if copy.is_proved:
            self.told.say(f"Proved: {len(copy.checks)} tests passed, none failed.", "ok")
            self.reader.show_pdf(copy.pdf)
        else:
            self.told.say(f"There is no copy: its proof failed. {' '.join(failed)}", "error")
        self.told.speak()
        self.checks.setText("\n".join(f"✓ {check.sentence}" for check in copy.checks if check.passed))
        self.all_checks.setVisible(copy.is_proved)
        self.checks.hide()
        self._say()

    def say_saved(self, name: str) -> None:
        """Say that the copy is on the disk, under which name."""
        self.told.say(f"Saved as {name}. The check is in the history, as counts.", "ok")
        self.told.speak()
        for part in (self._sign, self.save):
            part.hide()
        self.waits.say("")
        for button in (self.certificate, self.done):
            button.show()

    def say_failed(self, error: UserError) -> None:
        """Say why the copy is not saved."""
        self.told.say(str(error), "error")
        self.told.speak()

    def let_go(self) -> None:
        """Forget the copy and its pictures."""
        self.copy, self.version = None, -1
        self._seen, self._count = set(), 0
        self.name.setText("")
        self.role.set_value("")
        self.signature.let_go()
        self.looked.setChecked(False)
        self.pages.show_pages(())
        self.reader.let_go()

    @property
    def left_to_do(self) -> str:
        """What still keeps the copy from being saved, or ""."""
        if self._mode is not Mode.OUT:
            return ""
        unseen = self._count - len(self._seen)
        if unseen:
            return f"{unseen} {'page' if unseen == 1 else 'pages'} of the new copy not looked at."
        if self.signature.can_sign:
            if self.signature.second is None:
                return NEEDED
        elif not self.name.value() or not self.role.value():
            return "The second person gives name and role."
        elif _same(self.name.value(), self._reviewer):
            return "The second person is somebody else than you."
        return "" if self.looked.isChecked() else "The second person ticks that every page was looked at."

    # Qt's side ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self.fontMetrics().horizontalAdvance("n" * _BESIDE)
        side = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != side:
            self._layout.setDirection(side)

    # inside ---------------------------------------------------------------------------------------------------------

    def _say(self) -> None:
        left = self.left_to_do
        self.looked.setEnabled(self._count > 0 and len(self._seen) == self._count)
        self.waits.say(left)
        self.save.setEnabled(not left and self._count > 0)

    def _on_asked(self) -> None:
        for part in self._typed:
            part.setVisible(not self.signature.can_sign)
        self._say()

    def _on_opened(self, sizes: "Sequence[PageSize]") -> None:
        self._count = len(sizes)
        self.pages.show_pages(sizes)
        self.pages.set_zoom(FIT_WIDTH)
        self._say_page(0)
        self._say()

    def _on_pictured(self, number: int, _scale: float, _image: object) -> None:
        self._see()

    def _on_page(self, number: int) -> None:
        self._say_page(number)
        self._see()

    def _see(self) -> None:
        before = len(self._seen)
        if self.pages.is_drawn and self.isVisible():
            self._seen.add(self.pages.current_page())
        if len(self._seen) != before:
            self._say()

    def _say_page(self, number: int) -> None:
        self._page.setText(f"Page {number + 1} of {self._count}" if self._count else "")

    def _on_all_checks(self) -> None:
        self.checks.setVisible(not self.checks.isVisible())

    def _on_save(self) -> None:
        self.place.ask("Save the sanitised copy", self._name)

    def _on_path(self, path: Path) -> None:
        second = self.signature.second
        if self._mode is not Mode.OUT:
            self.save_requested.emit(path, "", "", "")
        elif second is not None:
            self.save_requested.emit(path, second.name, second.role.value, second.user_id or "")
        else:
            self.save_requested.emit(path, self.name.value(), self.role.value(), "")


def _same(one: str, other: str) -> bool:
    return "".join(one.lower().split()) == "".join(other.lower().split())
