"""Passwords are judged in words, and five good ones are offered."""

import pytest

from spoc_desk.resources import read_text
from spoc_desk_ui.password_words import OFFERED, offer_words, strength


def test_five_words_are_offered_and_strong() -> None:
    offered = offer_words()
    assert len(offered.split()) == OFFERED
    assert strength(offered).step == 3


def test_two_offers_differ() -> None:
    assert len({offer_words() for _ in range(20)}) == 20


def test_the_list_has_no_word_twice_and_only_plain_letters() -> None:
    words = [line for line in read_text("words", "password_words.txt").splitlines() if not line.startswith("#")]
    assert len(words) == len(set(words)) >= 512
    assert all(word.isascii() and word.isalpha() and word.islower() and 4 <= len(word) <= 9 for word in words)


def test_no_word_of_the_list_makes_an_offer_that_is_refused() -> None:
    words = [line for line in read_text("words", "password_words.txt").splitlines() if not line.startswith("#")]
    assert [word for word in words if strength(f"{word} amber canoe lemon picnic").step != 3] == []


@pytest.mark.parametrize(
    "password", ["", "short", "aaaaaaaaaaaaaaaaaa", "password password", "12345678901234", "correct horse"]
)
def test_weak_passwords_will_not_do(password: str) -> None:
    assert not strength(password).will_do


@pytest.mark.parametrize("password", ["amber canoe lemon picnic", "xk2#9fLqZp!7vTm", "amber canoe lemon picnic velvet"])
def test_good_passwords_will_do(password: str) -> None:
    assert strength(password).will_do
