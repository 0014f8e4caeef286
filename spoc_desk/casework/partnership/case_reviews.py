"""The list of cases before the Case Review Group in the Partnership place (domain 1.17, 3.6)."""

from collections.abc import Mapping

from spoc_desk.casework.paging import Page
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.reviewed.lists import ReviewedFilter, ReviewLine, list_reviews, open_reviews
from spoc_desk.forms.definition import Answer
from spoc_desk.vault.vault import Vault


def page_of(vault: Vault, asked: Asked) -> Page[ReviewLine]:
    """Return one page of the cases, the newest first; nothing for who does not see them."""
    wanted = ReviewedFilter(
        open_only=not asked.also_closed, state=asked.of("state"), reference=asked.of("reference"),
        name=asked.of("children"), source=asked.of("source"), sort=asked.sort, descending=asked.descending,
    )  # fmt: skip
    return list_reviews(vault, filter=wanted, offset=asked.offset, limit=asked.limit)


def count_of(vault: Vault) -> int:
    """Return how many are not ended."""
    return open_reviews(vault)


def answers_at_first(vault: Vault) -> Mapping[str, Answer]:
    """Return what the form of a new case is filled with at first."""
    return {"discussed_on": vault.clock.today().isoformat()}
