"""A word found where nobody sees it, in a comment or a property, that also stands unmarked in the shown text.

Where it is shown its neighbours may not betray it: "Reading helped." So the scan passed it by, and only the hidden part
tells that it is a name. It is put before the reviewer in a group of its own, undecided: it goes unless she keeps it.
"""

from collections.abc import Iterator
from dataclasses import replace

from spoc_desk.sanitise.apart.document import Document
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.ambiguity import is_everyday
from spoc_desk.sanitise.gazetteer.sources import key_of as name_key
from spoc_desk.sanitise.review.marks import Marks
from spoc_desk.sanitise.review.places import Decision, Place, key_of, new_group, place_of

WHY = "It was found in a hidden part of the file, and stands in the text too."


def hidden_words(document: Document) -> Iterator[tuple[str, Place]]:
    """Yield every word found where nobody sees it, as far as it must go, with its place there."""
    for number, scanned in enumerate(document.scanned):
        if not scanned.unit.shown:
            for finding in scanned.findings:
                if finding.severity is Severity.HIGH:
                    yield scanned.unit.text[finding.start : finding.end], place_of(number, finding)


def mark_hidden_words(marks: Marks) -> None:
    """Mark each hidden word wherever the shown text has it and nothing is marked; longer words first."""
    words: dict[str, tuple[str, Place]] = {}
    for word, place in hidden_words(marks.document):
        words.setdefault(key_of(word), (word, place))
    for key in sorted(words, key=len, reverse=True):
        word, hidden = words[key]
        if marks.stands(key):
            _mark(marks, key, word, hidden)


def _mark(marks: Marks, key: str, word: str, hidden: Place) -> None:
    spans = marks.unmarked(marks.find_word(word))
    if not spans:
        return
    # An ordinary word is looked at by itself, and does not go with all that must go.
    severity = Severity.LOW if is_everyday(name_key(word)) else Severity.HIGH
    places = [replace(hidden, text=at, start=start, end=end, severity=severity, why=WHY) for at, start, end in spans]
    group = new_group(places[0], word, key)
    group.elsewhere = True
    group.spellings = len({marks.word(place) for place in places})
    marks.join(marks.add_group(group), marks.add(places), Decision.UNDECIDED)
