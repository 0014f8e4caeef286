"""Read the word lists of `resources/gazetteer`: one entry a line, `#` for remarks, `|` between aliases or marks."""

from functools import cache

from spoc_desk.resources import read_text


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of one list, each as its parts."""
    lines = read_text("gazetteer", f"{name}.txt").splitlines()
    return tuple(tuple(part.strip() for part in line.split("|")) for line in lines if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the first part of each row, in lower case."""
    return frozenset(row[0].lower() for row in rows(name))


@cache
def plain_words(name: str) -> frozenset[str]:
    """Return a long list of single small words, read all at once."""
    text = read_text("gazetteer", f"{name}.txt")
    while text.startswith("#"):
        text = text.partition("\n")[2]
    return frozenset(text.split())


@cache
def _sections() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for part in read_text("gazetteer", "context.txt").split("\n[")[1:]:
        name, _, text = part.partition("]")
        found[name] = frozenset(text.split())
    return found


def context(section: str) -> frozenset[str]:
    """Return the words of one section of `context.txt`."""
    return _sections()[section]
