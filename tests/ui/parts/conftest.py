"""Parts of a case, shown on a real case."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spoc_desk.casework.case_lists import CaseHeader, case_header
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import Direction
from spoc_desk_ui.parts.part import CasePart
from spoc_desk_ui.session import Session
from tests.casework.desk import Desk
from tests.casework.desk import lay_out as desk_of
from tests.casework.story import Story
from tests.factories import make_vault
from tests.ui.laid_out import Build, lay_out, unlock
from tests.ui.parts.host import Host

ShowPart = Callable[..., CasePart]
AtDesk = Callable[..., Host]


@pytest.fixture
def show_part(tmp_path: Path, qtbot: QtBot) -> Iterator[ShowPart]:
    """Return a call that shows a part on the case a story has written."""
    opened: list[Session] = []

    def make(kind: type[CasePart], build: Build) -> CasePart:
        written: list[str] = []

        def write(story: Story) -> None:
            build(story)
            written.append(story.case_id)

        clock = lay_out(tmp_path / "laid_out", write)
        session = unlock(tmp_path / "laid_out", clock, qtbot)
        opened.append(session)
        part = kind(session)
        qtbot.addWidget(part)
        part.resize(1176, 520)
        with qtbot.waitActive(part):
            part.show()
            part.activateWindow()
        headers: list[CaseHeader] = []
        session.run(lambda vault: case_header(vault, written[0]), headers.append)
        qtbot.waitUntil(lambda: bool(headers), timeout=20_000)
        part.show_case(written[0], headers[0])
        qtbot.waitUntil(lambda: session.idle, timeout=20_000)
        return part

    yield make
    for session in opened:
        session.shut_down()


@pytest.fixture
def at_desk(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    """Return a call that shows a part on the family of five whose exchange is open; *before* prepares the vault."""
    opened: list[Session] = []

    def make(
        kind: type[CasePart],
        before: Callable[[Desk], None] | None = None,
        direction: Direction = Direction.ARRIVAL,
        size: tuple[int, int] = (1176, 520),
    ) -> Host:
        clock = FixedClock()
        vault = make_vault(tmp_path / "desk", clock)
        desk = desk_of(vault, clock, direction)
        if before is not None:
            before(desk)
        vault.close()
        session = unlock(tmp_path / "desk", clock, qtbot)
        opened.append(session)
        part = kind(session)
        qtbot.addWidget(part)
        part.resize(*size)
        with qtbot.waitActive(part):
            part.show()
            part.activateWindow()
        return Host(session, part, desk, qtbot)

    yield make
    for session in opened:
        session.shut_down()
