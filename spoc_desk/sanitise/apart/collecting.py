"""Gathers the answers about one file, and refuses what cannot be: spans outside their text, unknown names, floods."""

from typing import Any, Final

from spoc_desk.sanitise.apart.believable import LONGEST_SIDE, check_findings, check_words, require
from spoc_desk.sanitise.apart.child import Caps
from spoc_desk.sanitise.apart.document import Document, Producer, Scanned
from spoc_desk.sanitise.apart.messages import Answer
from spoc_desk.sanitise.apart.protocol import BadMessage
from spoc_desk.sanitise.readers.file_channels import FILE_CHANNELS
from spoc_desk.sanitise.readers.unit import PageSize, Picture, Remark, Unit, Unscannable

MOST_PAGES: Final = 100_000


class Collecting:
    """The growing document of one reading."""

    def __init__(self, caps: Caps) -> None:
        self._caps = caps
        self._characters = self._findings = 0
        self._scanned: list[Scanned] = []
        self._unscannable: list[Unscannable] = []
        self._remarks: list[Remark] = []
        self._pages: list[PageSize] = []
        self._pictures: list[Picture] = []

    def take(self, untrusted_answer: Answer) -> None:
        """Keep one answer.

        Raises:
            BadMessage: it says something impossible, or is one too many.
        """
        match untrusted_answer:
            case Scanned():
                self._take_scanned(untrusted_answer)
            case Unscannable():
                _check_told(untrusted_answer)
                _keep(self._unscannable, untrusted_answer, self._caps.texts)
            case Remark():
                _check_told(untrusted_answer)
                _keep(self._remarks, untrusted_answer, self._caps.texts)
            case PageSize():
                _check_page_size(untrusted_answer, len(self._pages) + 1)
                _keep(self._pages, untrusted_answer, MOST_PAGES)
            case Picture():
                _check_picture(untrusted_answer)
                _keep(self._pictures, untrusted_answer, MOST_PAGES)
            case _:
                raise BadMessage("an answer to something else")

    def document(self, producer: Producer) -> Document:
        """Return what was gathered."""
        return Document(
            tuple(self._scanned),
            tuple(self._unscannable),
            tuple(self._remarks),
            tuple(self._pages),
            tuple(self._pictures),
            producer,
        )

    def _take_scanned(self, scanned: Scanned) -> None:
        unit = scanned.unit
        self._characters += len(unit.text)
        self._findings += len(scanned.findings)
        if self._characters > self._caps.characters or self._findings > self._caps.findings:
            raise BadMessage("more text than is read")
        _check_unit(unit)
        check_findings(scanned.findings, len(unit.text))
        _keep(self._scanned, scanned, self._caps.texts)


def _keep(kept: list[Any], one: object, most: int) -> None:
    require(len(kept) < most)
    kept.append(one)


def _check_unit(unit: Unit) -> None:
    _check_place(unit.channel, unit.part, unit.page)
    require(0 <= unit.level <= 9)


def _check_told(told: Unscannable | Remark) -> None:
    _check_place(told.channel, told.part, told.page)
    check_words(told.sentence)


def _check_place(channel: str, part: str, page: int) -> None:
    require(channel in FILE_CHANNELS)
    require(0 <= page <= MOST_PAGES)
    check_words(part)


def _check_page_size(size: PageSize, number: int) -> None:
    """Pages come in order, none twice."""
    require(size.page == number)
    require(0.0 < size.width <= LONGEST_SIDE and 0.0 < size.height <= LONGEST_SIDE)


def _check_picture(picture: Picture) -> None:
    require(1 <= picture.picture <= MOST_PAGES and 0 <= picture.page <= MOST_PAGES)
    check_words(picture.part)
    require(0 < picture.width <= MOST_PAGES and 0 < picture.height <= MOST_PAGES)
