"""The ways one name is also written: St and Saint, "&" and "and", the head of "Clacton-on-Sea", initials."""

import re
from collections.abc import Iterator

_HEAD = re.compile(r"^(.{4,}?)[ -](?:on|upon|under|by|le|next|cum|super|in|juxta|near|with|without)[ -]", re.IGNORECASE)
# What the first word of a name is also written as.
_FIRST_WORDS = (
    ("St", "Saint"),
    ("Great", "Gt"),
    ("Little", "Lt"),
    ("North", "N"),
    ("South", "S"),
    ("East", "E"),
    ("West", "W"),
    ("Upper", "Upr"),
    ("Market", "Mkt"),
    ("Mount", "Mt"),
)
_INSIDE_SAINT = re.compile(r"(?<=\w )(?:St\.?|Saint) ")
_BRACKETS = re.compile(r"\s*\([^)]*\)")


def variants(name: str) -> Iterator[str]:
    """Yield a name first and then its other spellings; never its head, which may be somewhere else."""
    yield name
    seen = {name}
    for spelling in _spellings(name):
        if spelling not in seen:
            seen.add(spelling)
            yield spelling


def _spellings(name: str) -> Iterator[str]:
    if "(" in name:
        yield _BRACKETS.sub("", name)
    first, _, rest = name.partition(" ")
    for long, short in _FIRST_WORDS:
        if rest and first in {long, short, short + "."}:
            yield f"{long} {rest}"
            yield f"{short} {rest}"
    if _INSIDE_SAINT.search(name):
        yield _INSIDE_SAINT.sub("St ", name)
        yield _INSIDE_SAINT.sub("Saint ", name)
    if "'" in name:
        yield name.replace("'", "")
    if name.endswith("-shire"):
        yield name.replace("-", "")
    if " and " in name:
        yield name.replace(" and ", " & ")
    if " & " in name:
        yield name.replace(" & ", " and ")


def head(name: str) -> str:
    """Return "Clacton" for "Clacton-on-Sea", or nothing."""
    match = _HEAD.match(name)
    return match[1] if match else ""


def initials(name: str, kinds: tuple[str, ...]) -> Iterator[str]:
    """Yield what a council is shortened to: "Barnsley" and the kind "MBC" make BMBC."""
    letters = "".join(word[0] for word in re.findall(r"[A-Z][a-z]+", name))
    for kind in kinds:
        yield kind.replace("*", letters) if "*" in kind else letters + kind
