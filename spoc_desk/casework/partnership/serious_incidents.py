"""The list of serious incidents in the Partnership place (domain 1.17)."""

from collections.abc import Mapping

from spoc_desk.casework.moments import stored_now, to_answer
from spoc_desk.casework.paging import Page
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.reviewed.lists import IncidentLine, ReviewedFilter, list_incidents, open_incidents
from spoc_desk.forms.definition import Answer
from spoc_desk.vault.vault import Vault


def page_of(vault: Vault, asked: Asked) -> Page[IncidentLine]:
    """Return one page of the incidents, the newest first; nothing for who does not see them."""
    wanted = ReviewedFilter(
        open_only=not asked.also_closed, state=asked.of("state"), reference=asked.of("reference"),
        name=asked.of("children"), sort=asked.sort, descending=asked.descending,
    )  # fmt: skip
    return list_incidents(vault, filter=wanted, offset=asked.offset, limit=asked.limit)


def count_of(vault: Vault) -> int:
    """Return how many are not ended."""
    return open_incidents(vault)


def answers_at_first(vault: Vault) -> Mapping[str, Answer]:
    """Return what the form of a new incident is filled with at first: the council is aware of it now."""
    return {"aware_at": to_answer(stored_now(vault.clock))}
