"""The records of a bundle: what was written comes back, and nothing else does."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_desk.bundles.apart import cells
from spoc_desk.bundles.apart.asking import rows_of
from spoc_desk.bundles.limits import MOST_RECORDS
from spoc_desk.bundles.manifest import Manifest
from spoc_desk.bundles.records import is_cell, pack, unpack
from spoc_desk.bundles.sealing import filled
from spoc_desk.handover_errors import BundleMisfit, BundleRefused, BundleTooLarge
from tests.bundles.parcels import manifest, packed

CELL = st.none() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=20).filter(is_cell)
ROWS = st.lists(st.tuples(st.sampled_from(["a", "b"]), st.tuples(CELL, CELL)), max_size=8)
TABLES = {"a": ("x", "y"), "b": ("x", "y")}


@given(rows=ROWS)
def test_rows_come_back_as_they_went(rows: list[tuple[str, tuple[str | int | None, ...]]]) -> None:
    made = pack(rows)
    counts = {name: made.counts.get(name, 0) for name in TABLES}
    assert list(unpack(made.data, TABLES, counts)) == rows
    numbers = {"a": 0, "b": 1}
    crossed = b"".join(cells.written(numbers[table], row) for table, row in rows) + cells.end()
    assert [(("a", "b")[number], row) for number, row in cells.read(crossed)] == rows


@given(noise=st.binary(max_size=200))
def test_noise_is_refused_by_every_reader(noise: bytes) -> None:
    with pytest.raises(BundleRefused):
        list(unpack(noise + b"x", TABLES, {"a": 0, "b": 0}))
    with pytest.raises(cells.OddAnswer):
        list(cells.read(noise + b"\0"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)


@given(name=st.sampled_from(sorted(json.loads(filled(manifest(), packed()).encoded()))), value=JSON)
@settings(max_examples=150)
def test_a_manifest_with_any_other_value_is_refused_or_still_one(name: str, value: object) -> None:
    """Whatever stands in one of its fields: a BundleRefused and no other error, or a manifest that spells the same."""
    said = json.loads(filled(manifest(), packed()).encoded()) | {name: value}
    raw = json.dumps(said, sort_keys=True, separators=(",", ":")).encode("ascii")
    with suppress(BundleRefused):
        assert Manifest.read(raw).encoded() == raw


@pytest.mark.fault(58)
@pytest.mark.parametrize(
    "line",
    [
        b'["a",1]', b'["a",1,2,3]', b'["c",1,2]', b'["a",1,true]', b'["a",1,1.5]', b'["a",1,[2]]', b'["a",1,{"x":2}]',
        b'["a", 1,2]', b'["a",1,"\\u0000"]', b'["a",1,"\\ud800"]', b'["a",1,1e3]', b'["a",1,NaN]', b'{"a":1}', b"[]",
        b'["a",1,9007199254740993]', b"[" * 5_000, b'["a",1,"\xc3\xa4"]', b"",
    ],
)  # fmt: skip
def test_a_line_that_was_not_written_by_us_is_refused(line: bytes) -> None:
    with pytest.raises(BundleMisfit):
        list(unpack(line + b"\n", TABLES, {"a": 1, "b": 0}))


@pytest.mark.fault(58)
def test_limits_hold_before_there_is_room_for_what_is_claimed() -> None:
    with pytest.raises(BundleTooLarge):
        pack(("a", (None, None)) for _ in range(MOST_RECORDS + 1))
    with pytest.raises(BundleTooLarge):
        pack([("a", ("x" * 600_000, None))])
    with pytest.raises(BundleTooLarge):
        list(unpack(b"x" * 600_000, TABLES, {"a": 1, "b": 0}))
    with pytest.raises(BundleMisfit):
        list(unpack(pack([("a", (1, 2))] * 3).data, TABLES, {"a": 2, "b": 0}))


def test_text_that_could_do_harm_elsewhere_stays_text() -> None:
    hostile = ["<img src=x onerror=1>", "=cmd|' /C calc'!A0", "../../etc/passwd", "\u202egnp.exe", "a\nb\tc"]
    made = pack([("a", (text, None)) for text in hostile])
    assert [row[0] for _, row in rows_of(made.data, TABLES, {"a": len(hostile), "b": 0})] == hostile


def test_the_process_apart_answers_and_its_refusal_is_a_sentence() -> None:
    made = packed()
    said = filled(manifest(), made)
    assert rows_of(made.data, said.tables, said.counts)[1][1][1] == "quiet harbour"
    with pytest.raises(BundleMisfit):
        rows_of(made.data.replace(b"null", b"true"), said.tables, said.counts)
