"""Which words the pages show: what is found elsewhere in the file is then only what no page shows."""

import re

_WORD = re.compile(r"[^\W\d_]{3,}|\d{3,}")
_MOST = 3_000_000
_PAGES_KEPT = 2


class ShownWords:
    """The words of all pages so far, and the last pages in one piece for words that are cut differently."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._last: list[str] = []

    def add(self, text: str) -> None:
        """Take in the words of a page."""
        folded = text.casefold()
        if not folded.strip():
            return
        if len(self._words) < _MOST:
            self._words.update(_WORD.findall(folded))
        self._last = [*self._last[-_PAGES_KEPT:], "".join(filter(str.isalnum, folded))]

    def has(self, word: str) -> bool:
        """Return whether a page shows a word."""
        folded = word.casefold()
        return folded in self._words or any(folded in page for page in self._last)
