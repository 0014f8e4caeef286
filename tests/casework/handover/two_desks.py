"""Two desks with a vault each that know each other, and short ways to say what they do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.handover.desks import add_desk, card_file, own_desk, read_card, set_up_desk
from spoc_desk.casework.handover.looking_in import Incoming, look_into
from spoc_desk.casework.handover.sealing import seal
from spoc_desk.casework.handover.taking_in import TakenIn, take_in
from spoc_desk.casework.handover.writing import Sealed
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import Direction
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.vault import Vault
from tests.casework.desk import Desk, lay_out
from tests.factories import make_vault

OFFICE = frozenset({"dcs_office", "administrator"})
HERS = frozenset({"la_spoc", "administrator"})


def go_on(_words: str, _done: int, _whole: int) -> bool:
    """Never stop."""
    return True


@dataclass
class Pair:
    """The office of the DCS (north) and the desk of the LA SPOC (south); a stick lies between them."""

    north: Vault
    south: Vault
    stick: Path
    clock: FixedClock
    desk: Desk

    @property
    def case_id(self) -> str:
        return self.desk.case_id

    def id_of(self, vault: Vault) -> str:
        """Return the number of a desk."""
        found = own_desk(vault)
        assert found is not None
        return found.desk_id

    def other(self, vault: Vault) -> Vault:
        return self.south if vault is self.north else self.north

    def send(self, sender: Vault, *case_ids: str, **more: object) -> Sealed:
        """Seal cases of one desk for the other."""
        return seal(
            sender, folder=self.stick, desk_id=self.id_of(self.other(sender)), case_ids=case_ids or (self.case_id,),
            told=go_on, **{"purpose": PURPOSE, **more},  # type: ignore[arg-type]
        )  # fmt: skip

    def look(self, vault: Vault, sealed: Sealed | Path) -> Incoming:
        return look_into(vault, path=sealed if isinstance(sealed, Path) else sealed.path, told=go_on)

    def take(self, vault: Vault, sealed: Sealed | Path) -> TakenIn:
        return take_in(vault, self.look(vault, sealed))


PURPOSE = "They go on with the case from here."


def meet(one: Vault, other: Vault, name: str, role: str) -> None:
    """Let *one* put *other* on its list."""
    card = read_card(one, data=card_file(other))
    add_desk(one, card=card, name=name, role=role, compared=True)


@contextmanager
def pair(folder: Path, clock: FixedClock) -> Iterator[Pair]:
    """Yield two desks that know each other; a case lies at north."""
    north = make_vault(folder / "north", clock, "Asha Brook", OFFICE)
    south = make_vault(folder / "south", clock, "Robin Hale", HERS)
    try:
        desk = lay_out(north, clock, Direction.ARRIVAL)
        save_profile(south, load_profile("luton"))
        set_up_desk(north, name="DCS office", role="dcs_office")
        set_up_desk(south, name="LA SPOC desk", role="la_spoc")
        meet(north, south, "LA SPOC desk", "la_spoc")
        meet(south, north, "DCS office", "dcs_office")
        stick = folder / "stick"
        stick.mkdir()
        yield Pair(north, south, stick, clock, desk)
    finally:
        north.close()
        south.close()
