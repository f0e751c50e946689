"""An organiser hears about every mistake in an event file, each with its line.

In the cases below a line that ends in `#!` is the one that must be named.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from scoreboard.files.event.faults import Fault
from tests.support.event_files import (
    ADVANCE,
    BUZZER,
    ESSAY,
    FINAL,
    GREEN,
    HEAT,
    LIN,
    QUIZ,
    RANKING,
    SLUG,
    TEAMS,
    TITLE,
    changed,
    problems_of,
)

RULES = QUIZ[QUIZ.index(RANKING) :]
TURNED = '["rounds:essay,t",\n"rounds:t,essay"]'


def adding(better: str, tie_breaks: str) -> str:
    """The rules and what follows them with these tie-breaks, and a second round in the heat."""
    time = f'{ESSAY}\n[[stages.rounds]]\nid = "t"\nname = "Time"\nbetter = "{better}"\nmax = 9'
    return RULES.replace(RANKING, f"tie_breaks = {tie_breaks} #!").replace(ESSAY, time)


TO_ESSAY = QUIZ[QUIZ.index(RANKING) : QUIZ.index(ESSAY) + len(ESSAY)]
TO_BUZZER = QUIZ[QUIZ.index(ESSAY) : QUIZ.index(BUZZER) + len(BUZZER)]


def by(*criteria: str) -> str:
    """The essay marked by these criteria, in its line."""
    return f"criteria = [{', '.join(criteria)}] #!"


PLACED = 'aggregate = "places"'
OTHER_ORDER = """\
performance = "x"
appearance = "draw"
[[stages.rounds]]
name = "Vote"
performance = "x"
appearance = "reverse"\
"""
TALK = '{id = "talk", name = "Talk", max = 20}'


# Between the heat and its side stage another one is played.
LATE_SIDE = """\
[[stages]]
name = "Semi-final"
advance = 1
[[stages.rounds]]
name = "Talk"
[[stages]]
name = "Revival"
side_of = "heat" #!
[[stages.rounds]]
name = "Second"
"""


RED = 'name = "Red"'
THE_TEAMS = QUIZ[QUIZ.index("[[teams]]") : QUIZ.index("[[judges]]")]


def divided(mark: str, blue: str) -> str:
    """The teams in one division; what stands behind the head of the second, and in it."""
    red, rest = 'name = "Red"\ndivision = "a"', '[[teams]]\nid = "green"\nname = "Green"\n'
    return (
        f'[[divisions]]\nid = "a"\nname = "A"\n[[teams]]\nid = "red"\n{red}\n'
        f'[[teams]]{mark}\nid = "blue"\nname = "Blue"{blue}\n{rest}division = "a"\n'
        '[[teams]]\nid = "grey"\nname = "Grey"\ndivision = "a"\n'
    )


ONE_GROUP = '[[groups]]\nid = "a"\nname = "A"'
TO_ADVANCE = QUIZ[QUIZ.index("[[teams]]") : QUIZ.index(ADVANCE) + len(ADVANCE)]


def in_groups(group: str) -> str:
    """The teams, with a group that the first names."""
    return f"{ONE_GROUP}\n{THE_TEAMS.replace(RED, f'{RED}{chr(10)}{group}', 1)}"


def limited_by_group() -> str:
    """The teams and the heat, which is played by groups and limits one organisation."""
    teams = TO_ADVANCE.replace(RED, f'{RED}\norganisation = "North"', 1)
    return f"{ONE_GROUP}\n{teams}\nby_group = true\nquota = 1 #!"


# What stands in the file, what is written instead, where that is, and what is said about it.
PRIZES = '[[prizes]]\nname = "First"\n'
WRONG_VALUES = [
    (FINAL, f"{FINAL}\n{PRIZES}count = 0 #!", "prizes[0].count", "A prize is for 1 team or more."),
    (FINAL, f'{FINAL}\n{PRIZES}share = "1.5" #!', "prizes[0].share", "above 0 and at most 1"),
    (FINAL, f"{FINAL}\n{PRIZES}count = 1\nshare = 0.5 #!", "prizes[0].share", "Say only one of"),
    (FINAL, f'{FINAL}\n{PRIZES}rounding = "up" #!', "prizes[0].rounding", "a prize with a share"),
    (FINAL, f'{FINAL}\n[[prizes]] #!\nname = "A"\n{PRIZES}', "prizes[0].count", "Only the last"),
    (FINAL, f'{FINAL}\n{PRIZES}division = "a" #!', "prizes[0].division", "has no divisions"),
    (THE_TEAMS, divided(" #!", ""), "teams[1].division", "Blue needs a division"),
    (THE_TEAMS, divided("", '\ndivision = "b" #!'),
     "teams[1].division", "no division with the id b"),
    (ADVANCE, f"{ADVANCE}\nby_group = true #!", "stages[0].by_group", "has no groups"),
    (ADVANCE, f"{ADVANCE}\nadvance_best = 1 #!", "stages[0].advance_best", "by_group = true"),
    (ADVANCE, f"advance = 3 #!\nby_group = true\n{ONE_GROUP}",
     "stages[0].advance", "the number of teams in a group"),
    (ADVANCE, f"{ADVANCE}\nadvance_best = -1 #!", "stages[0].advance_best", "0 for none"),
    (THE_TEAMS, in_groups('group = "b" #!'), "teams[0].group", "no group with the id b"),
    (FINAL, f"{FINAL}\nby_group = true #!\n{ONE_GROUP}", "stages[1].by_group", "has one table"),
    (TO_ADVANCE, limited_by_group(), "stages[0].quota", "A quota cannot be kept"),
    (ADVANCE, f'{ADVANCE}\nby_group = true\nadvance_best = 1 #!\n{ONE_GROUP}'.replace(
        ADVANCE, 'threshold = "1"'), "stages[0].advance_best", "how many of each group"),
    (SLUG, 'slug = "Quiz 1" #!', "event.slug", "A slug is made of a-z, 0-9 and -, at most 64"),
    (SLUG, f'slug = "{"q" * 65}" #!', "event.slug", "A slug is made of a-z, 0-9 and -, at most 64"),
    (f"[event]\n{SLUG}", "[event] #!", "event.slug", "The event needs a slug for its address"),
    (TITLE, 'title = "" #!', "event.title", "title is missing or empty here."),
    (TITLE, 'title = "  " #!', "event.title", "title is missing or empty here."),
    (TITLE, "title = 5 #!", "event.title", "This must be text in quotation marks."),
    (TITLE, TITLE + "\nsubtitel = 1 #!", "event.subtitel", "Did you mean subtitle?"),
    (TITLE, TITLE + "\nxyz = 1 #!", "event.xyz", "xyz is not known here. Known are: slug, title,"),
    (TITLE, TITLE + '\ndate = "2024-11-30" #!', "event.date", "A date is written like 2024-11-30"),
    (TITLE, TITLE + "\ndate = 2024-11-30T09:00:00Z #!", "event.date", "A date is written like"),
    (TITLE, TITLE + '\nlocale = "zh" #!', "event.locale", "This can be zh-CN, en."),
    (TITLE, TITLE + '\ntimezone = "Asia/Beijing" #!', "event.timezone", "China's is Asia/Shanghai"),
    (TITLE, TITLE + '\ntimezone = "Asia" #!', "event.timezone", "There is no time zone Asia."),
    (TITLE, TITLE + '\ntimezone = "../etc" #!', "event.timezone", "There is no time zone ../etc."),
    (RANKING, 'ranking = "densed" #!', "rules.ranking", "Did you mean dense?"),
    (TITLE, TITLE + '\nwifi = "Hall" #!', "event.wifi", "This must be a table with keys"),
    (TITLE, TITLE + '\nwifi = {password = "x"} #!', "event.wifi.name", "its name is missing."),
    (TITLE, TITLE + f'\nwifi = {{name = "{"馆" * 11}"}} #!', "event.wifi.name", "as long as this."),
    (TITLE, TITLE + '\nwifi = {name = "A", pass = "x"} #!', "event.wifi.pass", "mean password?"),
    (RANKING, 'publish = "teams" #!', "rules.publish", "Did you mean team?"),
    (RANKING, 'release = "now" #!', "rules.release", "This can be complete, desk."),
    (RANKING, 'judges_see_totals = "no" #!', "rules.judges_see_totals", "This is true or false"),
    (RANKING, "decimals = 5 #!", "rules.decimals", "decimals goes from 0 to 4."),
    (RANKING, "decimals = true #!", "rules.decimals", "This must be a whole number."),
    (RANKING, "decimals = 1.0 #!", "rules.decimals", "This must be a whole number."),
    (RANKING, 'tie_breaks = "cut" #!', "rules.tie_breaks", "This must be a list in brackets"),
    (RANKING, 'tie_breaks = [\n"round:no"] #!', "rules.tie_breaks[0]", "no round with the id no."),
    (RANKING, 'tie_breaks = ["rounds:r9,essay"] #!', "rules.tie_breaks[0]", "with the id r9."),
    (RANKING, 'tie_breaks = ["rounds:essay"] #!', "rules.tie_breaks[0]", "write round:ID."),
    (RANKING, 'tie_breaks = ["rounds:essay,essay"] #!', "rules.tie_breaks[0]", "essay is named"),
    (RANKING, 'tie_breaks = ["rounds:essay,buzzer"] #!', "rules.tie_breaks[0]", "of one stage"),
    (RULES, adding("higher", TURNED), "rules.tie_breaks[1]", "rounds:t,essay is named here twice."),
    (RULES, adding("lower", '["rounds:essay,t"]'), "rules.tie_breaks[0]", "Time differs in that."),
    (RANKING, 'tie_breaks = ["rounds_one"] #!', "rules.tie_breaks[0]", "Did you mean rounds_won?"),
    (RANKING, 'tie_breaks = ["luck"] #!', "rules.tie_breaks[0]", "luck is no tie-break. Known are"),
    (RANKING, 'tie_breaks = ["best_marks",\n"best_marks"] #!', "rules.tie_breaks[1]", "here twice"),
    ('id = "green"', 'id = "gr en" #!', "teams[2].id", "An id is made of letters a-z, digits"),
    ('id = "green"', 'id = "" #!', "teams[2].id", "An id is made of letters a-z, digits"),
    ('id = "green"', 'id = "blue" #!', "teams[2].id", "The id blue is already taken in line 13."),
    (GREEN, 'name = "Red" #!', "teams[2].name", "The name Red is already given in line 10."),
    (GREEN, f'name = "{"G" * 201}" #!', "teams[2].name", "This is longer than 200 characters."),
    (GREEN, 'name = "\\u3164" #!', "teams[2].name", "Nothing of this can be seen."),
    (GREEN, 'name = "\\u0301" #!', "teams[2].name", "Nothing of this can be seen."),
    (BUZZER, f"{BUZZER}\nawards = [{'1, ' * 501}] #!", "stages[1].rounds[0].awards",
     "more than 500 of these"),
    (LIN, LIN + "\nrecused = [" + "'red', " * 3001 + "] #!", "judges[0].recused", "than 3000 of"),
    (GREEN, 'name = "Gr\\u0007een" #!', "teams[2].name", "an invisible character (U+0007)"),
    (GREEN, 'name = "\u202eGreen" #!', "teams[2].name", "an invisible character (U+202E)"),
    (GREEN, f"{GREEN}\nmembers = [\n{{}}] #!", "teams[2].members[0].name", "name is missing"),
    (GREEN, f'{GREEN}\ncolour = "green" #!', "teams[2].colour", "A colour is written like #1f4fbf"),
    (TITLE, f'{TITLE}\n[show]\naccent = "#1f4fbf" #!', "show.accent", "and 4.5 to 1 is needed."),
    (GREEN, f"{GREEN}\nmembers = 3 #!", "teams[2].members", "This must be a list in brackets"),
    (GREEN, f"{GREEN}\nmembers = [3] #!", "teams[2].members[0]", "This must be a table with keys"),
    (LIN, f'{LIN}\nrecused = ["blu"] #!', "judges[0].recused[0]", "Did you mean blue?"),
    (LIN, f'{LIN}\nrecused = ["x"] #!', "judges[0].recused[0]", "There is no team with the id x."),
    (LIN, f'{LIN}\nrecused = ["red",\n"red"] #!', "judges[0].recused[1]", "The team red is named"),
    (ADVANCE, "advance = 3 #!", "stages[0].advance", "advance must be below 3, the number"),
    (ADVANCE, "advance = 0 #!", "stages[0].advance", "At least one team must go on."),
    (ADVANCE, "advance = 2\ncarry = 1.5 #!", "stages[0].carry", "from 0 to 1; 0.5 is half."),
    (f"{HEAT}\n{ADVANCE}", HEAT.replace("]]", "]] #!"),
     "stages[0].advance", "Another stage follows: say with advance, advance_share"),
    (ADVANCE, "advance = 2\nadvance_share = 0.5 #!", "stages[0].advance_share",
     "leave advance_share out"),
    (ADVANCE, "advance_share = 1 #!", "stages[0].advance_share", "above 0 and below 1"),
    (ADVANCE, 'rounding = "down"\nadvance_share = 0.1 #!', "stages[0].advance_share",
     "Of 3 teams this share"),
    (ADVANCE, "threshold = 60\nabove = 0 #!", "stages[0].above", "leave above out"),
    (ADVANCE, "advance = 2\nquota = -1 #!", "stages[0].quota", "0 for no limit"),
    (FINAL, f'{FINAL}\nside_of = "hat" #!', "stages[1].side_of", "there is none hat"),
    (FINAL, f'{FINAL}\nside_of = "heat" #!', "stages[1].side_of", "Another stage must follow"),
    (FINAL, f'{LATE_SIDE}\n{FINAL}', "stages[2].side_of", "right behind the stage it is of, Heat"),
    (ADVANCE, "advance = 2\nquota = 1 #!", "stages[0].quota", "No team has an organisation"),
    (FINAL, f"{FINAL}\nadvance = 1 #!", "stages[1].advance", "Nobody goes on from the last stage"),
    (ESSAY, "max = -1\nmin = 5 #!", "stages[0].rounds[0].min", "min is 5 and above max, -1."),
    (ESSAY, "step = 0 #!", "stages[0].rounds[0].step", "step must be above 0."),
    (ESSAY, "max = nan #!", "stages[0].rounds[0].max", "A score must be a number, such as 9.5."),
    (ESSAY, "max = 1e309 #!", "stages[0].rounds[0].max", "at most 15 digits before the point"),
    (ESSAY, "max = 1e99999999999999999999 #!", "stages[0].rounds[0].max", "must be a number"),
    (ESSAY, 'max = "٢٠" #!', "stages[0].rounds[0].max", "A score must be a number, such as 9.5."),
    (ESSAY, "max = true #!", "stages[0].rounds[0].max", "A score must be a number, such as 9.5."),
    (ESSAY, "weight = -0.5 #!", "stages[0].rounds[0].weight", "weight must not be below 0."),
    (RANKING + "\n", 'better = "less" #!\n', "rules.better", "This can be higher, lower."),
    (ESSAY, 'aggregate = "places" #!', "stages[0].rounds[0].aggregate", "the smallest sum is best"),
    (TO_ESSAY,
     TO_ESSAY.replace(RANKING, 'better = "lower"').replace(ESSAY, f"{PLACED}\ndrop_low = 1 #!"),
     "stages[0].rounds[0].drop_low", "drop_low does not go with"),
    (TO_ESSAY,
     TO_ESSAY.replace(RANKING, 'better = "lower"').replace(ESSAY, f'{PLACED}\nby = "member" #!'),
     "stages[0].rounds[0].by", "Places are given to teams"),
    (TO_ESSAY,
     TO_ESSAY.replace(RANKING, 'tie_breaks = ["criterion:talk"] #!')
     .replace(ESSAY, f'criteria = [{TALK}]\nby = "member"'),
     "rules.tie_breaks[0]", "is marked of members"),
    (BUZZER, f"{PLACED} #!", "stages[1].rounds[0].aggregate", 'a round with kind = "judged"'),
    (TO_ESSAY, TO_ESSAY.replace(RANKING, 'better = "lower"').replace(ESSAY, 'better = "higher" #!'),
     "stages[0].rounds[0].better", "of which the smaller is first"),
    (ESSAY, "decimals = -1 #!", "stages[0].rounds[0].decimals", "decimals goes from 0 to 4."),
    (ESSAY, "weighted_decimals = 5 #!", "stages[0].rounds[0].weighted_decimals",
     "decimals goes from 0 to 4."),
    (ESSAY, "drop_low = -1 #!", "stages[0].rounds[0].drop_low", "0 or more."),
    (ESSAY, "drop_low = 1\ndrop_high = 1 #!", "stages[0].rounds[0].drop_high",
     "2 marks are left out of 2. At least one"),
    (ESSAY, "awards = [5] #!", "stages[0].rounds[0].awards", 'a round with kind = "points".'),
    (ESSAY, by(TALK, TALK.replace("Talk", "Voice")), "stages[0].rounds[0].criteria[1].id",
     "The id talk is already taken"),
    (ESSAY, by(TALK, TALK.replace("talk", "voice")), "stages[0].rounds[0].criteria[1].name",
     "The name Talk is already given"),
    (ESSAY, by('{name = "Talk"}'), "stages[0].rounds[0].criteria[0].max",
     "Say with max what Talk goes up to"),
    (ESSAY, by('{name = "Talk", max = 20, step = 0.3}'), "stages[0].rounds[0].criteria[0].max",
     "max is 20, and no step of 0.3 from 0 leads to it."),
    (ESSAY, by('{name = "Talk", max = 20, step = 0}'), "stages[0].rounds[0].criteria[0].step",
     "step must be above 0."),
    (ESSAY, by('{name = "Talk", max = 20, weight = 0}'), "stages[0].rounds[0].criteria[0].weight",
     "The weight of a criterion must be above 0."),
    (ESSAY, by('{name = "Talk", max = 1, step = 1e-9, weight = 0.01}'),
     "stages[0].rounds[0].criteria", "too many decimal places"),
    (ESSAY, by(*(f'{{name = "T{n}", max = 1}}' for n in range(13))), "stages[0].rounds[0].criteria",
     "At most 12 criteria fit a sheet."),
    (ESSAY, f"max = 21 #!\ncriteria = [{TALK}]", "stages[0].rounds[0].max",
     "The criteria come to max = 20. Leave max out here."),
    (RANKING, 'tie_breaks = ["criterion:talk"] #!', "rules.tie_breaks[0]",
     "No round has a criterion with the id talk."),
    (BUZZER, f"{BUZZER}\n{by(TALK)}", "stages[1].rounds[0].criteria",
     'criteria belong to a round with kind = "judged".'),
    (RULES, RULES.replace(LIN, f"{LIN}\nshadow = true").replace(ESSAY, 'panel = ["lin"] #!'),
     "stages[0].rounds[0].panel", "all of its judges are shadows"),
    (LIN, f'{LIN}\nshadow = "yes" #!', "judges[0].shadow", "true or false"),
    (ESSAY, 'kind = "list"\nstep = 1 #!', "stages[0].rounds[0].step", "the desk enters"),
    (ESSAY, "present = 5 #!", "stages[0].rounds[0].present", 'a round with kind = "count"'),
    (ESSAY, 'kind = "count"\npresent = 0 #!', "stages[0].rounds[0].present", "At least 1 holds"),
    (ESSAY, 'kind = "count"\ncard = 0 #!', "stages[0].rounds[0].card", "worth more than 0"),
    (LIN, f'{LIN}\nhead = true\n[[judges]]\nname = "Zhao"\nhead = true #!', "judges[1].head",
     "one head judge"),
    (ESSAY, "panel = [] #!", "stages[0].rounds[0].panel", "at least one judge, or leave panel out"),
    (ESSAY, 'panel = ["lin",\n"lim"] #!', "stages[0].rounds[0].panel[1]", "Did you mean lin?"),
    (ESSAY, 'panel = ["lin"]\ndrop_low = 1 #!', "stages[0].rounds[0].drop_low",
     "1 marks are left out of 1. At least one"),
    (BUZZER, f'{BUZZER}\npanel = ["lin"] #!', "stages[1].rounds[0].panel", "scored_by names"),
    (TO_BUZZER, TO_BUZZER.replace(ESSAY, f'{ESSAY}\nperformance = "x"') + '\nperformance = "x" #!',
     "stages[1].rounds[0].performance", "they belong to one stage"),
    (ESSAY, f"{ESSAY}\n{OTHER_ORDER} #!", "stages[0].rounds[1].appearance", "Essay says another"),
    (BUZZER, f"{BUZZER}\nawards = [1,\n0] #!", "stages[1].rounds[0].awards[1]", "gives nothing"),
    (BUZZER, f"{BUZZER}\nawards = [1,\n1.0] #!", "stages[1].rounds[0].awards[1]", "is named here"),
    (BUZZER, f"{BUZZER}\nawards = [-11] #!", "stages[1].rounds[0].awards[0]", "min, which is -10."),
    (BUZZER, f"{BUZZER}\nmax = 100\nawards = [101] #!",
     "stages[1].rounds[0].awards[0]", "max, which is 100."),
    (ESSAY, 'max = "8,5" #!', "stages[0].rounds[0].max", "8,5 holds a comma, which can mean"),
    (ESSAY, 'max = "9.12345678901" #!', "stages[0].rounds[0].max", "places: at most 10"),
    (ESSAY, 'max = "1234567890123456789" #!', "stages[0].rounds[0].max", "at most 15 digits"),
    (ESSAY, "max = 9.12345678901 #!", "stages[0].rounds[0].max", "places: at most 10 are read."),
    (ESSAY, "stakes = [5] #!", "stages[0].rounds[0].stakes", 'a round with kind = "points".'),
    (ESSAY, "questions = 5 #!", "stages[0].rounds[0].questions", 'round with kind = "points".'),
    (BUZZER, f'{BUZZER}\nloss = "half" #!', "stages[1].rounds[0].loss", "round with stakes"),
    (BUZZER, f"{BUZZER}\nstakes = [5]\ndeclined = -5 #!", "stages[1].rounds[0].declined",
     "what declining costs"),
    (BUZZER, f'{BUZZER}\ntokens = [""] #!', "stages[1].rounds[0].tokens[0]", "a short word"),
    (BUZZER, f"{BUZZER}\nfouls = {{free = -1}} #!", "stages[1].rounds[0].fouls.free", "fouls: 0"),
    (BUZZER, f"{BUZZER}\nfouls = {{penalty = -1}} #!", "stages[1].rounds[0].fouls.penalty",
     "what a foul costs"),
    (BUZZER, f'{BUZZER}\nteam_score = "mean" #!', "stages[1].rounds[0].team_score", "member"),
    (BUZZER, f'{BUZZER}\nby = "member"\nbest = 2 #!', "stages[1].rounds[0].best", "best goes with"),
    (BUZZER, f'{BUZZER}\nby = "member"\nteam_score = "best"\nbest = 0 #!',
     "stages[1].rounds[0].best", "how many members"),
    (BUZZER, f'{BUZZER}\nfouls = {{free = 1}}\nby = "member" #!', "stages[1].rounds[0].by",
     "Fouls are the team's"),
    (BUZZER, f"{BUZZER}\nstakes = [0] #!", "stages[1].rounds[0].stakes[0]", "must be above 0."),
    (BUZZER, f'{BUZZER}\nstakes = [5]\nappearance = "draw" #!', "stages[1].rounds[0].appearance",
     "its own order of play"),
    (ESSAY, f'{ESSAY}\nappearance = "lot" #!', "stages[0].rounds[0].appearance",
     "This can be registration, draw, standings, reverse."),
    (BUZZER, f"{BUZZER}\nstakes = [5,\n5] #!", "stages[1].rounds[0].stakes[1]", "named here twice"),
    (ESSAY, 'scored_by = ["lin"] #!', "stages[0].rounds[0].scored_by", 'with kind = "points".'),
    (BUZZER, f"{BUZZER}\nscored_by = [] #!", "stages[1].rounds[0].scored_by", "at least one judge"),
    (BUZZER, f'{BUZZER}\nscored_by = "lin" #!', "stages[1].rounds[0].scored_by",
     'This is "desk", "judges", or a list'),
    (BUZZER, f'{BUZZER}\nscored_by = ["lin",\n"lim"] #!', "stages[1].rounds[0].scored_by[1]",
     "no judge with the id lim. Did you mean lin?"),
    (BUZZER, f'{BUZZER}\nscored_by = ["red"] #!', "stages[1].rounds[0].scored_by[0]",
     "There is no judge with the id red."),
    (BUZZER, f'{BUZZER}\nscored_by = ["wu",\n"wu"] #!', "stages[1].rounds[0].scored_by[1]",
     "The judge wu is named here twice."),
    (BUZZER, f"{BUZZER}\nquestions = -1 #!", "stages[1].rounds[0].questions", "1 or more."),
    ("[rules]", "[[rules]] #!", "rules", "Write [rules] in single brackets, only once."),
    (TEAMS, '[teams] #!\nname = "Red"\n\n',
     "teams", "Write [[teams]] in two brackets, once for each."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "says"), WRONG_VALUES)
def test_each_wrong_value_is_the_only_problem_and_has_its_line(
    old: str, new: str, where: str, says: str
) -> None:
    text = changed((old, new))
    (problem,) = problems_of(text)
    assert says in str(problem)
    assert problem.where == where
    assert text.split("\n")[(problem.line or 0) - 1].endswith("#!")


UNREADABLE = [
    ("title = “Quiz” #!\n", "Here stands “, a full-width mark; TOML needs"),
    ("title ＝ 1 #!\n", "Here stands ＝, a full-width mark; TOML needs =."),
    ('x = ["a"，"b"] #!\n', "Here stands ，, a full-width mark; TOML needs ,."),
    ('title = "Quiz #!\nx = 1\n', "its last quotation mark is missing."),
    ('x = 1\ntitle = "Quiz #!', "its last quotation mark is missing."),
    ('title = "C:\\quiz" #!\n', "A backslash in text is written twice"),
    ('title = "a\x01b" #!\n', "This line holds a character that TOML does not take."),
    ("x = 1\nx = 2 #!\n", "This is already given further up."),
    ("[a]\nb = 1\n[a] #!\n", "This is already given further up."),
    ("x = [1 2] #!\n", "A bracket is not closed, or a comma"),
    ("[a\nb = 1\n", "A bracket is not closed, or a comma"),
    ("title #!\n", "After a key there must be = and a value."),
    ("title = Quiz #!\n", "Text is written in quotation marks."),
    ("x = 1 y = 2 #!\n", "After this value there is something more."),
    ("核 = 1 #!\n", "Here a key is needed"),
    ("x = 2024-02-30 #!\n", "There is no such date or time."),
    ("x = {}\n[x.y] #!\n", "This is already given further up."),
    ('x = "\\ud800" #!\n', "A backslash in text is written twice"),
    ('x = """one\ntwo \\q" #!\nthree"""\n', "A backslash in text is written twice"),
    ('x = """one #!\ntwo\n', "its last quotation mark is missing."),
    ("x = 'one #!\ny = 2\n", "its last quotation mark is missing."),
    ('name = "a"\nname = "b" #!\n', "This is already given further up."),
    ("a.b = 1\na.b.c = 2 #!\n", "This is already given further up."),
    ("x = {a = 1, a = 2} #!\n", "This is already given further up."),
    ("[[a]]\nb = 1\n[a] #!\n", "This is already given further up."),
    ("# remark\nx = [1, #!\n[teams]\ny = 2\n", "A bracket is not closed, or a comma"),
    ("x = [1, #!\ny = 2\n", "A bracket is not closed, or a comma"),
    ("x = [\n1, # one\n2 #!\n3\n]\n", "A bracket is not closed, or a comma"),
    ("x = {a = 1 #!\ny = 2\n", "A bracket is not closed, or a comma"),
    ("[[teams] #!\ny = 2\n", "A bracket is not closed, or a comma"),
    ("x = [ten] #!\n", "Text is written in quotation marks."),
    ("x = #!\ny = 2\n", "After a key there must be = and a value."),
    ("= 2 #!\n", "Here a key is needed"),
    ("[] #!\n", "Here a key is needed"),
    ("队伍 = 1 #!\n", "Here a key is needed"),
    ("team队 = 1 #!\n", "Here a key is needed"),
    ("[rules] x = 1 #!\n", "After this value there is something more."),
    ("x = 01 #!\n", "After this value there is something more."),
    ("［rules］ #!\n", "Here stands ［, a full-width mark; TOML needs [."),
    ("x = 2024-13-01T07:00:00 #!\n", "There is no such date or time."),
    ("x = [\n2024-11-30,\n2024-1-5 #!\n]\n", "There is no such date or time."),
    ("x = 25:00:00 #!\n", "There is no such date or time."),
    ("# remark \x01 #!\n", "This line holds a character that TOML does not take."),
    (f"y = 1\nx = {'1' * 5000} #!\n", "This number is too long."),
    (f"y = 1\nx{'.x' * 20} = 1 #!\n", "This key has more than 16 parts."),
    (f"[x{'.x' * 20}] #!\n", "This key has more than 16 parts."),
    (f"x = {'[' * 5000} #!\n", "The brackets in this file are nested too deeply."),
    ("# nothing but this remark #!\n", "This file is empty."),
    ("#!", "This file is empty."),
    (b"\xef\xbb\xbfx = 1 #!", "This file begins with a byte order mark."),
    ("x = 1\ny = '核' #!\n".encode("gbk"), "This line is not UTF-8."),
    ("x = '核' #!\n".encode("utf-16"), "This line is not UTF-8."),
    (b"#" * 1_000_001, "This file is larger than 1000000 bytes."),
]


@pytest.mark.parametrize(("source", "says"), UNREADABLE, ids=lambda value: str(value)[:24])
def test_what_is_no_toml_is_one_problem_with_its_line(source: str | bytes, says: str) -> None:
    (problem,) = problems_of(source)
    data = source if isinstance(source, bytes) else source.encode()
    assert says in str(problem)
    marked = [n for n, row in enumerate(data.split(b"\n"), start=1) if row.endswith(b"#!")]
    assert [problem.line] == (marked or [1])


NO_TABLES = '[rules]\nranking = "dense"\n'
NO_ROUNDS = changed((FINAL, FINAL + "\nadvance = 1")) + '\n[[stages]] #!\nname = "Last"\n'
NO_JUDGES = changed((QUIZ[QUIZ.index("[[judges]]") : QUIZ.index("[[stages]]")], ""))
TOO_FEW_MARKS = changed((LIN, f'{LIN}\nrecused = ["blue"]'), (ESSAY, "drop_low = 1"))


def test_a_file_without_most_of_its_tables_hears_what_each_is_for() -> None:
    said = [problem.text for problem in problems_of(NO_TABLES)]
    assert "The event needs a slug for its address, such as nm2024." in said
    assert "The event has no teams. Write a [[teams]] for each." in said
    assert "The event has no stages. Write a [[stages]] for each." in said


def test_a_stage_without_rounds_is_told_at_its_heading() -> None:
    (problem,) = problems_of(NO_ROUNDS)
    assert problem.text.startswith("This stage has no rounds.")
    assert NO_ROUNDS.split("\n")[(problem.line or 0) - 1] == "[[stages]] #!"


def test_a_judged_round_without_judges_is_told_once() -> None:
    (problem,) = problems_of(NO_JUDGES)
    assert problem.text.startswith("This round is judged, but the event has no judges.")
    assert NO_JUDGES.split("\n")[(problem.line or 0) - 1] == "[[stages.rounds]]"


def test_dropping_counts_only_the_judges_who_may_mark_a_team() -> None:
    (problem,) = problems_of(TOO_FEW_MARKS)
    assert str(problem) == (
        "stages[0].rounds[0].drop_low: Too many marks are left out for Blue: only 1 of "
        "the judges may mark it."
    )


def test_fewer_go_on_than_came_into_the_stage_from_the_one_before() -> None:
    more = '\n[[stages]]\nname = "Last"\n[[stages.rounds]]\nname = "Last"\n'
    text = changed((FINAL, FINAL + "\nadvance = 2")) + more
    (problem,) = problems_of(text)
    assert (problem.where, problem.names) == ("stages[1].advance", {"teams": 2})


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    text = changed(
        (SLUG, 'slug = "QUIZ" #!'),
        (RANKING, 'ranking = "none" #!\ndecimal = 2 #!'),
        ('id = "green"', 'id = "red" #!'),
        (LIN, f'{LIN}\nrecused = ["pink"] #!'),
        (ADVANCE, 'advance = "two" #!'),
        (BUZZER, "min = 1e20 #!"),
    )
    marked = [n for n, row in enumerate(text.split("\n"), start=1) if row.endswith("#!")]
    assert [problem.line for problem in problems_of(text)] == marked


def test_a_value_that_was_refused_is_not_judged_by_its_default() -> None:
    # Were max taken as the default 100, then min would be told off as well.
    found = problems_of(changed((ESSAY, 'max = "high"\nmin = 200')))
    assert [problem.where for problem in found] == ["stages[0].rounds[0].max"]


def test_every_sentence_of_the_reader_is_proved_by_a_case_here() -> None:
    cases = [changed((old, new)) for old, new, _, _ in WRONG_VALUES]
    cases += [source for source, _ in UNREADABLE]
    cases += [NO_TABLES, NO_ROUNDS, NO_JUDGES, TOO_FEW_MARKS]
    said = {problem.text for case in cases for problem in problems_of(case)}
    # Only a document is nested; only a Python stricter than TOML makes a line unreadable (below).
    elsewhere = {Fault.NESTED.words("file"), Fault.UNREADABLE.words("file")}
    assert {fault.words("file") for fault in Fault} - said == elsewhere


def test_each_reader_of_a_fault_is_told_with_the_names_there_are() -> None:
    def names(text: str) -> set[str]:
        return set(re.findall(r"%\((\w+)\)s", text))

    for fault in Fault:
        in_file, others = fault.words("file"), [fault.words("form"), fault.words("cell")]
        assert all(names(text) <= names(in_file) for text in others), fault.name
        assert not any("[[" in text or "TOML" in text for text in others if text != in_file)


@pytest.mark.parametrize(("source", "says"), UNREADABLE, ids=lambda value: str(value)[:24])
def test_no_cause_hangs_on_the_wording_of_pythons_messages(
    source: str | bytes, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads = tomllib.loads

    def nonsense(text: str, **rest: Any) -> Any:
        try:
            return loads(text, **rest)
        except tomllib.TOMLDecodeError:
            raise tomllib.TOMLDecodeError("colourless green ideas") from None

    (usual,) = problems_of(source)
    monkeypatch.setattr(tomllib, "loads", nonsense)
    (problem,) = problems_of(source)
    assert says in str(problem)
    assert problem == usual


def test_what_only_python_refuses_is_named_by_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    loads = tomllib.loads

    def stricter(text: str, **rest: Any) -> Any:
        if "y" in text:
            raise tomllib.TOMLDecodeError
        return loads(text, **rest)

    monkeypatch.setattr(tomllib, "loads", stricter)
    (problem,) = problems_of("x = 1\ny = 2\nz = 3\n")
    assert (problem.fault, problem.line) == (Fault.UNREADABLE, 2)
