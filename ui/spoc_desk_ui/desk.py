"""The open desk put together: which pages there are, and what they are given. Loaded after the unlock page is painted.

A new page is one line in PLACES.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from spoc_desk.casework.agenda import today
from spoc_desk.casework.change import Change, What
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.may_do import WRITES
from spoc_desk.casework.may_see import Sight
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.domain.roles import Role

from .absence import BEGINS, CAPTURES, RECORDS, SEALS, TAKES_IN
from .actions import Actions
from .captures import Captures
from .case_finder import find_cases
from .case_parts import make_case_page
from .checking.drop import DropWatch
from .clipboard import Clipboard
from .handover.errand import BUNDLE
from .lazy import load
from .lock import LockWatch
from .page import Place, Tools
from .pages.check_file import CheckFilePage
from .pages.deputy_packs import DeputyPacksPage
from .pages.directory import DirectoryPage
from .pages.figures import FiguresPage
from .pages.handover import HandoverPage
from .pages.handover_desks import HandoverDesksPage
from .pages.handover_file import HandoverFilePage
from .pages.help import HelpPage
from .pages.keeping import KeepingPage
from .pages.new_handover import NewHandoverPage
from .pages.new_referral import NewReferralPage
from .pages.new_relay import NewRelayPage
from .pages.new_relocation import NewRelocationPage
from .pages.partnership import PartnershipPage
from .pages.partnership_new import PartnershipNewPage
from .pages.partnership_record import PartnershipRecordPage
from .pages.print_preview import PrintPreviewPage
from .pages.prints import PrintsPage
from .pages.referral import ReferralPage
from .pages.referrals import ReferralsPage
from .pages.relay import RelayPage
from .pages.relay_figures import RelayFiguresPage
from .pages.relay_import import RelayImportPage
from .pages.relay_notification import RelayNotificationPage
from .pages.relocations import RelocationsPage
from .pages.school_year import SchoolYearPage
from .pages.settings import SettingsPage
from .pages.today import TodayPage
from .pages.whistleblowing import WhistleblowingPage
from .partnership.kinds import KINDS, NEW, kind_of
from .partnership.kinds import RECORDS as PARTNERSHIP_RECORDS
from .session import Session
from .shell import Shell
from .theme import Theme
from .widgets.focus_ring import FocusRing
from .window import Window

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

_CASES = (Sight.RELOCATIONS,)
_REFERRALS = (Sight.REFERRALS,)
_RELAY = (Sight.RELAY,)
_PAPERS = (*_CASES, *_REFERRALS, *_RELAY, Sight.DISPUTES, Sight.COMPLAINTS, Sight.INCIDENTS, Sight.FIGURES)
_BLANKS = (*_PAPERS, Sight.DIRECTORY)
_CHECKS = ("checked a document",)
_PARTNERSHIP = tuple(sorted({sight for kind in KINDS for sight in kind.seen_by}))
_PARTNERSHIP_PAGES = (
    *(
        Place(one.place, title, "partnership", partial(PartnershipRecordPage, one), False, kind_of(one.place).seen_by)
        for title, one in PARTNERSHIP_RECORDS
    ),
    *(
        Place(
            one.place, one.title, "plus", partial(PartnershipNewPage, one), False, kind_of(one.place).seen_by,
            tuple(offer.act for offer in kind_of(one.place).new if offer.place == one.place and offer.act),
        )
        for one in NEW
    ),
)  # fmt: skip
PLACES: tuple[Place, ...] = (
    Place("today", "Today", "today", TodayPage),
    Place("relocations", "Relocations", "relocations", RelocationsPage, seen_by=_CASES),
    Place("new_relocation", "New relocation", "plus", NewRelocationPage, False, _CASES, (RECORDS,)),
    Place("case", "Relocation", "relocations", make_case_page, on_rail=False, seen_by=_CASES),
    Place("referrals", "Referrals", "referrals", ReferralsPage, seen_by=_REFERRALS),
    Place("new_referral", "New referral", "plus", NewReferralPage, False, _REFERRALS, (BEGINS,)),
    Place("referral", "Referral", "referrals", ReferralPage, on_rail=False, seen_by=_REFERRALS),
    Place("relay", "RELAY", "mail", RelayPage, seen_by=_RELAY),
    Place("new_relay", "New RELAY notification", "plus", NewRelayPage, False, _RELAY, (CAPTURES,)),
    Place("relay_import", "RELAY from a list", "folder", RelayImportPage, False, _RELAY, (CAPTURES,)),
    Place("relay_figures", "RELAY in figures", "half", RelayFiguresPage, on_rail=False, seen_by=_RELAY),
    Place("relay_notification", "RELAY notification", "mail", RelayNotificationPage, on_rail=False, seen_by=_RELAY),
    Place("school_year", "School year", "calendar", SchoolYearPage, on_rail=False, seen_by=_RELAY),
    Place("partnership", "Partnership", "partnership", PartnershipPage, seen_by=_PARTNERSHIP),
    *_PARTNERSHIP_PAGES,
    Place("check", "Check a file", "search", CheckFilePage, seen_by=_CASES, done_by=_CHECKS),
    Place("handover", "Hand-over", "handover", HandoverPage, seen_by=_CASES),
    Place("new_handover", "Hand over cases", "plus", NewHandoverPage, False, _CASES, (SEALS,)),
    Place("handover_file", "Open a hand-over file", "folder", HandoverFilePage, False, _CASES, (TAKES_IN,)),
    Place("handover_desks", "This desk and others", "key", HandoverDesksPage, False, _CASES, (SEALS,)),
    Place("deputy_packs", "Deputy packs", "people", DeputyPacksPage, False, _CASES, (SEALS,)),
    Place("directory", "Directory", "directory", DirectoryPage, seen_by=(Sight.DIRECTORY, Sight.SCHOOLS)),
    Place("figures", "Figures", "figures", FiguresPage, seen_by=(Sight.FIGURES,)),
    Place("keeping", "Keeping and disposing", "history", KeepingPage, on_rail=False, seen_by=(Sight.RETENTION,)),
    Place("prints", "Print register", "print-register", PrintsPage, seen_by=_PAPERS),
    Place("print", "Print", "print", PrintPreviewPage, on_rail=False, seen_by=_BLANKS),
    Place("print-blank", "Print a blank form", "print", PrintPreviewPage, on_rail=False, seen_by=_BLANKS),
    Place("settings", "Settings", "settings", SettingsPage),
    Place("whistleblowing", "Whistleblowing", "help", WhistleblowingPage, on_rail=False),
    Place("help", "Guide", "help", HelpPage, on_rail=False),
)


@dataclass(frozen=True)
class _Facts:
    """What the desk must know of the council before the first page is made."""

    calendar: Calendar
    lock_minutes: int


class Desk(QObject):
    """Makes the shell when the vault is open and takes it down at the lock.

    Signals:
        acted: the id of an action the shell does not do itself: hide, lock, quit, larger, look:dark, …
    """

    acted = Signal(str)

    def __init__(
        self,
        session: Session,
        window: Window,
        theme: Theme,
        lock: LockWatch,
        clipboard: Clipboard,
        captures: Captures | None = None,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._theme = theme
        self._lock = lock
        self._clipboard = clipboard
        self._captures = captures
        self.shell: Shell | None = None
        self.actions: Actions | None = None
        self._ring: FocusRing | None = None
        self._drops: DropWatch | None = None
        lock.warned.connect(self._on_warned)
        lock.minutes_changed.connect(self._on_minutes_changed)
        session.changed.connect(self._on_changed)

    def open(self) -> None:
        """Build the desk; it appears when the vault has told the few facts it needs."""
        app = QApplication.instance()
        if self._ring is None and isinstance(app, QApplication):
            self._ring = FocusRing(app, self)
        self._session.run(_facts, self._on_facts)

    def close(self) -> None:
        """Throw away everything shown; the window is covered by then."""
        shell, self.shell = self.shell, None
        actions, self.actions = self.actions, None
        if self._drops is not None:
            self._drops.stop()
            self._drops = None
        if shell is not None:
            self._window.drop_view(shell)
        if actions is not None:
            actions.deleteLater()

    def keep_everything(self) -> None:
        """Send half-typed text and the present spot to the vault."""
        if self.shell is not None:
            self.shell.keep_everything()

    def _on_facts(self, facts: _Facts) -> None:
        self._lock.set_minutes(facts.lock_minutes)
        tools = Tools(self._session, facts.calendar, self._clipboard, self._theme, self._captures)
        places = tuple(place for place in PLACES if self._is_hers(place))
        actions = Actions(places, self, reads_only=not self._session.may(*WRITES))
        shell = Shell(tools, places, actions)
        actions.chosen.connect(self._on_chosen)
        actions.fill(self._window.menuBar())
        shell.hide_requested.connect(actions.action("hide").trigger)
        shell.lock_requested.connect(actions.action("lock").trigger)
        shell.reference_changed.connect(self._window.set_reference)
        shell.set_finder(find_cases)
        shell.say_who(_role_words(self._session))
        shell.say_lock(self._lock.minutes)
        self.actions, self.shell = actions, shell
        self._window.menuBar().show()
        self._window.show_view(shell)
        self._watch_drops()
        shell.start()
        if self._session.looks_at_disk:
            self._session.run(load("spoc_desk.casework.disk_report").note_change)
        self._session.run(_late, self._on_late)

    def _is_hers(self, place: Place) -> bool:
        return self._session.sees(*place.seen_by) and self._session.may(*place.done_by)

    def _watch_drops(self) -> None:
        """A file dropped anywhere on the open desk is one to check."""
        handle = self._window.windowHandle()
        if handle is not None:
            self._drops = DropWatch(handle, self)
            self._drops.dropped.connect(self._on_dropped)

    def _on_dropped(self, path: Path) -> None:
        if path.name.endswith(BUNDLE):
            self._open_bundle(path)
            return
        if self.shell is None or not (self._session.sees(*_CASES) and self._session.may(*_CHECKS)):
            return
        if self.shell.current_place != "check":
            self.shell.open_place("check")
        page = self.shell.current_page()
        if isinstance(page, CheckFilePage):
            page.take_file(path)

    def _open_bundle(self, path: Path) -> None:
        if self.shell is None or not (self._session.sees(*_CASES) and self._session.may(TAKES_IN)):
            return
        self.shell.open_place("handover_file")
        page = self.shell.current_page()
        if isinstance(page, HandoverFilePage):
            page.take_file(path)

    def _on_chosen(self, act_id: str) -> None:
        if self.shell is not None:
            self.shell.act(act_id)
        self.acted.emit(act_id)

    def _on_warned(self, seconds: int) -> None:
        if self.shell is not None:
            self.shell.warn_of_lock(seconds, self._lock.stay)

    def _on_minutes_changed(self, minutes: int) -> None:
        if self.shell is not None:
            self.shell.say_lock(minutes)

    def _on_changed(self, change: object) -> None:
        if isinstance(change, Change) and change.what is What.PROFILE:
            self._session.run(_facts, self._on_new_facts)
        if self.shell is not None:
            self._session.run(_late, self._on_late)

    def _on_late(self, count: int) -> None:
        if self.shell is not None:
            self.shell.set_count("today", count)

    def _on_new_facts(self, facts: _Facts) -> None:
        self._lock.set_minutes(facts.lock_minutes)


def _facts(vault: "Vault") -> _Facts:
    return _Facts(calendar(vault), profile(vault).clocks.lock_after_minutes)


def _late(vault: "Vault") -> int:
    """Return how many things are late: the count beside *Today*."""
    return today(vault, limit=1).counts.late


def _role_words(session: Session) -> str:
    held = session.actor.roles if session.actor is not None else frozenset()
    return ", ".join(role.label for role in Role if role.value in held)
