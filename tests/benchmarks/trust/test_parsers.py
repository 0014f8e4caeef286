"""Whatever a file or a line holds, a parser takes it for what it is or says a sentence."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.trust.parsers import Parser, parsers
from spoc_desk.clock import FixedClock
from spoc_desk.errors import UserError
from spoc_desk.vault import kdf
from spoc_desk.vault.vault import Draft, Vault
from tests.factories import new_vault, small_schema

_FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
_NAMES = (
    "header", "backup", "canonical JSON", "recovery code", "list of schools", "threshold set", "gazetteer",
    "what the computer remembers", "count of wrong passwords",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _a_password_check_costs_nothing() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kdf, "derive", lambda *words: hashlib.sha256(repr(words).encode()).digest())
        yield


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Parser]:
    return {parser.name: parser for parser in parsers(tmp_path_factory.mktemp("parsers"))}


def test_every_parser_is_tried(known: dict[str, Parser]) -> None:
    assert tuple(known) == _NAMES


@pytest.mark.parametrize("name", _NAMES)
def test_what_it_was_made_for_is_taken(known: dict[str, Parser], name: str) -> None:
    known[name].feed(known[name].seeds[0])


@pytest.mark.fault(60)
@pytest.mark.parametrize("name", _NAMES)
@_FEW
@given(data=st.data())
def test_any_bytes_and_any_change_of_a_whole_one_end_in_a_sentence(
    known: dict[str, Parser], name: str, data: st.DataObject
) -> None:
    parser = known[name]
    raw = data.draw(st.sampled_from(parser.seeds) | st.binary(max_size=200))
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 64)))
    changed = raw[:start] + data.draw(st.binary(max_size=40)) + raw[end:]
    if parser.mend is not None and data.draw(st.booleans()):
        changed = parser.mend(changed)
    with suppress(UserError):
        parser.feed(changed)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    place: Path = tmp_path_factory.mktemp("drafts")
    made, _ = new_vault(place / "vault", FixedClock(), schema=small_schema(place / "schema"))
    yield made
    made.close()


_TYPED = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.fault(60)
@_FEW
@given(answers=st.dictionaries(st.text("abcdef_", max_size=8), _TYPED, max_size=6))
def test_half_typed_text_comes_back_as_it_was(vault: Vault, answers: dict[str, object]) -> None:
    vault.save_draft(Draft("page", answers, "note", 1, "2026-11-23T09:30:00Z"))
    (draft,) = vault.drafts()
    assert draft.answers == answers
