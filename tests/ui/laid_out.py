"""A vault with a case in it, opened by a session, for the tests of pages and parts."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from pytestqt.qtbot import QtBot

from spoc_desk.casework.council import save_profile
from spoc_desk.clock import FixedClock
from spoc_desk.deadlines.calendar import load_calendar
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk_ui.clipboard import Clipboard
from spoc_desk_ui.page import Tools
from spoc_desk_ui.session import Session
from spoc_desk_ui.theme import Theme
from tests.casework.story import Story
from tests.factories import PASSWORD, make_vault

ROLES = frozenset({"la_spoc", "dcs_office"})
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

Build = Callable[[Story], None]


def lay_out(folder: Path, *builds: Build, began: datetime = MONDAY) -> FixedClock:
    """Write one story after the other into a new vault at *folder* and lock it; return its clock."""
    shutil.copytree(_of_luton(began), folder, dirs_exist_ok=True)
    clock = FixedClock(began)
    if builds:
        vault = open_vault(folder, PASSWORD, clock=clock)
        for build in builds:
            build(Story(vault))
        vault.close()
    return clock


@cache
def _of_luton(began: datetime) -> Path:
    """Return a locked vault with the council's profile in it, made once; copy it, do not open it."""
    place = Path(tempfile.mkdtemp(prefix="spoc-desk-test-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    vault = make_vault(place / "vault", FixedClock(began), roles=ROLES)
    save_profile(vault, load_profile("luton"))
    vault.close()
    return place / "vault"


def unlock(folder: Path, clock: FixedClock, qtbot: QtBot) -> Session:
    """Return a session whose vault is open; the caller shuts it down."""
    session = Session(clock)
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        session.open(folder, PASSWORD)
    return session


def tools_of(session: Session, theme: Theme) -> Tools:
    """Return what pages are given."""
    return Tools(session, load_calendar(()), Clipboard(session), theme)
