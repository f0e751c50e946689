"""How an entry becomes a row, and a row a link: without loss, and in one spelling."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.model import Entry, Judge, Member, Team
from scoreboard.storage.chain import canonical_json, entry_of, row_of, said_by
from scoreboard.storage.setups import from_document, to_document
from scoreboard.storage.tables import EntryRow
from tests.support.site import shipped_event
from tests.unit.contests import contest

COLUMNS = [column.name for column in EntryRow.__table__.columns]

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
OPTIONAL = st.one_of(st.none(), NAMES)
ENTRIES = st.builds(
    Entry,
    version=st.integers(1, 10**6),
    id=NAMES,
    kind=st.sampled_from(["mark", "award", "undo", "open"]),
    by=NAMES,
    at=NAMES,
    stage=OPTIONAL,
    round=OPTIONAL,
    team=OPTIONAL,
    judge=OPTIONAL,
    value=st.one_of(st.none(), st.decimals(-(10**9), 10**9, places=4)),
    reason=OPTIONAL,
    voids=st.one_of(st.none(), st.integers(1, 10**6)),
    detail=st.dictionaries(NAMES.filter(lambda key: key != "setup"), NAMES, max_size=3),
)


@given(ENTRIES)
def test_an_entry_comes_back_from_its_row_as_it_was(one: Entry) -> None:
    row = row_of(one, 1)
    assert entry_of([*said_by(row), one.hash]) == one


@given(ENTRIES, ENTRIES)
def test_entries_that_differ_never_share_a_canonical_form(one: Entry, other: Entry) -> None:
    names = [name for name in COLUMNS if name not in ("event_id", "hash")]
    forms = [canonical_json([row_of(e, 1)[name] for name in names]) for e in (one, other)]
    assert (forms[0] == forms[1]) == (one == other)


def test_a_set_up_is_kept_without_loss() -> None:
    members = (Member("张三", "医师"), Member("李四"))
    rich = replace(
        shipped_event(),
        teams=(Team("a", "甲队", members=members), *shipped_event().teams),
        judges=(Judge("j", "评委", recused=("a",)),),
    )
    for event in (contest(), shipped_event(), rich):
        document = to_document(event)
        assert from_document(document) == event
        assert canonical_json(document) == canonical_json(to_document(from_document(document)))
        assert "E+" not in canonical_json(document)
