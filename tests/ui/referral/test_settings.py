"""Settings of referrals: the MASH, agencies, guidance, editions of the threshold document."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spoc_desk.casework.council import profile
from spoc_desk.clock import FixedClock
from spoc_desk.profile.profile import Profile
from spoc_desk.resources import read_text
from spoc_desk_ui.session import Session
from spoc_desk_ui.settings.clocks import ClocksSection
from spoc_desk_ui.settings.referring import AgenciesSection, MashSection
from spoc_desk_ui.settings.section import Section
from spoc_desk_ui.settings.thresholds import ThresholdsSection
from spoc_desk_ui.theme import Theme
from tests.casework.referrals.stages import open_stage
from tests.ui.accessible import unnamed
from tests.ui.laid_out import tools_of, unlock

Show = Callable[[type[Section]], Section]


class Desk:
    """One section of the settings on a real vault."""

    def __init__(self, session: Session, qtbot: QtBot) -> None:
        self.session, self._qtbot = session, qtbot

    def settle(self) -> None:
        for _ in range(3):
            self._qtbot.waitUntil(lambda: self.session.idle, timeout=20_000)

    def profile(self) -> Profile:
        found: list[Profile] = []
        self.session.run(profile, found.append)
        self.settle()
        return found[0]


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    clock = FixedClock()
    vault, _ = open_stage("empty", tmp_path / "vault", clock)
    vault.close()
    session = unlock(tmp_path / "vault", clock, qtbot)
    yield Desk(session, qtbot)
    session.shut_down()


@pytest.fixture
def show(desk: Desk, qtbot: QtBot, theme: Theme) -> Show:
    def make(kind: type[Section]) -> Section:
        section = kind(tools_of(desk.session, theme))
        qtbot.addWidget(section)
        section.resize(900, 700)
        section.show()
        section.show_now()
        desk.settle()
        assert unnamed(section) == []
        return section

    return make


@pytest.mark.req("R-004-14")
def test_the_mash_is_the_councils_own(desk: Desk, show: Show) -> None:
    section = show(MashSection)
    assert isinstance(section, MashSection)
    assert section.text("mash_phone") == "01582 547653"
    section.fields["mash_phone"].set_value("01582 546000")
    section.fields["mash_phone"].inner.edited.emit()
    assert section.save()
    desk.settle()
    assert desk.profile().referring.mash.phone == "01582 546000"
    assert desk.profile().referring.mash.email == "MASH@Luton.gov.uk"


def test_a_phone_number_that_is_none_is_not_saved(desk: Desk, show: Show) -> None:
    section = show(MashSection)
    assert isinstance(section, MashSection)
    section.fields["mash_phone"].set_value("ask at the desk")
    section.fields["mash_phone"].inner.edited.emit()
    section.save()
    desk.settle()
    assert desk.profile().referring.mash.phone == "01582 547653"


@pytest.mark.req("R-004-42")
def test_guidance_is_where_the_council_says(desk: Desk, show: Show) -> None:
    section = show(AgenciesSection)
    assert isinstance(section, AgenciesSection)
    section.fields["where.fgm"].set_value("Intranet, Safeguarding, FGM")
    section.fields["where.fgm"].inner.edited.emit()
    section.save()
    desk.settle()
    found = desk.profile().guidance_on("fgm")
    assert found is not None
    assert found.where == "Intranet, Safeguarding, FGM"
    assert desk.profile().guidance_on("send") is None
    assert len(desk.profile().referring.agencies) == 18


def test_the_hours_to_confirm_a_call_stay_when_another_clock_changes(desk: Desk, show: Show) -> None:
    section = show(ClocksSection)
    assert isinstance(section, ClocksSection)
    section.fields["written_confirmation_hours"].set_value("48")
    section.fields["written_confirmation_hours"].inner.edited.emit()
    section.save()
    desk.settle()
    assert desk.profile().clocks.written_confirmation_hours == 48
    assert desk.profile().clocks.query_working_days == 2


class TestThresholds:
    def _section(self, show: Show) -> ThresholdsSection:
        section = show(ThresholdsSection)
        assert isinstance(section, ThresholdsSection)
        return section

    def test_a_newer_edition_is_imported_and_used(self, desk: Desk, show: Show, tmp_path: Path) -> None:
        section = self._section(show)
        newer = read_text("thresholds", "luton-2021-10.toml").replace('id = "luton-2021-10"', 'id = "luton-2025-11"', 1)
        file = tmp_path / "newer.toml"
        file.write_text(newer, encoding="utf-8")
        section.take_file(file)
        desk.settle()
        assert desk.profile().referring.threshold_set == "luton-2025-11"
        assert set(section.use_buttons) == {"luton-2021-10"}
        section.use_buttons["luton-2021-10"].click()
        desk.settle()
        assert desk.profile().referring.threshold_set == "luton-2021-10"

    def test_a_file_with_a_mistake_changes_nothing_and_says_where(self, desk: Desk, show: Show, tmp_path: Path) -> None:
        section = self._section(show)
        file = tmp_path / "broken.toml"
        file.write_text('id = "x"\ntitle = "Only a title"\n', encoding="utf-8")
        section.take_file(file)
        desk.settle()
        assert "“edition” is missing" in section._wrong.words
        assert desk.profile().referring.threshold_set == "luton-2021-10"

    def test_a_file_that_is_no_text_is_refused_in_words(self, desk: Desk, show: Show, tmp_path: Path) -> None:
        section = self._section(show)
        file = tmp_path / "picture.toml"
        file.write_bytes(b"\xff\xfe\x00\x01" * 100)
        section.take_file(file)
        desk.settle()
        assert "could not be read" in section._wrong.words
        section.take_file(tmp_path / "nowhere.toml")
        desk.settle()
        assert str(tmp_path) not in section._wrong.words

    def test_corrections_can_be_switched_off(self, desk: Desk, show: Show) -> None:
        section = self._section(show)
        assert section.corrections.isChecked()
        section.corrections.click()
        desk.settle()
        assert not desk.profile().referring.threshold_corrections
