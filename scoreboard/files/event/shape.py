"""The shape of an event file: which tables, which keys, and what kind of value each takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from scoreboard.contest.model import (
    METHODS,
    Aggregate,
    Appearance,
    BestBy,
    Better,
    BreakTies,
    GivenTo,
    Locale,
    Loss,
    PlayOrder,
    PrizeFor,
    Publish,
    Release,
    Rounding,
    RoundKind,
    ScoredBy,
    TeamScore,
    Theme,
    Unscored,
)
from scoreboard.contest.numbers import BadNumber, read_score
from scoreboard.contest.words import Listed
from scoreboard.files.event.faults import NUMBER_FAULTS, Fault
from scoreboard.files.event.problems import Findings, Path, near
from scoreboard.limits import DEEPEST_FILE, MOST_LISTED, MOST_PEOPLE


def _number(raw: object) -> Decimal:
    try:
        return read_score(raw)
    except BadNumber as bad:
        said = {"fault": NUMBER_FAULTS[bad.fault], "names": bad.names}
        raise PydanticCustomError("number", "number", said) from None


def _date(raw: object) -> date:
    # A date with a time is a date to Python, too.
    if type(raw) is not date:
        raise PydanticCustomError("date", "date")
    return raw


def _one_of(*choices: str) -> Callable[[object], str]:
    def choose(raw: object) -> str:
        if not isinstance(raw, str) or raw not in choices:
            raise PydanticCustomError("choice", "choice", {"choices": choices})
        return raw

    return choose


def _scored_by(raw: object) -> ScoredBy:
    if isinstance(raw, list) and all(isinstance(one, str) for one in raw):
        return tuple(raw)
    if raw == "desk" or raw == "judges":
        return "desk" if raw == "desk" else "judges"
    raise PydanticCustomError("scored_by", "scored_by")


def _choice(literal: object) -> PlainValidator:
    return PlainValidator(_one_of(*get_args(literal)))


# Of these there may be as many as a sheet has rows.
_PEOPLE = ("teams", "judges", "members", "recused")

Number = Annotated[Decimal, PlainValidator(_number)]
# Spaces around a name are slips of the hand, and cannot be seen.
Text = Annotated[str, AfterValidator(str.strip)]
Colour = Annotated[str, AfterValidator(lambda text: text.strip().lower())]


class _Table(BaseModel):
    """Keys that are left out stay None: their defaults are those of the contest's own model."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    def given(self, *but: str) -> dict[str, Any]:
        """The values that the file gives, without those of the keys named in `but`."""
        return {key: getattr(self, key) for key in self.model_fields_set if key not in but}


class WifiTable(_Table):
    name: Text = ""
    password: Text | None = None


class EventTable(_Table):
    slug: str = ""
    title: Text = ""
    subtitle: Text | None = None
    date: Annotated[date, PlainValidator(_date)] | None = None
    locale: Annotated[Locale, _choice(Locale)] | None = None
    timezone: str | None = None
    title_en: Text | None = None
    subtitle_en: Text | None = None
    publish_judges: bool | None = None
    wifi: WifiTable | None = None


class RulesTable(_Table):
    ranking: Annotated[str, PlainValidator(_one_of(*METHODS))] | None = None
    decimals: int | None = None
    tie_breaks: list[str] | None = None
    publish: Annotated[Publish, _choice(Publish)] | None = None
    break_ties: Annotated[BreakTies, _choice(BreakTies)] | None = None
    release: Annotated[Release, _choice(Release)] | None = None
    judges_see_totals: bool | None = None
    overall: bool | None = None
    unscored: Annotated[Unscored, _choice(Unscored)] | None = None
    better: Annotated[Better, _choice(Better)] | None = None


class ShowTable(_Table):
    theme: Annotated[Theme, _choice(Theme)] | None = None
    accent: Colour | None = None
    place: Text | None = None


class MemberTable(_Table):
    id: str | None = None
    name: Text = ""
    role: Text | None = None


class TeamTable(_Table):
    id: str | None = None
    name: Text = ""
    name_en: Text | None = None
    reading: Text | None = None
    region: Text | None = None
    organisation: Text | None = None
    members: list[MemberTable] = []
    guest: bool | None = None
    colour: Colour | None = None
    division: str | None = None
    group: str | None = None


class DivisionTable(_Table):
    id: str | None = None
    name: Text = ""
    name_en: Text | None = None


class GroupTable(_Table):
    id: str | None = None
    name: Text = ""
    name_en: Text | None = None


class JudgeTable(_Table):
    id: str | None = None
    name: Text = ""
    recused: list[str] = []
    shadow: bool | None = None
    head: bool | None = None


class CriterionTable(_Table):
    id: str | None = None
    name: Text = ""
    max: Number | None = None
    step: Number | None = None
    weight: Number | None = None


class FoulsTable(_Table):
    free: int | None = None
    penalty: Number | None = None
    out: int | None = None


class RoundTable(_Table):
    id: str | None = None
    name: Text = ""
    name_en: Text | None = None
    kind: Annotated[RoundKind, _choice(RoundKind)] | None = None
    min: Number | None = None
    max: Number | None = None
    step: Number | None = None
    aggregate: Annotated[Aggregate, _choice(Aggregate)] | None = None
    drop_high: int | None = None
    drop_low: int | None = None
    weight: Number | None = None
    decimals: int | None = None
    weighted_decimals: int | None = None
    better: Annotated[Better, _choice(Better)] | None = None
    awards: list[Number] = []
    stakes: list[Number] = []
    questions: int | None = None
    scored_by: Annotated[ScoredBy, PlainValidator(_scored_by)] | None = None
    criteria: list[CriterionTable] = []
    loss: Annotated[Loss, _choice(Loss)] | None = None
    declined: Number | None = None
    order: Annotated[PlayOrder, _choice(PlayOrder)] | None = None
    panel: list[str] | None = None
    performance: Text | None = None
    fouls: FoulsTable | None = None
    tokens: list[Text] = []
    appearance: Annotated[Appearance, _choice(Appearance)] | None = None
    by: Annotated[GivenTo, _choice(GivenTo)] | None = None
    team_score: Annotated[TeamScore, _choice(TeamScore)] | None = None
    best: int | None = None
    present: int | None = None
    card: Number | None = None
    group: str | None = None


class StageTable(_Table):
    id: str | None = None
    name: Text = ""
    name_en: Text | None = None
    base: Number | None = None
    carry: Number | None = None
    advance: int | None = None
    advance_share: Number | None = None
    rounding: Annotated[Rounding, _choice(Rounding)] | None = None
    threshold: Number | None = None
    above: Number | None = None
    quota: int | None = None
    by_group: bool | None = None
    advance_best: int | None = None
    best_by: Annotated[BestBy, _choice(BestBy)] | None = None
    side_of: str | None = None
    rounds: list[RoundTable] = []


class PrizeTable(_Table):
    id: str | None = None
    name: Text = ""
    name_en: Text | None = None
    count: int | None = None
    share: Number | None = None
    rounding: Annotated[Rounding, _choice(Rounding)] | None = None
    at_least: Number | None = None
    division: str | None = None
    who: Annotated[PrizeFor, _choice(PrizeFor)] | None = None


class EventFile(_Table):
    """A whole file of the right shape; its values are not checked yet."""

    event: EventTable = EventTable()
    rules: RulesTable = RulesTable()
    show: ShowTable = ShowTable()
    teams: list[TeamTable] = []
    judges: list[JudgeTable] = []
    stages: list[StageTable] = []
    prizes: list[PrizeTable] = []
    divisions: list[DivisionTable] = []
    groups: list[GroupTable] = []


def shape(document: dict[str, Any], found: Findings) -> EventFile:
    """The file's tables. What does not fit is noted and left out of `document`."""
    _check_lengths(document, (), found)
    try:
        return EventFile.model_validate(document)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _note(detail, document, found)
    # Once more without the misfits, so that everything else is checked in the same run.
    return shape(document, found)


def _check_lengths(part: object, where: Path, found: Findings) -> None:
    """Note and leave out lists that are longer than any set-up needs, before they are looked at."""
    if len(where) > DEEPEST_FILE:
        return
    inside = part.items() if isinstance(part, dict) else ()
    for key, value in [*inside]:
        most = MOST_PEOPLE if key in _PEOPLE else MOST_LISTED
        if isinstance(value, list) and len(value) > most:
            found.wrong(Fault.TOO_MANY, (*where, key), limit=most)
            found.unusable((*where, key))
            del part[key]  # type: ignore[attr-defined]  # it is the dictionary of these items
        elif isinstance(value, list):
            for number, one in enumerate(value):
                _check_lengths(one, (*where, key, number), found)
        else:
            _check_lengths(value, (*where, key), found)


def _note(detail: ErrorDetails, document: dict[str, Any], found: Findings) -> None:
    where: Path = detail["loc"]
    unknown = detail["type"] == "extra_forbidden"
    if unknown:
        _unknown_key(where, found)
    else:
        _wrong_kind(detail, where, found)
    key = where
    while not isinstance(key[-1], str):
        key = key[:-1]
    _leave_out(document, key)
    if not unknown:
        found.unusable(key)


def _leave_out(document: Any, key: Path) -> None:
    for part in key[:-1]:
        try:
            document = document[part]
        except (KeyError, IndexError):
            # An earlier problem has already taken the whole of it away.
            return
    document.pop(key[-1], None)


def _unknown_key(where: Path, found: Findings) -> None:
    table: type[BaseModel] = EventFile
    for part in where[:-1]:
        table = table if isinstance(part, int) else _TABLES[part]
    key, known = str(where[-1]), list(table.model_fields)
    meant = near(key, known)
    if meant:
        found.wrong(Fault.UNKNOWN_KEY_BUT, where, key=key, near=meant)
    else:
        found.wrong(
            Fault.UNKNOWN_KEY,
            where,
            key=key,
            # Our own words, of which none is left out, as of a long text out of a file.
            known=Listed(known),
        )


_TABLES: dict[str, type[BaseModel]] = {
    "event": EventTable,
    "wifi": WifiTable,
    "rules": RulesTable,
    "show": ShowTable,
    "teams": TeamTable,
    "members": MemberTable,
    "judges": JudgeTable,
    "stages": StageTable,
    "rounds": RoundTable,
    "prizes": PrizeTable,
    "divisions": DivisionTable,
    "groups": GroupTable,
    "criteria": CriterionTable,
    "fouls": FoulsTable,
}


# The fault of a value of the wrong kind, where its wording needs nothing of the value.
_KINDS: Mapping[str, Fault] = {
    "date": Fault.NO_DATE,
    "scored_by": Fault.NO_SCORERS,
    "string_type": Fault.NO_TEXT,
    "bool_type": Fault.NO_BOOLEAN,
    "int_type": Fault.NO_WHOLE_NUMBER,
}


def _wrong_kind(detail: ErrorDetails, where: Path, found: Findings) -> None:
    context = detail.get("ctx", {})
    match detail["type"]:
        case kind if kind in _KINDS:
            found.wrong(_KINDS[kind], where)
        case "choice":
            _wrong_choice(detail["input"], context["choices"], where, found)
        case "number":
            found.wrong(context["fault"], where, **context["names"])
        case "string_unicode":
            half = next(c for c in detail["input"] if "\ud800" <= c <= "\udfff")
            found.wrong(
                Fault.INVISIBLE,
                where,
                code=f"U+{ord(half):04X}",
            )
        case "list_type" if isinstance(detail["input"], dict):
            name = ".".join(part for part in where if isinstance(part, str))
            found.wrong(Fault.NO_LIST_OF_TABLES, where, name=name)
        case "list_type":
            found.wrong(Fault.NO_LIST, where)
        case _ if isinstance(detail["input"], list):
            name = str(where[-1])
            found.wrong(Fault.LIST_FOR_TABLE, where, name=name)
        case _:
            found.wrong(Fault.NO_TABLE, where)


def _wrong_choice(raw: object, choices: Sequence[str], where: Path, found: Findings) -> None:
    meant = near(raw.lower(), choices) if isinstance(raw, str) else None
    words = ", ".join(choices)
    if meant:
        found.wrong(Fault.NO_CHOICE_BUT, where, choices=words, near=meant)
    else:
        found.wrong(Fault.NO_CHOICE, where, choices=words)
