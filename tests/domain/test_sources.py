"""A source is told by the title of its document and the line, never by a code."""

import pytest

from spoc_desk.deadlines.rules import load_rules
from spoc_desk.domain import case_guards, referral_guards, relay_gates
from spoc_desk.domain.guards import Guard
from spoc_desk.domain.hand_rules import RULES
from spoc_desk.domain.sources import LAWS, RULE_OF_THIS_PROGRAM, TITLES, source_words

EVERY_GUARD = [
    value
    for rules in (case_guards, referral_guards, relay_gates)
    for value in vars(rules).values()
    if isinstance(value, Guard)
]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("S003:50", "Relocating families due to risk, line 50"),
        ("S001:474", "Multi-Agency Safeguarding Arrangements, line 474"),
        ("S003:66,88", "Relocating families due to risk, lines 66 and 88"),
        ("S003:66, 88, 125, 147, 188", "Relocating families due to risk, lines 66, 88, 125, 147 and 188"),
        ("S003:180-186; D-05", "Relocating families due to risk, lines 180 to 186"),
        ("S003:57; R-003-29", "Relocating families due to risk, line 57"),
        ("S003:104; domain 3.1a", "Relocating families due to risk, line 104"),
        ("S003:40; S004:678", "Relocating families due to risk, line 40; Effective Support, line 678"),
        ("RT-1 (S003:32,59)", "Relocating families due to risk, lines 32 and 59"),
        ("Working Together to Safeguard Children", "Working Together to Safeguard Children"),
        ("domain 3.1, 3.8", RULE_OF_THIS_PROGRAM),
        ("2.3 rule 9", RULE_OF_THIS_PROGRAM),
        ("RT-1", RULE_OF_THIS_PROGRAM),
        ("S999:1", RULE_OF_THIS_PROGRAM),
        ("", ""),
    ],
)
def test_a_source_reads_as_a_document_and_its_lines(source: str, words: str) -> None:
    assert source_words(source) == words


def test_no_source_of_a_rule_shows_its_code() -> None:
    sources = {rule.source for rule in RULES} | {rule.source for rule in load_rules().values()}
    sources |= {guard.source for guard in EVERY_GUARD}
    told = {source_words(source) for source in sources}
    assert len(EVERY_GUARD) > 30
    known = (*TITLES.values(), *LAWS, RULE_OF_THIS_PROGRAM)
    assert all(any(title in words for title in known) for words in told if words)
    assert not any(code in words for words in told for code in (*TITLES, "domain", "R-0", "D-"))
