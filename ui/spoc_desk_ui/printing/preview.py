"""The print preview: the real pages of the real file, what is on them, and the ways out of the desk."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from spoc_desk.errors import UserError

from ..forms.choices import fetch_choices
from ..lazy import load
from ..session import Session
from ..theme import L, M, S
from ..widgets.buttons import Button, IconButton
from ..widgets.choice_box import ChoiceBox
from ..widgets.surface import column, row
from ..widgets.words import Words, rule
from .delivery import FILE, PAPER, PROTECTED, Delivery, Target
from .page_reader import PageReader
from .page_view import FIT_PAGE, FIT_WIDTH, PERCENT, PageView
from .reading_pane import ReadingPane
from .save_place import SavePlace
from .side import PrintSide
from .source import Copy, Disclosing, Ready, Reasoned, Source
from .thumbnails import Thumbnails

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spoc_desk.printing.page_images import PageSize
    from spoc_desk.vault.vault import Vault

ROOM_FOR_ALL = 84
"""In widths of the letter n."""

_ZOOMS = ((FIT_WIDTH, "Fit the width"), (FIT_PAGE, "Whole page"), *((str(each), f"{each} %") for each in PERCENT))


class Preview(QWidget):
    """Shows one source at a time.

    Signals:
        place_requested: the place string of a text to edit, or of the register.
        prepared: the Ready that is shown now.
        refused: the UserError that says why there is nothing to show.
        out: the Copy that left.
    """

    place_requested = Signal(str)
    prepared = Signal(object)
    refused = Signal(object)
    out = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._source: Source | None = None
        self._ready: Ready | None = None
        self._saving = FILE
        self._password = ""
        self.reader = PageReader(session, self)
        self.delivery = Delivery(session, self)
        self.place = SavePlace(self)
        self._build()
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._prepare)
        self.reader.opened.connect(self._on_opened)
        self.reader.texts_read.connect(self.text.show_pages)
        self.delivery.delivered.connect(self._on_delivered)
        self.delivery.failed.connect(self._on_failed)
        self.delivery.given_up.connect(self._on_given_up)
        self.place.chosen.connect(self._on_path)
        self.place.left.connect(self._forget_password)

    # for the page ---------------------------------------------------------------------------------------------------

    def show_source(self, source: Source) -> None:
        """Prepare *source* and show its pages."""
        same = source == self._source
        self._source = source
        self.side.set_up(asks_recipient=source.asks_recipient, protects=source.protects)
        if not same:
            self.delivery.forget()
            self.side.outcome.hide()
            self.side.large.setChecked(False)
            self.side.recipient.set_value("")
            self.side.destination.forget()
            self.side.clear()
            self.pages.show_pages(())
            self.small.show_pages(())
            self.text.setPlainText("")
        if source.asks_recipient or isinstance(source, Disclosing):
            self._session.run(_own_people, self.side.show_recipients)
        self._prepare()

    def let_go(self) -> None:
        """Forget the pages and the password: the page is left."""
        self._forget_password()
        self.side.protect.forget()
        self.reader.let_go()

    def print_now(self) -> bool:
        """Go to the question for the printer, as Ctrl+P does, or where the copy goes; False where it may not leave."""
        if not self.side.may_leave:
            return self.side.ask_where()
        self.side.ask_printer()
        return True

    def first_focus(self) -> QWidget:
        """Return the pages."""
        return self.text if self.stack.currentWidget() is self.text else self.pages

    # Qt's side ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    # building -------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        across = row(self, spacing=0)
        main = column(spacing=0)
        main.addLayout(self._bar())
        main.addWidget(rule(self))
        middle = row(spacing=0)
        self.small = Thumbnails(self.reader, self)
        self.pages = PageView(self.reader, self)
        self.text = ReadingPane(self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.pages)
        self.stack.addWidget(self.text)
        middle.addWidget(self.small)
        middle.addWidget(self.stack, 1)
        main.addLayout(middle, 1)
        across.addLayout(main, 1)
        self.side = PrintSide(self._session, self)
        across.addWidget(self.side)
        self._connect()

    def _bar(self) -> QHBoxLayout:
        bar = row(spacing=S)
        bar.setContentsMargins(L, S, L, S)
        self.where = Words(role="muted", wrap=False, parent=self)
        self.smaller = IconButton("minus", "Smaller pages", shortcut="-", parent=self)
        self.larger = IconButton("plus", "Larger pages", shortcut="+", parent=self)
        self.zoom = ChoiceBox(_ZOOMS, self, empty="")
        self.zoom.setMinimumContentsLength(6)
        self.zoom.setAccessibleName("Size of the pages")
        self._sized = Words("Size", "muted", wrap=False, parent=self)
        self._sized.setAccessibleName("Size of the pages")
        self._sized.setBuddy(self.zoom)
        self.as_text = Button("Read as text", "quiet", parent=self)
        self.as_text.setCheckable(True)
        bar.addWidget(self.where)
        bar.addStretch(1)
        bar.addWidget(self.as_text)
        bar.addSpacing(M)
        bar.addWidget(self._sized)
        for part in (self.smaller, self.zoom, self.larger):
            bar.addWidget(part)
        return bar

    def _connect(self) -> None:
        self.smaller.clicked.connect(self._on_smaller)
        self.larger.clicked.connect(self._on_larger)
        self.zoom.edited.connect(self._on_zoom)
        self.as_text.toggled.connect(self._on_as_text)
        self.small.page_chosen.connect(self.pages.go_to)
        self.pages.page_changed.connect(self._on_page)
        self.pages.zoomed.connect(self._on_zoomed)
        self.side.asked_again.connect(self._on_asked_again)
        self.side.checks.place_requested.connect(self.place_requested)
        self.side.printers.print_requested.connect(self._on_print)
        self.side.save_requested.connect(self._on_save)
        self.side.protect.password_given.connect(self._on_password)
        self.side.outcome.register_requested.connect(self._on_register)
        self.side.outcome.again_requested.connect(self._on_again)
        self.side.outcome.never_made_requested.connect(self.delivery.give_up)

    # preparing ------------------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        source = self._source
        if source is None:
            return
        recipient, large = self.side.chosen_recipient, self.side.large.isChecked()

        going = self._going(source)

        def work(vault: "Vault") -> tuple[Source, Ready]:
            return source, going.prepare(vault, recipient=recipient, large_print=large)

        self._session.run(work, self._on_ready, self._on_refused)

    def _on_ready(self, found: tuple[Source, Ready]) -> None:
        source, ready = found
        if source != self._source:
            return
        self._ready = ready
        self.side.show_ready(ready)
        self.reader.show_pdf(ready.pdf)
        if self.as_text.isChecked():
            self.reader.want_texts()
        self.prepared.emit(ready)

    def _on_refused(self, error: UserError) -> None:
        self._ready = None
        self.side.clear()
        self.refused.emit(error)

    def _on_asked_again(self) -> None:
        self.delivery.forget()
        self.side.outcome.hide()
        self._again.start()

    def _on_opened(self, sizes: "Sequence[PageSize]") -> None:
        self.small.show_pages(sizes)
        self.pages.show_pages(sizes)
        self._arrange()
        self._say_page(self.pages.current_page())

    def _arrange(self) -> None:
        """Where there is little room the small pages and the words of the bar give way."""
        narrow = self.width() < self.fontMetrics().horizontalAdvance("n" * ROOM_FOR_ALL)
        many = self.small.model().rowCount() > 1
        self.small.setVisible(many and not narrow and not self.as_text.isChecked())
        for part in (self._sized, self.smaller, self.larger):
            part.setVisible(not narrow)
        self.where.setVisible(not narrow)
        self.side.fit(self.width())

    # looking --------------------------------------------------------------------------------------------------------

    def _say_page(self, number: int) -> None:
        count = self.small.model().rowCount()
        self.where.setText(f"Page {number + 1} of {count}" if count else "")

    def _on_page(self, number: int) -> None:
        self.small.show_current(number)
        self._say_page(number)

    def _on_smaller(self) -> None:
        self.pages.zoom_by(-1)

    def _on_larger(self) -> None:
        self.pages.zoom_by(1)

    def _on_zoom(self) -> None:
        wanted = self.zoom.value()
        self.pages.set_zoom(int(wanted) if wanted.isdigit() else wanted)

    def _on_zoomed(self, percent: int) -> None:
        self.zoom.set_value(str(self.pages.zoom))
        self.zoom.setAccessibleDescription(f"{percent} %")

    def _on_as_text(self, checked: bool) -> None:
        self.stack.setCurrentWidget(self.text if checked else self.pages)
        self._arrange()
        for part in (self.smaller, self.zoom, self.larger):
            part.setEnabled(not checked)
        if checked:
            self.reader.want_texts()
        self.first_focus().setFocus()

    # out of the desk ------------------------------------------------------------------------------------------------

    def _send(self, target: Target) -> None:
        source, reason = self._source, self.side.checks.reason
        if source is None or self._ready is None:
            return
        if reason and isinstance(source, Reasoned):
            source = source.with_reason(reason)
        source = self._going(source)
        self.delivery.send(source, self._ready, target, acknowledged=bool(self._ready.to_check))

    def _going(self, source: Source) -> Source:
        """Return the source with what was said of where its copy goes."""
        said = self.side.destination
        if said.goes is None or not isinstance(source, Disclosing):
            return source
        return source.with_destination(
            load("spoc_desk.casework.disclosing").Destination(said.goes, said.to_whom, said.answers, said.decision_id)
        )

    def _on_print(self, printer: str) -> None:
        self.side.show_ways()
        self._send(Target(PAPER, printer=printer))

    def _on_save(self) -> None:
        self._ask_path(FILE)

    def _on_password(self) -> None:
        self._password = self.side.protect.take()
        self._ask_path(PROTECTED)

    def _ask_path(self, output: str) -> None:
        self._saving = output
        if self._ready is not None:
            pending = self.delivery.pending
            title = "Save a protected copy" if output == PROTECTED else "Save a copy that anybody can open"
            self.place.ask(title, pending.file_name if pending is not None else self._ready.file_name)

    def _on_path(self, path: Path) -> None:
        password, self._password = self._password, ""
        self.side.show_ways()
        self._send(Target(self._saving, path=path, password=password))

    def _forget_password(self) -> None:
        self._password = ""

    def _on_delivered(self, copy: Copy, target: Target) -> None:
        where = "Sent to the printer" if target.output == PAPER else f"Saved as {_name(target)}"
        self.side.outcome.show_done(where, f"{copy.words}.".replace("..", "."), registered=bool(copy.print_id))
        self.out.emit(copy)
        self._again.start()

    def _on_failed(self, error: UserError, copy: Copy | None) -> None:
        number = copy.copy_no if copy is not None else None
        self.side.outcome.show_failed(error, number, can_repeat=copy is not None)
        if copy is None:
            self._again.start()

    def _on_again(self) -> None:
        self.side.outcome.hide()
        pending = self.delivery.pending
        if pending is None:
            return
        if self.delivery.target.output == PAPER:
            self.side.ask_printer()
        else:
            self._ask_path(self.delivery.target.output)

    def _on_given_up(self, number: int) -> None:
        self.side.outcome.show_done(f"Copy {number} is recorded as destroyed", "It never came out.", registered=True)
        self._again.start()

    def _on_register(self) -> None:
        self.place_requested.emit("prints")


def _name(target: Target) -> str:
    return target.path.name if target.path is not None else ""


def _own_people(vault: "Vault") -> tuple[str, ...]:
    return tuple(dict.fromkeys(choice.label for choice in fetch_choices(vault)["own_contacts"]))
