"""A section of a real referral on the screen, with the little of the desk around it that it needs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pytestqt.qtbot import QtBot

from spoc_desk.casework.council import profile, save_profile
from spoc_desk.casework.referrals.reading import ReferralView, referral_view
from spoc_desk.casework.referrals.rows import save_row
from spoc_desk.casework.referrals.start import start_referral
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.forms.choices import fetch_council
from spoc_desk_ui.referral.choices import fetch_referral_choices
from spoc_desk_ui.referral.known import Known
from spoc_desk_ui.referral.section import SectionPage
from spoc_desk_ui.session import Session
from tests.casework.referrals.desk import ReferralDesk
from tests.factories import make_vault
from tests.ui.laid_out import unlock

ROLES = frozenset({"referrer"})
STARTED = {"immediate_danger": "no", "allocated_worker": "no", "need_level": "INT"}
MOTHER = {
    "given_names": "Maria",
    "family_name": "Hale",
    "date_of_birth": "1988-02-14",
    "relationship": "Mother",
    "parental_responsibility": "yes",
    "safe_to_contact": "yes",
}
FATHER = {**MOTHER, "given_names": "Tom", "relationship": "Father", "date_of_birth": "1986-07-01"}
AUNT = {**MOTHER, "given_names": "Ines", "relationship": "Aunt", "parental_responsibility": "no"}
CHILD = {"given_names": "Leo", "family_name": "Hale", "date_of_birth": "2014-05-03"}
TEENAGER = {"given_names": "Nia", "family_name": "Hale", "date_of_birth": "2011-04-20"}
SIXTEEN = {"given_names": "Ben", "family_name": "Hale", "date_of_birth": "2010-01-09"}

Prepare = Callable[[Vault, str], None]
Story = Callable[[Vault, FixedClock], ReferralDesk]


@dataclass
class Host:
    """One page on one referral; every change is followed by a fresh view, as the desk does it."""

    page: SectionPage
    session: Session
    referral_id: str
    qtbot: QtBot

    def __post_init__(self) -> None:
        self.notices: list[tuple[str, str]] = []
        self.places: list[str] = []
        self.copied: list[str] = []
        self.page.notice_requested.connect(lambda words, kind: self.notices.append((words, kind)))
        self.page.place_requested.connect(lambda place, _ids: self.places.append(place))
        self.page.copy_requested.connect(self.copied.append)
        self.session.changed.connect(lambda _change: self.read())

    def read(self) -> None:
        """Hand the page a fresh view."""
        self.session.run(self._facts, self._show)

    def settle(self) -> None:
        """Wait until everything is answered; an answer may lead to the next question."""
        for _ in range(3):
            self.qtbot.waitUntil(lambda: self.session.idle, timeout=20_000)

    def view(self) -> ReferralView:
        """Return the referral as it is stored."""
        found: list[ReferralView] = []
        self.session.run(lambda vault: referral_view(vault, self.referral_id), found.append)
        self.settle()
        return found[0]

    def people(self) -> dict[str, str]:
        """Return the row of each person by the given names."""
        return {row.text("given_names"): row.id for row in self.view().people.values()}

    def do(self, work: Callable[[Vault], object]) -> None:
        """Do something in the vault, and show what follows."""
        self.session.run(work)
        self.settle()
        self.read()
        self.settle()

    def _facts(self, vault: Vault) -> tuple[ReferralView, Known]:
        view = referral_view(vault, self.referral_id)
        corrected = profile(vault).referring.threshold_corrections
        return view, Known(fetch_referral_choices(vault, view), fetch_council(vault), corrected=corrected)

    def _show(self, facts: tuple[ReferralView, Known]) -> None:
        view, self.page.known = facts
        self.page.show_view(view)


def lay_out(folder: Path, prepare: Prepare, answers: dict[str, str]) -> tuple[FixedClock, str]:
    """Write one referral into a new vault and lock it."""
    clock = FixedClock()
    vault = make_vault(folder, clock, roles=ROLES)
    save_profile(vault, load_profile("luton"))
    done = start_referral(vault, answers={**STARTED, **answers})
    assert done.record is not None
    prepare(vault, done.record.id)
    vault.close()
    return clock, done.record.id


def lay_out_story(folder: Path, story: Story) -> tuple[FixedClock, ReferralDesk]:
    """Write a whole referral into a new vault and lock it."""
    clock = FixedClock()
    vault = make_vault(folder, clock, roles=ROLES)
    save_profile(vault, load_profile("luton"))
    desk = story(vault, clock)
    vault.close()
    return clock, desk


def family(*people: tuple[str, dict[str, str]]) -> Prepare:
    """Return what puts these people on the form: ("referral_child", CHILD)."""

    def prepare(vault: Vault, referral_id: str) -> None:
        for form, answers in people:
            save_row(vault, referral_id=referral_id, form=form, answers=answers)

    return prepare


def nothing(_vault: Vault, _referral_id: str) -> None:
    """Prepare nothing."""


def hosts(folder: Path, qtbot: QtBot) -> Iterator[Callable[..., Host]]:
    """Yield a call that shows a page; the vaults are locked in the end."""
    opened: list[Session] = []

    def make(
        make_page: Callable[[str, Session], SectionPage],
        key: str,
        prepare: Prepare = nothing,
        *,
        answers: dict[str, str] | None = None,
        story: Story | None = None,
        size: tuple[int, int] = (1100, 700),
    ) -> Host:
        place = folder / f"vault{len(opened)}"
        if story is None:
            clock, referral_id = lay_out(place, prepare, answers or {})
        else:
            clock, desk = lay_out_story(place, story)
            referral_id = desk.id
        session = unlock(place, clock, qtbot)
        opened.append(session)
        page = make_page(key, session)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        host = Host(page, session, referral_id, qtbot)
        host.read()
        host.settle()
        return host

    yield make
    for session in opened:
        session.shut_down()
