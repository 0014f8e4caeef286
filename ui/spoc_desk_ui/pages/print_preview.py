"""A print before it leaves the desk: its pages, its copy number, what it contains and what stops it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from spoc_desk.errors import UserError

from ..page import Page, Tools
from ..place_strings import split_place
from ..printing.dispute_print import BLANK_DISPUTES, BlankDisputePrint
from ..printing.plain_print import BlankPrint
from ..printing.preview import ROOM_FOR_ALL, Preview
from ..printing.record_print import RecordPrint
from ..printing.referral_print import BLANK_PAPERS, BlankReferralPrint, ReferralPrint
from ..printing.relay_print import BLANK_RELAY, BlankRelayPrint, RelayPrint
from ..printing.reviewed_print import BLANK_REVIEWED, REVIEWED, BlankReviewedPrint, ReviewedPrint
from ..printing.source import Ready, Source
from ..theme import XL, M
from ..widgets.buttons import Button
from ..widgets.choice_box import ChoiceBox
from ..widgets.empty_state import EmptyState
from ..widgets.surface import column, row
from ..widgets.words import Words, rule

_NO_CASE = "-"
_REFERRAL = "referral"
_PARTNERSHIP = {
    "decision": "decision", "concern": "concern", "breach-sheet": "concern", "access-request": "access_request",
    "access-reply": "access_request", "incident-sheet": "serious_incident", "review-referral": "case_review",
    "review-request": "case_review", "review-plan": "case_review",
}  # fmt: skip
_RELAY = "relay"
_OF_HANDOVER = {
    "handover-sheet": ("handover", "Back to hand-overs"),
    "desk-card": ("handover_desks", "Back to this desk and others"),
}
_FIGURES = "figures"
_LOOKS = "who-looked"
_OF_DISPUTES = {
    "escalation": ("escalation", "escalations"),
    "complaint": ("complaint", "complaints"),
    "consultation": ("consultation", "consultations"),
    "consultation-log": ("consultation", "consultations"),
    "rollout-statement": ("", "rollout"),
}
"""The papers of the partnership: where the record of each is shown, and the tab of its list."""


class PrintPreviewPage(Page):
    """Places "print/<kind>/<case, referral or notification>/<records,>" and "print-blank/<form>/<case or ->"."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: dict[str, str] = {}
        self._session = tools.session
        layout = column(self, spacing=0)
        top = row(spacing=M)
        top.setContentsMargins(XL, M, XL, M)
        self._heading = Words("Print", "title", parent=self)
        self._back = Button("Back to the case", "quiet", icon_name="arrow-left", parent=self)
        self._back.clicked.connect(self._on_back)
        self.papers = ChoiceBox((), self, empty="")
        self.papers.edited.connect(self._on_other)
        self._papers_label = Words("Blank paper", "muted", wrap=False, parent=self)
        self._papers_label.setBuddy(self.papers)
        top.addWidget(self._heading, 1)
        top.addWidget(self._papers_label)
        top.addWidget(self.papers)
        top.addWidget(self._back)
        layout.addLayout(top)
        layout.addWidget(rule(self))
        self._stack = QStackedWidget(self)
        layout.addWidget(self._stack, 1)
        self.preview = Preview(self._session, self._stack)
        self._stack.addWidget(self.preview)
        self._nothing = EmptyState("This cannot be printed yet", icon_name="print", action="Back", parent=self._stack)
        self._nothing.acted.connect(self._on_back)
        self._stack.addWidget(self._nothing)
        self.preview.place_requested.connect(self._on_place)
        self.preview.prepared.connect(self._on_prepared)
        self.preview.refused.connect(self._on_refused)

    def open(self, ids: Mapping[str, str]) -> None:
        self._ids = dict(ids)
        blanks = self._blanks()
        for part in (self._papers_label, self.papers):
            part.setVisible(bool(blanks))
        self.papers.set_choices(blanks.items())
        self.papers.set_value(self._ids.get("form", ""))
        self._back.setText(self._way_back())
        self._back.setVisible(self._way_back() != "Back")
        self._stack.setCurrentWidget(self.preview)
        self.preview.show_source(self._source())

    def open_ids(self) -> dict[str, str]:
        return dict(self._ids)

    def first_focus(self) -> QWidget | None:
        return self.preview.first_focus()

    def keep_text(self) -> None:
        self.preview.let_go()

    def print_requested(self) -> bool:
        return self.preview.print_now()

    def save_requested(self) -> bool:
        if not self.preview.side.may_leave:
            return False
        self.preview.side.save_requested.emit()
        return True

    # Qt's side ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_heading()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_heading()

    # inside ---------------------------------------------------------------------------------------------------------

    def _fit_heading(self) -> None:
        """Where there is little room the title gives way to the pages."""
        narrow = self.width() < self.fontMetrics().horizontalAdvance("n" * ROOM_FOR_ALL)
        self._heading.set_role("heading" if narrow else "title")

    def _source(self) -> Source:
        if self._ids.get("form") in BLANK_PAPERS:
            return BlankReferralPrint(self._ids["form"])
        if self._ids.get("form") in BLANK_RELAY:
            return BlankRelayPrint(self._ids["form"])
        if self._ids.get("form") in BLANK_DISPUTES:
            return BlankDisputePrint(self._ids["form"])
        if self._ids.get("form") in BLANK_REVIEWED:
            return BlankReviewedPrint(self._ids["form"])
        if "form" in self._ids:
            return BlankPrint(self._ids["form"], self._case_id())
        records = tuple(each for each in self._ids.get("record_ids", "").split(",") if each)
        if self._is_of_referral():
            return ReferralPrint(self._ids["kind"], self._case_id(), records)
        if self._is_of_figures():
            return RecordPrint(self._ids["kind"], "", records)
        if self._is_of_relay():
            return RelayPrint(self._ids["kind"], ",".join(records))
        if self._is_reviewed():
            return ReviewedPrint(self._ids["kind"], records)
        return RecordPrint(self._ids.get("kind", ""), self._case_id(), records)

    def _is_of_referral(self) -> bool:
        return self._ids.get("kind", "").startswith(_REFERRAL)

    def _is_of_relay(self) -> bool:
        return self._ids.get("kind", "").startswith(_RELAY)

    def _of_partnership(self) -> str:
        """Return the place of the record that a paper is of, where it has a page of its own."""
        return _PARTNERSHIP.get(self._ids.get("kind", ""), "")

    def _is_reviewed(self) -> bool:
        return self._ids.get("kind", "").startswith(REVIEWED)

    def _is_of_figures(self) -> bool:
        return self._ids.get("kind", "").startswith(_FIGURES)

    def _blanks(self) -> Mapping[str, str]:
        """Return the blank papers one of which is shown, to choose another of them."""
        form = self._ids.get("form", "")
        every = (BLANK_PAPERS, BLANK_RELAY, BLANK_DISPUTES, BLANK_REVIEWED)
        return next((papers for papers in every if form in papers), {})

    def _way_back(self) -> str:
        if self._is_of_referral():
            return "Back to the referral"
        if self._ids.get("form") in BLANK_PAPERS:
            return "Back to the referrals"
        if self._is_of_relay():
            return "Back to the notification"
        if self._ids.get("form") in BLANK_RELAY:
            return "Back to RELAY"
        if self._ids.get("form") in BLANK_REVIEWED:
            return "Back to the list"
        if self._is_of_figures():
            return "Back to the figures"
        if self._ids.get("kind") == _LOOKS and not self._case_id():
            return "Back to the list"
        if self._of_partnership():
            return "Back to the record"
        if self._dispute_place():
            return "Back to the partnership"
        if self._ids.get("kind") in _OF_HANDOVER:
            return _OF_HANDOVER[self._ids["kind"]][1]
        return "Back to the case" if self._case_id() else "Back"

    def _looks(self) -> str:
        return f"case/{self._case_id()}/history/looks" if self._case_id() else "settings/looks"

    def _dispute_place(self) -> str:
        """Return where a paper of the partnership came from: its record, or its list; "" for every other paper."""
        record, form = self._ids.get("record_ids", ""), self._ids.get("form", self._ids.get("kind", ""))
        place, tab = _OF_DISPUTES.get(form, ("", ""))
        return f"{place}/{record}" if place and record else f"partnership/{tab}" if tab else ""

    def _period(self) -> dict[str, str]:
        is_sample = self._ids.get("kind", "") != _FIGURES
        return {} if is_sample else {"period": self._ids.get("record_ids", "")}

    def _case_id(self) -> str:
        case_id = self._ids.get("case_id", "")
        return "" if case_id == _NO_CASE else case_id

    def _on_prepared(self, ready: Ready) -> None:
        self._stack.setCurrentWidget(self.preview)
        self._heading.setText(" – ".join(part for part in (ready.title, ready.reference) if part))
        self.reference_changed.emit(ready.reference)
        self.filled.emit()

    def _on_refused(self, error: UserError) -> None:
        self._heading.setText("Print")
        self._nothing.say("This cannot be printed yet", str(error), self._way_back())
        self._stack.setCurrentWidget(self._nothing)
        self.filled.emit()

    def _on_place(self, place: str) -> None:
        self.place_requested.emit(*split_place(place))

    def _on_other(self) -> None:
        self.open({"form": self.papers.value()})

    def _on_back(self) -> None:
        if self._is_of_referral():
            self.place_requested.emit("referral", {"referral_id": self._case_id()})
        elif self._ids.get("form") in BLANK_PAPERS:
            self.place_requested.emit("referrals", {})
        elif self._is_of_figures():
            self.place_requested.emit("figures", self._period())
        elif self._is_of_relay():
            self.place_requested.emit("relay_notification", {"incident_id": self._case_id()})
        elif self._ids.get("form") in BLANK_RELAY:
            self.place_requested.emit("relay", {})
        elif self._ids.get("form") in BLANK_REVIEWED:
            kind = "incidents" if self._ids["form"].startswith("incident") else "reviews"
            self.place_requested.emit("partnership", {"kind": kind})
        elif self._ids.get("kind") == _LOOKS:
            self.place_requested.emit(*split_place(self._looks()))
        elif self._of_partnership():
            record, _, _further = self._ids.get("record_ids", "").partition(",")
            self.place_requested.emit(self._of_partnership(), {"record_id": record})
        elif self._dispute_place():
            self.place_requested.emit(*split_place(self._dispute_place()))
        elif self._ids.get("kind") in _OF_HANDOVER:
            record = self._ids.get("record_ids", "")
            self.place_requested.emit(_OF_HANDOVER[self._ids["kind"]][0], {"record_id": record} if record else {})
        elif self._case_id():
            self.place_requested.emit("case", {"case_id": self._case_id()})
        else:
            self.place_requested.emit("today", {})
