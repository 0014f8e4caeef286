"""The leak scan over the program's own texts: on save it warns, on print and pass-on it blocks (2.3 rule 9).

Nothing of a finding is stored: no text, no place in it, no digest (domain 1.0.1 rule 2).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spoc_desk.domain.cases import Direction
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import LeakFound
from spoc_desk.forms.definition import Answers, FormDef, LeakClass
from spoc_desk.sanitise.findings import Finding, Mode, Severity
from spoc_desk.sanitise.scan import scan


@dataclass(frozen=True)
class FieldLeak:
    """What the scan found in one field. `place` is where the window can open that field."""

    field: str
    label: str
    findings: tuple[Finding, ...]
    place: str = ""

    @property
    def blocks(self) -> bool:
        """Say whether printing and passing on must wait until the text is edited."""
        return any(finding.severity is Severity.HIGH for finding in self.findings)


@dataclass(frozen=True)
class OwnWords:
    """What may stand in our own records: the area of the profile, and names of our own services and colleagues."""

    area: OwnArea
    services: tuple[str, ...] = ()

    def covered(self, text: str) -> str:
        """Return *text* with every own name as small letters that mean nothing, the same in length: offsets stay."""
        if not self.services:
            return text
        longest_first = sorted(self.services, key=len, reverse=True)
        return re.sub("|".join(map(re.escape, longest_first)), lambda found: "x" * len(found[0]), text)


def scan_answers(form: FormDef, answers: Answers, own: OwnWords) -> tuple[FieldLeak, ...]:
    """Return the findings in the SCAN fields of a form, own area allowed: it is our own record."""
    texts = {
        question.id: (question.label, str(answers.get(question.id, "")))
        for question in form.questions
        if question.leak is LeakClass.SCAN
    }
    return scan_texts(texts, own)


def scan_texts(
    texts: Mapping[str, tuple[str, str]], own: OwnWords, mode: Mode = Mode.LOCAL, place: str = ""
) -> tuple[FieldLeak, ...]:
    """Return the findings in texts given as field → (label, text). What leaves the council names nothing of ours."""
    services = OwnWords(own.area) if mode is Mode.OUT else own
    leaks = (
        FieldLeak(field, label, findings, place)
        for field, (label, text) in texts.items()
        if text and (findings := scan(services.covered(text), own.area, mode))
    )
    return tuple(leaks)


def travel_mode(direction: Direction) -> Mode:
    """Return the mode for a text that leaves our council: what we hand out must not name our area either."""
    return Mode.IN if direction is Direction.ARRIVAL else Mode.OUT


def refuse_leaky_name(name: str, own: OwnWords) -> None:
    """Raise LeakFound where the name of a file may show an area: names are read by everybody who sees a folder.

    Our own area is one too: files travel, and a name needs no area at all.
    """
    if blocking(scan_texts({"name": ("File name", name)}, own, Mode.OUT)):
        raise LeakFound(
            "The name of this file may show an area. Take the name that the program proposes, or another one.",
            "domain 1.0.1 rule 3",
        )


def blocking(leaks: Iterable[FieldLeak]) -> bool:
    """Say whether any finding blocks."""
    return any(leak.blocks for leak in leaks)


def refuse_leaks(leaks: Iterable[FieldLeak], act: str) -> None:
    """Raise LeakFound when a high finding stands; *act* is the verb of the sentence ("print", "pass on")."""
    labels = [f"“{leak.label}”" for leak in leaks if leak.blocks]
    if labels:
        raise LeakFound(
            f"You cannot {act} yet: {', '.join(labels)} may show an area. Open the text, "
            "take out what is underlined, and try again.",
            "2.3 rule 9",
        )
