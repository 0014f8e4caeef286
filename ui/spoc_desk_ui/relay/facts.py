"""What the page of a notification asks the vault: the record, what can be done, the text of what is cleared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..lazy import load

if TYPE_CHECKING:
    from spoc_desk.casework.relay.lists import RelayView
    from spoc_desk.casework.relay.misdirected import MisdirectionView
    from spoc_desk.casework.turns import Turn
    from spoc_desk.vault.vault import Vault

_ROOM = "spoc_desk.casework.relay"


@dataclass(frozen=True)
class RelayFacts:
    """One notification as the page draws it."""

    view: "RelayView"
    turns: "tuple[Turn, ...]"
    message_turns: "Mapping[str, tuple[Turn, ...]]"
    """By message id."""
    misdirections: "Mapping[str, MisdirectionView]"


def read_relay(vault: "Vault", incident_id: str) -> RelayFacts:
    """Read one notification (vault thread). Raises UnknownRecord."""
    lists, offers, misdirected = (load(f"{_ROOM}.{name}") for name in ("lists", "offers", "misdirected"))
    load(f"{_ROOM}.stops").stop_now(vault, incident_id)
    view: RelayView = lists.relay_view(vault, incident_id)
    found = {each.message.id: misdirected.misdirection_of(vault, each.message.id) for each in view.messages}
    return RelayFacts(
        view,
        offers.for_incident(view),
        {each.message.id: offers.for_message(view, each, found[each.message.id]) for each in view.messages},
        {key: value for key, value in found.items() if value is not None},
    )
