"""Find everything in a text that could tell where a family is or was: normalise, ask each detector, judge by mode."""

from collections.abc import Iterable

from spoc_desk.domain.own_area import OwnArea
from spoc_desk.sanitise.channels import why
from spoc_desk.sanitise.detectors import DETECTORS, affiliated, in_lists, repeated, spelling
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.sieve import raw_of
from spoc_desk.sanitise.findings import Finding, Mode, Severity
from spoc_desk.sanitise.gazetteer.hashed import number_of
from spoc_desk.sanitise.gazetteer.names import Names
from spoc_desk.sanitise.normalise import normalise
from spoc_desk.sanitise.own import own_of


def scan(text: str, area: OwnArea, mode: Mode, names: Names | None = None) -> tuple[Finding, ...]:
    """Return the findings in *text*, in order; offsets count characters of the text as given.

    *names* is the gazetteer to look in, the one in use on this machine where none is given.
    Nothing is stored, logged or raised for any text. Findings live in memory only.
    """
    clean = normalise(text)
    if not clean.text:
        return ()
    own = own_of(area, names)
    try:
        hits = [hit for detector in DETECTORS for hit in detector(clean, own)]
        hits.extend(affiliated.beside(clean, own, hits))
        hits.extend(in_lists.beside(clean, own, hits))
        hits.extend(repeated.again(clean, own, hits))
    finally:
        _forget()
    findings = []
    for hit in _outermost(_with_our_streets(hits)):
        severity = _judge(hit, mode)
        if severity is not None:
            start, end = clean.given_span(hit.start, hit.end)
            findings.append(Finding(start, end, hit.channel, severity, why(hit.channel, own=hit.own)))
    return tuple(findings)


def _forget() -> None:
    """Let go of what the detectors kept of this text for one another: no word of it stays when the scan is over."""
    raw_of.cache_clear()
    spelling.forget()
    number_of.cache_clear()


def _with_our_streets(hits: list[Hit]) -> list[Hit]:
    """Return the hits with each address ours that holds a street which lies in our district alone."""
    ours = [hit for hit in hits if hit.own and hit.channel == "address"]
    if not ours:
        return hits
    return [
        hit._replace(own=True)
        if hit.channel == "address" and any(hit.start <= one.start and one.end <= hit.end for one in ours)
        else hit
        for hit in hits
    ]


def _judge(hit: Hit, mode: Mode) -> Severity | None:
    """Return how bad a hit is in this mode; None where our own area is allowed."""
    if not hit.own:
        return hit.severity
    if hit.channel == "direction":
        return Severity.LOW
    return {Mode.LOCAL: None, Mode.IN: Severity.LOW, Mode.OUT: hit.severity}[mode]


def _outermost(hits: Iterable[Hit]) -> list[Hit]:
    """Drop each hit that lies inside another that is at least as bad, so one leak is shown once.

    A hit of another area is never dropped for one of our own: in our own records the latter is cleared.
    """
    ordered = sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.own, hit.severity is Severity.LOW))
    kept: list[Hit] = []
    for hit in ordered:
        for other in kept[-8:]:
            if hit.end <= other.end and _covers(other, hit):
                break
        else:
            kept.append(hit)
    return kept


def _covers(outer: Hit, inner: Hit) -> bool:
    """Return whether *outer* says everything that *inner* would say."""
    if not outer.start <= inner.start or not inner.end <= outer.end:
        return False
    if outer.own and not inner.own:
        return False
    return outer.severity is Severity.HIGH or inner.severity is Severity.LOW
