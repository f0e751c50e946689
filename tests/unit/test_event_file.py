"""An organiser writes an event file, and gets the event that it means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from scoreboard.assets import examples_dir
from scoreboard.contest.model import Event, Round, Rules, Wifi
from scoreboard.files.event.toml_file import EventFileProblems, read_event_file
from tests.support.event_files import (
    ADVANCE,
    BUZZER,
    ESSAY,
    QUIZ,
    RANKING,
    TITLE,
    changed,
    problems_of,
)


def test_what_is_left_out_takes_the_defaults_of_the_contest() -> None:
    event = read_event_file(QUIZ.encode())
    assert event.rules == Rules()
    assert event.date is None
    essay = event.round("essay")
    assert essay == Round(id="essay", name="Essay", max=Decimal(20))


def test_by_default_the_desk_gives_points_and_the_hall_sees_team_by_team() -> None:
    event = read_event_file(QUIZ.encode())
    buzzer = event.round("buzzer")
    assert buzzer is not None
    assert (buzzer.scored_by, buzzer.weighted_decimals) == ("desk", None)
    assert (event.rules.publish, event.rules.release) == ("team", "complete")
    assert (event.rules.judges_see_totals, event.wifi) == (False, None)


def test_the_keys_of_a_running_event_are_read_as_they_are_written() -> None:
    text = changed(
        (TITLE, f'{TITLE}\nwifi = {{name = "NM-2024", password = "a b c d e"}}'),
        ("[rules]", '[rules]\npublish = "live"\nrelease = "desk"\njudges_see_totals = true'),
        ("min = -10", 'min = -10\nquestions = 0\nscored_by = ["wu", "lin"]\nweighted_decimals = 1'),
    )
    event = read_event_file(text.encode())
    buzzer = event.round("buzzer")
    assert buzzer is not None
    assert event.wifi == Wifi("NM-2024", "a b c d e")
    assert (event.rules.publish, event.rules.release) == ("live", "desk")
    assert event.rules.judges_see_totals
    assert (buzzer.scored_by, buzzer.weighted_decimals) == (("wu", "lin"), 1)
    # 0 questions are no limit, as the file says it.
    assert buzzer.questions is None


def test_ids_that_are_left_out_are_numbered_and_rounds_throughout_the_event() -> None:
    text = "\n".join(row for row in QUIZ.split("\n") if not row.startswith("id = "))
    event = read_event_file(text.encode())
    assert [team.id for team in event.teams] == ["t1", "t2", "t3"]
    assert [judge.id for judge in event.judges] == ["j1", "j2"]
    assert [stage.id for stage in event.stages] == ["s1", "s2"]
    assert [r.id for stage in event.stages for r in stage.rounds] == ["r1", "r2"]


def test_a_tie_break_may_name_a_round_whose_id_was_made() -> None:
    text = changed(('id = "buzzer"\n', ""), (RANKING, 'tie_breaks = ["round:r2"]'))
    assert read_event_file(text.encode()).rules.tie_breaks == ("round:r2",)


def test_numbers_are_exact_whether_written_as_numbers_or_as_text() -> None:
    event = read_event_file(changed((ESSAY, 'step = 0.1\nmax = "0.30"')).encode())
    essay = event.round("essay")
    assert essay is not None
    assert (essay.step, essay.max) == (Decimal("0.1"), Decimal("0.3"))


def test_tables_may_be_written_on_one_line_and_problems_still_have_their_line() -> None:
    text = (
        'event = { slug = "q", title = "Q" }\n'
        "teams = [\n"
        '  { name = "Red" },  # { name = 1 }\n'
        '  { "name" = 5, members = [\n'
        '    { name = "Li", rôle = "x" } ] },\n'
        "]\n"
        "[[stages]]\n"
        "name = '''\n"
        "[[teams]]\n"
        "name = 2'''\n"
        'rounds = [ { name = "R", kind = "points", weight = -1 } ]\n'
    ).replace("rôle", '"rôle"')
    found = [(problem.line, problem.where) for problem in problems_of(text)]
    assert found == [
        (4, "teams[1].name"),
        (5, "teams[1].members[0].rôle"),
        (8, "stages[0].name"),
        (11, "stages[0].rounds[0].weight"),
    ]


def test_what_is_quoted_from_a_file_cannot_steer_the_terminal() -> None:
    found = problems_of(changed((TITLE, TITLE + '\n"\\u001b[2J" = 1')))
    assert [p.names["key"] for p in found] == ["\\u001b[2J"]
    assert all(character.isprintable() for p in found for character in str(p))


def test_the_shipped_event_is_the_published_one() -> None:
    event = shipped()
    assert (event.slug, event.title) == ("nm2024", "四川省医学会第二十一次核医学学术会议")
    assert (event.subtitle, event.date) == ("第二届核医学知识竞赛", date(2024, 11, 30))
    assert {(team.id, team.name, team.region) for team in event.teams} == {
        ("hyzg", "核医之光队", "成都"),
        ("yzwd", "勇者无敌队", "成都"),
        ("hlbf", "核力不凡队", "成都"),
        ("bhlc", "北核亮翅队", "川北"),
        ("hlwx", "核力无限队", "川东"),
        ("djdh", "大江大核队", "川西"),
        ("yhcj", "硬核出击队", "川南"),
    }
    assert [judge.name for judge in event.judges] == [
        "评委一",
        "评委二",
        "评委三",
        "评委四",
        "评委五",
    ]
    prelim, final = event.stages
    assert (prelim.advance, final.advance, final.carry) == (3, None, 0)
    assert [r.name for r in prelim.rounds] == ["必答题", "风险题", "抢答题"]
    assert [r.name for r in final.rounds] == ["共答题", "抢答题"]


def shipped() -> Event:
    return read_event_file((examples_dir() / "nuclear-medicine-2024.toml").read_bytes())


@given(st.lists(st.none() | st.sampled_from(["t1", "t2", "t3", "t4", "x"]), min_size=1, max_size=6))
def test_made_ids_never_collide_with_given_ones(ids: list[str | None]) -> None:
    given_ids = [text for text in ids if text is not None]
    teams = "".join(
        f'[[teams]]\nname = "Team {n}"\n' + (f'id = "{text}"\n' if text else "")
        for n, text in enumerate(ids)
    )
    head, tail = QUIZ[: QUIZ.index("[[teams]]")], QUIZ[QUIZ.index("[[judges]]") :]
    text = head + teams + tail.replace(ADVANCE, "advance = 1")
    if len(set(given_ids)) < len(given_ids):
        assert any("already taken" in problem.text for problem in problems_of(text))
    elif len(ids) > 1:
        made = [team.id for team in read_event_file(text.encode()).teams]
        assert len(set(made)) == len(ids)
        assert [m for m, text in zip(made, ids, strict=True) if text is not None] == given_ids


PADDING = st.lists(
    st.sampled_from(
        [
            "",
            "# 核 [[teams]]",
            'subtitle = """\\\n[[stages]]\\\nx = [\\\n"""',
            "\t",
            "locale = 'en'",
        ]
    ),
    unique=True,
)


@given(PADDING, PADDING, st.sampled_from(["\n", "\r\n"]))
def test_whatever_stands_above_a_mistake_its_line_is_right(
    above: list[str], below: list[str], newline: str
) -> None:
    text = changed(
        (TITLE, "\n".join([TITLE, *above])),
        (ESSAY, "step = -1 #!"),
        (BUZZER, "\n".join([BUZZER, *(row for row in below if "=" not in row)])),
    )
    (problem,) = problems_of(text.replace("\n", newline))
    assert text.split("\n")[(problem.line or 0) - 1].endswith("#!")


@given(
    st.integers(0, len(QUIZ)),
    st.integers(0, 40),
    st.sampled_from(
        ["", "[", "[[", '"', "=", "\n", "{}", "1", "[x]", "= [{", "\\", "'''", "a.b=1"]
    ),
)
def test_a_damaged_file_is_read_or_refused_with_lines_but_never_fails(
    start: int, length: int, instead: str
) -> None:
    text = QUIZ[:start] + instead + QUIZ[start + length :]
    try:
        read_event_file(text.encode())
    except EventFileProblems as refused:
        found = refused.problems
    else:
        return
    last = text.count("\n") + 1
    assert found
    assert all(p.line is not None and 1 <= p.line <= last for p in found)


@given(st.binary(max_size=60))
def test_any_bytes_at_all_are_refused_in_words(data: bytes) -> None:
    assert all(str(problem) for problem in problems_of(data))
