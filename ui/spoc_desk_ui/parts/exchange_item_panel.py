"""A adds a record to the register, E changes what a record says about itself."""

from typing import TYPE_CHECKING

from spoc_desk.forms.definition import Answer, Answers, Choice
from spoc_desk.forms.loader import load_form

from ..forms.choices import fetch_choices
from ..forms.panel import FormPanel
from ..forms.subset import without
from ..lazy import load
from ..session import Session

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

FORM = "exchange_item"
_SET_BY_HANDS = frozenset({"record_type", "applicable", "origin"})


class ItemDesk:
    """What the form needs, fetched at once: the lists, and the record where there is one already."""

    def __init__(self, choices: dict[str, tuple[Choice, ...]], answers: dict[str, Answer], version: int) -> None:
        self.choices, self.answers, self.version = choices, answers, version


def read_item_desk(vault: "Vault", case_id: str, item_id: str) -> ItemDesk:
    """Return the lists and the answers of a record; an empty *item_id* is a new one (worker thread)."""
    choices = fetch_choices(vault, case_id)
    if not item_id:
        return ItemDesk(choices, {"applicable": "yes", "urgency": "routine"}, 0)
    item = load("spoc_desk.vault.records.stores").ITEMS.get(vault, item_id)
    answers = load("spoc_desk.casework.answers").answers_of(item, load_form(FORM))
    return ItemDesk(choices, answers, item.version)


def item_panel(session: Session, case_id: str, item_id: str, direction: str, desk: ItemDesk, place: str) -> FormPanel:
    """Return the form of a new record, or of a stored one without what its hands say."""
    form = load_form(FORM) if not item_id else without(load_form(FORM), _SET_BY_HANDS)
    panel = FormPanel(
        form,
        session,
        direction=direction,
        choices=desk.choices,
        answers=desk.answers,
        heading="Change this record" if item_id else "Add a record",
        submit_words="Save the changes" if item_id else "Add this record",
        draft_place=place,
        small=True,
        complete=False,
    )
    version = desk.version

    def work(vault: "Vault", answers: Answers) -> "Done":
        exchange = load("spoc_desk.casework.exchange")
        if item_id:
            done: Done = exchange.edit_item(vault, item_id=item_id, answers=answers, version=version)
        else:
            done = exchange.add_item(vault, case_id=case_id, answers=answers)
        return done

    panel.save_with(work)
    return panel
