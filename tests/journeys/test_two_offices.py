"""The offices of both Directors and the LA SPOC, each on a laptop of its own: in tandem, and where both began alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from spoc_desk.casework.agenda import agenda_page, today
from spoc_desk.casework.case_lists import CaseFilter, case_header, list_cases
from spoc_desk.casework.clocks import clocks
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.handover.answering import make_receipt
from spoc_desk.casework.handover.choosing import cases_of_meetings, meetings_in_hand
from spoc_desk.casework.handover.desks import own_desk, set_up_desk
from spoc_desk.casework.handover.looking_in import Incoming, look_into
from spoc_desk.casework.handover.sealing import SealPreview, preview_seal, seal
from spoc_desk.casework.handover.taking_in import take_in
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.standards import standards
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import CaseState
from spoc_desk.handover_errors import CaseAway
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault import users
from spoc_desk.vault.vault import Vault
from tests.casework.handover.two_desks import go_on, meet
from tests.casework.story import DASS, DCS, UKPPS_PERSON, Story
from tests.factories import make_vault

SPOC = "Jordan Field"
_DESKS = (
    ("dcs", "Asha Brook", "dcs_office", "Office of the DCS"),
    ("dass", "Ravi Moor", "dass_office", "Office of the DASS"),
    ("spoc", SPOC, "la_spoc", "LA SPOC desk"),
)


@dataclass
class Three:
    """Three desks that know each other, and one stick."""

    dcs: Vault
    dass: Vault
    spoc: Vault
    stick: Path

    def preview(self, sender: Vault, to: Vault) -> SealPreview:
        """Choose the latest meeting, as an office does, and look at what would travel."""
        return preview_seal(sender, desk_id=_id(to), case_ids=_latest(sender))

    def send(self, sender: Vault, to: Vault) -> Path:
        case_ids, why = _latest(sender), "The LA SPOC goes on with it"
        return seal(sender, folder=self.stick, desk_id=_id(to), case_ids=case_ids, told=go_on, purpose=why).path

    def look(self, at: Vault, path: Path) -> Incoming:
        return look_into(at, path=path, told=go_on)

    def take(self, at: Vault, path: Path, sender: Vault) -> None:
        """Take it in, and bring the receipt back."""
        taken = take_in(at, self.look(at, path))
        receipt = make_receipt(at, handover_id=taken.handover_id, folder=self.stick, told=go_on)
        take_in(sender, self.look(sender, receipt.path))


def _id(vault: Vault) -> str:
    own = own_desk(vault)
    assert own is not None
    return own.desk_id


def _latest(vault: Vault) -> tuple[str, ...]:
    (meeting_id, _words), *_ = meetings_in_hand(vault)
    return cases_of_meetings(vault, [meeting_id])


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Three]:
    made: dict[str, Vault] = {}
    try:
        for folder, name, role, _called in _DESKS:
            made[folder] = make_vault(tmp_path / folder, FixedClock(), name, frozenset({role}))
            save_profile(made[folder], load_profile("luton"))
        for folder, _name, role, called in _DESKS:
            set_up_desk(made[folder], name=called, role=role)
        for folder in made:
            for other, _name, role, called in _DESKS:
                if other != folder:
                    meet(made[folder], made[other], called, role)
        (tmp_path / "stick").mkdir()
        yield Three(**made, stick=tmp_path / "stick")
    finally:
        for vault in made.values():
            vault.close()


def _due(vault: Vault) -> list[str]:
    found = (*agenda_page(vault, section="late").rows, *agenda_page(vault, section="due_soon").rows)
    return [row.what for row in found if row.case_id is not None]


@pytest.mark.req("R-003-19", "R-003-20", "R-003-31")
def test_both_directors_in_tandem_and_one_la_spoc(three: Three) -> None:
    office = Story(three.dcs)
    office.notify()
    office.family()
    office.confirm()
    office.meet((UKPPS_PERSON, DCS), kind="dcs")
    case_id = office.case_id
    (week,) = [clock for clock in clocks(three.dcs, case_id) if clock.rule == "D-02"]
    assert week.due_on == date(2026, 11, 27)  # one week after Friday's meeting
    name_her = "Name the LA SPOC (children's side)"
    assert _due(three.dcs) == [name_her]
    assert len(standards(three.dcs, case_id)) == 3

    # To the LA SPOC without a name in it: said before it is sealed. So it goes to the other Director first.
    (said,) = three.preview(three.dcs, three.spoc).warnings
    assert "no LA SPOC is named" in said
    assert three.preview(three.dcs, three.dass).warnings == ()
    labels = dict(three.preview(three.dcs, three.dass).counts)
    assert {"Cases", "Meetings", "Who was there", "Standards", "Clocks", "People of the household"} <= set(labels)
    assert not {"Records in the exchange register", "Hands", "Flags"} & set(labels)  # at an office that is all there is
    three.take(three.dass, three.send(three.dcs, three.dass), three.dcs)
    assert case_header(three.dcs, case_id).custody_words == "With Office of the DASS. It can only be read here."
    with pytest.raises(CaseAway):
        Story(three.dcs, case_id).name_spoc()
    assert _due(three.dcs) == [] and _due(three.dass) == [name_her]

    # The other office adds its own meeting and names one LA SPOC for both sides, within the week.
    other = Story(three.dass, case_id)
    other.clock.advance(days=2)
    other.meet((UKPPS_PERSON, DASS), kind="dass", held_on="2026-11-24")
    other.name_spoc(other.contact(SPOC))
    assert _due(three.dass) == []
    assert other.case.state is CaseState.SPOC_ALLOCATED
    assert three.preview(three.dass, three.spoc).warnings == ()

    three.spoc.clock.advance(days=2)  # type: ignore[attr-defined]
    users.add_user(three.spoc, "Kim Deputy", frozenset({"deputy"}), b"fir-window-slate-orchard")
    settle(three.spoc)
    assert three.spoc.is_narrowed
    three.take(three.spoc, three.send(three.dass, three.spoc), three.dass)
    hers = Story(three.spoc, case_id)
    assert list_cases(three.spoc).total == 1  # she is named in it, so she sees it
    assert case_header(three.spoc, case_id).custody_words == "Taken over from Office of the DASS."
    assert [one.standard.value for one in standards(three.spoc, case_id)] == ["st_1", "st_2", "st_3"]
    hers.move("services_informed", no_needs="yes")
    for read_only in (three.dcs, three.dass):
        assert case_header(read_only, case_id).read_only
        assert list_cases(read_only, filter=CaseFilter(open_only=False)).total == 1
        assert today(read_only).counts.late == 0


def test_where_both_offices_began_alone_it_is_said_and_one_is_closed(three: Three) -> None:
    for vault in (three.dcs, three.dass):
        office = Story(vault)
        office.up_to_meeting(notified_to="dcs" if vault is three.dcs else "dass")
        office.name_spoc(office.contact(SPOC))
    first, second = three.send(three.dcs, three.spoc), three.send(three.dass, three.spoc)
    assert three.look(three.spoc, first).warnings == ()
    three.take(three.spoc, first, three.dcs)
    (said,) = three.look(three.spoc, second).warnings
    kept = list_cases(three.spoc).rows[0]
    assert f"within a few days of {kept.case_ref}, which came from Office of the DCS" in said
    three.take(three.spoc, second, three.dass)
    (other,) = [row for row in list_cases(three.spoc).rows if row.case_id != kept.case_id]
    story = Story(three.spoc, other.case_id)
    story.move("close_error", note="Both Directors were told of one family")
    assert [row.case_id for row in list_cases(three.spoc).rows] == [kept.case_id]
