"""What the list of every kind of partnership record is asked for, whatever the kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Asked:
    """Which rows, in which order: filters by column, those that are closed too or not."""

    filters: Mapping[str, str] = field(default_factory=dict)
    also_closed: bool = False
    sort: str = ""
    descending: bool = True
    offset: int = 0
    limit: int = 50

    def of(self, column: str) -> str:
        """Return what was asked for in one column, without the blanks around it."""
        return self.filters.get(column, "").strip()
