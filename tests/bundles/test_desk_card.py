"""Two desks get to know each other: a file, a code, and six words that are the same on both sides."""

from random import Random

import pytest

from spoc_desk.bundles import desk_card
from spoc_desk.bundles.desk_keys import DeskKeys, DeskPublic
from spoc_desk.domain.roles import Role
from spoc_desk.domain.typed_groups import SYMBOLS
from spoc_desk.handover_errors import BadDeskCard, CardTooNew

KEYS = DeskKeys.new()
FILE = desk_card.file_of(KEYS, "DCS office", Role.DCS_OFFICE)
CODE = desk_card.code_of(KEYS.public)


def test_the_file_and_the_code_carry_the_same_keys() -> None:
    card = desk_card.read_file(FILE)
    assert (card.name, card.role, card.public) == ("DCS office", Role.DCS_OFFICE, KEYS.public)
    assert desk_card.read_code(CODE.lower().replace(" ", "-").replace("0", "o")).public == KEYS.public
    assert KEYS.seed.hex() not in FILE.decode() and KEYS.identity not in FILE.decode()


def test_six_words_stand_for_both_keys_and_stay_the_same_in_every_version() -> None:
    fixed = DeskPublic(bytes(range(32)), "age19zx5fswtpu66095zrjmqwwqjhlz5teekrs77xkc4waeltdgw053quctvp5")
    assert desk_card.fingerprint(fixed) == "blade smile matrix cliff safe rain"
    words = desk_card.fingerprint(KEYS.public)
    assert len(words.split()) == 6
    other = DeskKeys(KEYS.seed, DeskKeys.new().identity)
    assert desk_card.fingerprint(other.public) != words != desk_card.fingerprint(DeskKeys.new().public)


def test_a_changed_card_is_refused() -> None:
    dice = Random(3)
    for _ in range(200):
        at = dice.randrange(len(FILE))
        bad = FILE[:at] + bytes([FILE[at] ^ 1 << dice.randrange(7)]) + FILE[at + 1 :]
        with pytest.raises((BadDeskCard, CardTooNew)):
            desk_card.read_file(bad)
    for bad in (b"", FILE[:-1], FILE + b"x", FILE * 40):
        with pytest.raises(BadDeskCard):
            desk_card.read_file(bad)


def test_a_typing_mistake_names_its_group() -> None:
    groups, dice = CODE.split(), Random(4)
    for _ in range(300):
        group, place = dice.randrange(len(groups)), dice.randrange(5)
        typed = list(groups[group])
        typed[place] = dice.choice([symbol for symbol in SYMBOLS if symbol != typed[place]])
        with pytest.raises(BadDeskCard, match=f"Group {group + 1} of the code"):
            desk_card.read_code(" ".join([*groups[:group], "".join(typed), *groups[group + 1 :]]))
    with pytest.raises(BadDeskCard, match="26 groups"):
        desk_card.read_code(" ".join(groups[:-1]))
