"""Standing on rows of the register and opening its panel, by keyboard."""

from spoc_desk.casework.exchange import record_hand
from spoc_desk.domain.exchanges import ItemState
from spoc_desk.vault.records.stores import ITEMS
from spoc_desk_ui.parts.exchange import ExchangePart
from spoc_desk_ui.parts.exchange_hand_panel import HandPanel
from spoc_desk_ui.parts.exchange_table import RegisterTable
from tests.casework.desk import Desk
from tests.ui.parts.host import Host


def record(desk: Desk, item_id: str, hand: str, on: str, **answers: str) -> None:
    record_hand(desk.vault, item_id=item_id, hand=hand, answers={"happened_on": on, **answers})


def under_way(desk: Desk) -> None:
    """A school record checked clean, a health record asked for and chased, a social work record to check."""
    school, health, social = (desk.item(kind) for kind in ("school", "health", "childrens_social_work"))
    record(desk, school, "A1", "2026-11-02", service=desk.school)
    record(desk, school, "A2", "2026-11-02")
    record(desk, school, "A4", "2026-11-18", method="paper")
    record(desk, school, "A5", "2026-11-18", check_result="clean")
    record(desk, health, "A2", "2026-11-02")
    record(desk, health, "A3", "2026-11-09", chased="yes")
    record(desk, social, "A2", "2026-11-17")
    record(desk, social, "A4", "2026-11-20", method="paper")


def part_of(host: Host) -> ExchangePart:
    assert isinstance(host.part, ExchangePart)
    return host.part


def table_of(host: Host) -> RegisterTable:
    table = part_of(host).table
    assert table is not None
    return table


def first_item(host: Host, kind: str) -> str:
    """Return the first record of a kind."""
    where, params = "case_id = ? AND record_type = ?", (host.desk.case_id, kind)
    return host.read(lambda vault: ITEMS.find(vault, where, params, tail="ORDER BY item_no")[0].id)


def stand_on(host: Host, kind: str) -> str:
    """Make the first record of a kind current and return its id."""
    item_id = first_item(host, kind)
    assert table_of(host).select([item_id])
    table_of(host).setFocus()
    return item_id


def hand_panel(host: Host) -> HandPanel:
    panel = part_of(host).panel
    assert isinstance(panel, HandPanel)
    return panel


def cell_words(host: Host, item_id: str, column: str) -> str:
    table = table_of(host)
    place = next(at for at, each in enumerate(table.rows.columns) if each.id == column)
    return str(table.rows.data(table.rows.index(table.rows.row_of(item_id), place)))


def state_of_item(host: Host, item_id: str) -> ItemState:
    return host.read(lambda vault: ITEMS.get(vault, item_id).state)
