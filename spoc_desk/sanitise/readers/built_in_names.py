"""Names that office programs give to styles and shapes by themselves: they tell of the program, not of anybody.

Every document bears hundreds of them; left in, they would bury what somebody really named.
"""

import re
from functools import cache

from spoc_desk.resources import read_text

_NOT_LETTERS = re.compile(r"[^a-z]")
_LONGEST = 60
_MOST_DIGITS = 2


def is_built_in(name: str) -> bool:
    """Return whether a name is one of the programs' own, its number aside ("Heading 2", "GridTable4-Accent1")."""
    if len(name) > _LONGEST or not name.isascii() or sum(map(str.isdigit, name)) > _MOST_DIGITS:
        return False
    return _core(name) in _known()


@cache
def _known() -> frozenset[str]:
    lines = read_text("office", "built-in-names.txt").splitlines()
    return frozenset(_core(line) for line in lines if not line.startswith("#"))


def _core(name: str) -> str:
    return _NOT_LETTERS.sub("", name.lower()).removesuffix("accent")
