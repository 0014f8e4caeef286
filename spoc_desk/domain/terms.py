"""Closed lists of words: what is stored and what the officer reads."""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """One word of a closed list: the value is stored, `label` is shown."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def in_sentence(label: str) -> str:
    """Return a label as it stands inside a sentence: a small first letter, unless it begins with "DCS" or the like."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


class YesNo(Term):
    """Yes or no, where "not answered yet" is a third thing."""

    YES = "yes", "Yes"
    NO = "no", "No"


class Tri(Term):
    """Yes, no, or not known."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class Side(Term):
    """Which side of the council something belongs to."""

    CHILDREN = "children", "Children's services"
    ADULTS = "adults", "Adult social services"
    BOTH = "both", "Both"


class Method(Term):
    """How something was handed over or said."""

    IN_PERSON = "in_person", "In person"
    PAPER = "paper", "On paper, by hand"
    PHONE = "phone", "By phone"
    SECURE_MAIL = "secure_mail", "By secure e-mail"
    ENCRYPTED_MEDIA = "encrypted_media", "On encrypted media"
