"""The recovery code notices typing mistakes and names the group."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.errors import WrongRecoveryCode
from spoc_desk.vault.recovery import GROUPS, SECRET_BYTES, SYMBOLS, RecoveryCode, new_secret, parse

_SECRETS = st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES)


def _code(secret: bytes) -> RecoveryCode:
    return RecoveryCode(secret, vault_id="0" * 32, sheet=1)


@given(_SECRETS)
def test_what_is_printed_is_what_is_typed(secret: bytes) -> None:
    code = _code(secret)
    assert parse(code.text) == secret
    assert len(code.groups) == GROUPS
    assert {len(group) for group in code.groups} == {5}


@pytest.mark.fault(18)
@given(_SECRETS)
def test_case_spacing_and_lookalikes_do_not_matter(secret: bytes) -> None:
    text = _code(secret).text
    for typed in (
        text.lower(),
        text.replace("-", ""),
        text.replace("-", "  "),
        text.replace("-", "\u2013"),
        "\n" + text.replace("0", "O").replace("1", "I") + " ",
        text.replace("0", "o").replace("1", "l"),
    ):
        assert parse(typed) == secret


@pytest.mark.fault(18)
def test_every_single_wrong_symbol_names_its_group() -> None:
    text = "".join(_code(bytes(range(SECRET_BYTES))).groups)
    for place, symbol in itertools.product(range(len(text)), SYMBOLS + "U!"):
        if symbol != text[place]:
            with pytest.raises(WrongRecoveryCode, match=f"^Group {place // 5 + 1} has a typing mistake.$"):
                parse(text[:place] + symbol + text[place + 1 :])


def test_swapped_neighbours_are_noticed() -> None:
    for seed in range(20):
        text = "".join(_code(random.Random(seed).randbytes(SECRET_BYTES)).groups)
        for place in range(len(text) - 1):
            if text[place] != text[place + 1]:
                with pytest.raises(WrongRecoveryCode):
                    parse(text[:place] + text[place + 1] + text[place] + text[place + 2 :])


def test_swapped_groups_are_noticed() -> None:
    groups = _code(bytes(range(7, 7 + SECRET_BYTES))).groups
    for left, right in itertools.combinations(range(GROUPS), 2):
        swapped = list(groups)
        swapped[left], swapped[right] = swapped[right], swapped[left]
        with pytest.raises(WrongRecoveryCode, match=f"^Group {left + 1} "):
            parse("-".join(swapped))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda groups: [*groups[:3], groups[3][:4], *groups[4:]], "Group 4 has a typing mistake."),
        (lambda groups: [groups[0] + "A", *groups[1:]], "Group 1 has a typing mistake."),
        (lambda groups: groups[:7], "The code has 40 letters and digits in 8 groups; this one has 35."),
        (lambda groups: [], "The code has 40 letters and digits in 8 groups; this one has 0."),
    ],
)
def test_too_short_and_too_long_codes_say_where(change, sentence: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(WrongRecoveryCode) as err:
        parse("-".join(change(list(_code(bytes(SECRET_BYTES)).groups))))
    assert str(err.value) == sentence


@given(st.text(max_size=200))
def test_any_text_that_is_no_code_gets_a_sentence(typed: str) -> None:
    with pytest.raises(WrongRecoveryCode, match=r"\.$"):
        parse(typed)


def test_the_code_is_not_shown_by_accident() -> None:
    code = _code(new_secret())
    assert code.groups[0] not in repr(code)
    assert code.secret.hex() not in repr(code)
