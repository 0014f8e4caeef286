"""Names, once for a file, what somebody may have meant to remove and only made hard to see."""

from collections.abc import Iterable, Iterator

from spoc_desk.sanitise.readers.unit import Found, Remark, Unit

_SENTENCES = {
    "-blackened-text": "Words are covered by colour only: black letters on black. Whoever selects them can read them.",
    "-blackened-cell": "Cells are covered by colour only: black letters on black. Whoever selects them can read them.",
    "-white-text": "Words are invisible by colour only: white letters on white. Whoever selects them can read them.",
    "-hidden-text": "The document holds text that is set as hidden. Whoever shows hidden text can read it.",
    "-far-cell": "Cells far away from the rest of a sheet were checked. They do not come into the copy.",
}


def with_remarks(items: Iterable[Found], family: str) -> Iterator[Found]:
    """Yield the findings, and after them one remark for each way of hiding that was met in this family of channels."""
    met: dict[str, None] = {}
    for found in items:
        if isinstance(found, Unit) and not found.shown and found.channel.startswith(family):
            met.setdefault(found.channel, None)
        yield found
    for channel in met:
        for ending, sentence in _SENTENCES.items():
            if channel.endswith(ending):
                yield Remark(channel, sentence)
