"""What can be wrong with a set-up: a code for each fault, and its wording for each audience."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, unique
from typing import Literal

from scoreboard.contest.numbers import NUMBER_WORDS, NumberFault
from scoreboard.contest.words import N_

# Who reads of it: the writer of an event file, of a form, or of a table of cells.
Reader = Literal["file", "form", "cell"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One fault as a message id: in an event file; in a form and in a cell where that differs.

    Who fills in a form or a table sees no TOML and no lines.
    """

    file: str
    form: str | None = None
    cell: str | None = None

    def to(self, reader: Reader) -> str:
        """The message id for this reader."""
        if reader == "file":
            return self.file
        return (self.cell if reader == "cell" else None) or self.form or self.file


@unique
class Fault(Enum):
    """The faults of a set-up, by their code."""

    # The event, its teams and judges.
    NO_SLUG = Wording(
        N_("The event needs a slug for its address, such as nm2024."),
        form=N_("The event needs a short name for its address, such as nm2024."),
    )
    BAD_SLUG = Wording(
        N_("A slug is made of a-z, 0-9 and -, at most 64 of them, such as nm2024."),
        form=N_(
            "The name in the address is made of a-z, 0-9 and -, at most 64 of them, such as nm2024."
        ),
    )
    NO_SUCH_ZONE = Wording(N_("There is no time zone %(zone)s. China's is Asia/Shanghai."))
    NO_NETWORK = Wording(N_("Say which network this is: its name is missing."))
    LONG_NETWORK = Wording(N_("No network has a name as long as this."))
    NO_TEAMS = Wording(
        N_("The event has no teams. Write a [[teams]] for each."),
        form=N_("The event has no teams."),
    )
    BAD_COLOUR = Wording(N_("A colour is written like #1f4fbf."))
    PALE_ACCENT = Wording(
        N_(
            "This colour cannot be read on the theme's ground: its contrast is %(ratio)s to 1, and "
            "%(least)s to 1 is needed."
        )
    )
    TEAM_TWICE = Wording(N_("The team %(id)s is named here twice."))
    NO_SUCH_TEAM = Wording(N_("There is no team with the id %(id)s."))
    NO_SUCH_TEAM_BUT = Wording(N_("There is no team with the id %(id)s. Did you mean %(near)s?"))
    BAD_ID = Wording(
        N_("An id is made of letters a-z, digits, - and _, at most 32 of them. It may be left out.")
    )
    ID_TAKEN = Wording(
        N_("The id %(id)s is already taken in line %(line)s."),
        form=N_("The id %(id)s is already taken."),
        cell=N_("The id %(id)s is already taken in %(line)s."),
    )
    NAME_TAKEN = Wording(
        N_("The name %(name)s is already given in line %(line)s."),
        form=N_("The name %(name)s is already given."),
        cell=N_("The name %(name)s is already given in %(line)s."),
    )
    EMPTY = Wording(N_("%(key)s is missing or empty here."), form=N_("This must not be empty."))
    TOO_LONG = Wording(N_("This is longer than %(limit)s characters."))
    TOO_MANY = Wording(N_("There are more than %(limit)s of these."))
    UNSEEN = Wording(N_("Nothing of this can be seen. Write what people are to read."))
    INVISIBLE = Wording(N_("This text holds an invisible character (%(code)s). Type it anew."))
    NAMED_TWICE = Wording(N_("%(name)s is named here twice."))
    NO_SUCH_ROUND = Wording(N_("There is no round with the id %(id)s."))
    ONE_ROUND = Wording(
        N_("%(name)s adds up a single round: name two or more, or write round:ID."),
        form=N_("A sum needs two rounds or more."),
    )
    ROUND_ELSEWHERE = Wording(
        N_("Only rounds of one stage can be added up, and %(name)s is in another stage.")
    )
    ROUND_TURNED = Wording(
        N_("Scores of which less is better cannot be added to others: %(name)s differs in that.")
    )
    NO_TIE_BREAK = Wording(N_("%(name)s is no tie-break. Known are: %(known)s."))
    NO_TIE_BREAK_BUT = Wording(N_("%(name)s is no tie-break. Did you mean %(near)s?"))
    # Points of members.
    NOT_BY_MEMBER = Wording(
        N_('%(key)s goes with by = "member" only.'),
        form=N_("This goes only with points that are the members'."),
    )
    MEMBERS_PLACED = Wording(
        N_("Places are given to teams: where members are marked, the marks cannot become places."),
    )
    CRITERION_OF_MEMBERS = Wording(
        N_("Criterion “%(id)s” is marked of members, so it cannot decide a tie of teams."),
    )
    MEMBERS_FOULS = Wording(
        N_("Fouls are the team's: they cannot be counted where the points are the members'."),
    )
    NO_BEST = Wording(
        N_("Say with best how many members count, such as 2."),
        form=N_("Say how many members count, such as 2."),
    )
    BEST_ALONE = Wording(
        N_('best goes with team_score = "best" only.'),
        form=N_("A number of members goes only with the best of them."),
    )
    # Stages and rounds.
    NO_STAGES = Wording(
        N_("The event has no stages. Write a [[stages]] for each."),
        form=N_("The event has no stages."),
    )
    NO_ROUNDS = Wording(
        N_("This stage has no rounds. Write a [[stages.rounds]] for each."),
        form=N_("This stage has no rounds."),
    )
    NO_JUDGES = Wording(
        N_("This round is judged, but the event has no judges. Write a [[judges]] for each."),
        form=N_("This round is judged, but the event has no judges."),
    )
    BAD_CARRY = Wording(
        N_("carry is the share of the earlier total, from 0 to 1; 0.5 is half."),
        form=N_("This is the share of the earlier total, from 0 to 1; 0.5 is half."),
    )
    LAST_ADVANCES = Wording(
        N_("Nobody goes on from the last stage: leave %(key)s out here."),
        form=N_("Nobody goes on from the last stage: leave this empty."),
    )
    NO_ADVANCE = Wording(
        N_(
            "Another stage follows: say with advance, advance_share, threshold or above who goes "
            "on."
        ),
        form=N_("Another stage follows: say how many teams go on, or what they need for it."),
    )
    NOBODY_ADVANCES = Wording(N_("At least one team must go on."))
    ALL_ADVANCE = Wording(
        N_("advance must be below %(teams)s, the number of teams in this stage."),
        form=N_("Fewer teams must go on than the %(teams)s in this stage."),
    )
    ALL_OF_GROUP_ADVANCE = Wording(
        N_("advance must be below %(teams)s, the number of teams in a group."),
        form=N_("Fewer teams must go on of each group than the %(teams)s in it."),
    )
    TWO_NUMBERS = Wording(
        N_("advance says how many go on, so leave advance_share out, or the other way round."),
        form=N_("Say either how many teams go on, or which share of them."),
    )
    BAD_SHARE = Wording(
        N_("advance_share is a share of the teams, above 0 and below 1; 0.3 is 30 per cent."),
        form=N_("This is a share of the teams, above 0 and below 1; 0.3 is 30 per cent."),
    )
    SHARE_OF_NOBODY = Wording(N_("Of %(teams)s teams this share, as it is rounded, is nobody."))
    TWO_BARS = Wording(
        N_("threshold says what is enough to go on, so leave above out, or the other way round."),
        form=N_("Say either what is enough to go on, or what must be exceeded."),
    )
    NO_SUCH_STAGE = Wording(
        N_("side_of names a main stage by its id; there is none %(id)s."),
        form=N_("A side stage is one of a main stage."),
    )
    SIDE_NOT_BEHIND = Wording(
        N_("A side stage stands right behind the stage it is of, %(stage)s."),
    )
    SIDE_LAST = Wording(N_("Another stage must follow, into which teams return from this one."))
    BAD_QUOTA = Wording(N_("This counts the teams of one organisation: 1 or more; 0 for no limit."))
    NO_ORGANISATIONS = Wording(
        N_("No team has an organisation, so quota would limit nobody."),
        form=N_("No team has an organisation, so this would limit nobody."),
    )
    MIN_ABOVE_MAX = Wording(
        N_("min is %(min)s and above max, %(max)s."),
        form=N_("The lowest mark is %(min)s and above the highest, %(max)s."),
    )
    BAD_STEP = Wording(N_("step must be above 0."), form=N_("The step must be above 0."))
    BAD_WEIGHT = Wording(
        N_("weight must not be below 0."), form=N_("The weight must not be below 0.")
    )
    HIGHER_IN_LOWER = Wording(
        N_('This round counts in totals of which the smaller is first: better = "lower" here too.'),
        form=N_("This round counts in totals of which the smaller is first, so fewer is better."),
    )
    PLACES_IN_HIGHER = Wording(
        N_(
            'Places are added here, and the smallest sum is best: better = "lower" in [rules], '
            "and here too."
        ),
        form=N_(
            "Places are added here, and the smallest sum is best. Choose in the rules that the "
            "smaller total is first."
        ),
        cell=N_(
            "Places are added here, and the smallest sum is best: lower is better in the rules, "
            "and here too."
        ),
    )
    PLACES_DROPPED = Wording(
        N_(
            "Where places are added none is left out: %(key)s does not go with "
            'aggregate = "places".'
        ),
        form=N_("Where places are added none is left out. Leave this at 0."),
    )
    PLACES_OF_POINTS = Wording(
        N_('aggregate = "places" belongs to a round with kind = "judged".'),
        form=N_("Places come out of judges' marks. Points give none."),
    )
    BAD_DROP = Wording(N_("This counts marks that are left out: 0 or more."))
    BAD_DECIMALS = Wording(N_("decimals goes from 0 to 4."), form=N_("This goes from 0 to 4."))
    JUDGED_HAS_AWARDS = Wording(
        N_('awards belong to a round with kind = "points".'),
        form=N_("Award buttons belong to a round in which points are awarded."),
    )
    JUDGED_HAS_KEY = Wording(
        N_('%(key)s belong to a round with kind = "points".'),
        form=N_("This belongs to a round in which points are awarded."),
    )
    AWARD_OF_NOTHING = Wording(N_("An award of 0 gives nothing; leave it out."))
    POINTS_TWICE = Wording(N_("%(points)s is named here twice."))
    BELOW_MIN = Wording(
        N_("%(points)s is below this round's min, which is %(min)s."),
        form=N_("%(points)s is below the lowest of this round, which is %(min)s."),
    )
    ABOVE_MAX = Wording(
        N_("%(points)s is above this round's max, which is %(max)s."),
        form=N_("%(points)s is above the highest of this round, which is %(max)s."),
    )
    BAD_STAKE = Wording(N_("A stake must be above 0."))
    WITHOUT_STAKES = Wording(
        N_("%(key)s belongs to a round with stakes."),
        form=N_("This belongs to a risk round: name its stakes."),
    )
    BAD_DECLINED = Wording(N_("This is what declining costs: 0 or more."))
    BAD_TOKEN = Wording(N_("A token is a short word, of at most %(limit)s characters."))
    BAD_FOUL_COUNT = Wording(N_("This counts fouls: 0 or more."))
    BAD_FOUL_PENALTY = Wording(N_("This is what a foul costs: 0 or more."))
    BAD_QUESTIONS = Wording(N_("This counts the questions of a team: 1 or more."))
    POINTS_HAVE_PANEL = Wording(
        N_('panel belongs to a round with kind = "judged"; here scored_by names the judges.'),
        form=N_("Only a round that judges mark has a panel."),
    )
    ENTERED_HAS_KEY = Wording(
        N_("%(key)s has no meaning in a round whose scores the desk enters."),
        form=N_("This has no meaning in a round whose scores the desk enters."),
    )
    NOT_COUNTED = Wording(
        N_('%(key)s belongs to a round with kind = "count".'),
        form=N_("This belongs to a count in the hall."),
    )
    NOBODY_PRESENT = Wording(N_("At least 1 holds a card."))
    CARD_WORTH_NOTHING = Wording(N_("A card is worth more than 0."))
    EMPTY_PANEL = Wording(
        N_("Name at least one judge, or leave panel out: then all judges mark."),
        form=N_("Choose at least one judge, or all judges."),
    )
    TWO_HEADS = Wording(N_("There is one head judge, and %(name)s is it already."))
    ONLY_SHADOWS = Wording(
        N_("Nobody whose marks count marks this round: all of its judges are shadows.")
    )
    PERFORMANCE_ELSEWHERE = Wording(
        N_(
            "Rounds of one performance are open together, so they belong to one stage; "
            "%(name)s is in another."
        )
    )
    OTHER_APPEARANCE = Wording(
        N_("Rounds of one performance have one order on stage; %(name)s says another.")
    )
    RISK_HAS_APPEARANCE = Wording(
        N_("A risk round has its own order of play. Leave appearance out here."),
        form=N_("A risk round has its own order of play."),
    )
    CRITERIA_IN_POINTS = Wording(
        N_('criteria belong to a round with kind = "judged".'),
        form=N_("Criteria belong to a round that judges mark."),
    )
    MANY_CRITERIA = Wording(N_("At most %(most)s criteria fit a sheet."))
    CRITERION_WITHOUT_MAX = Wording(
        N_("Say with max what %(name)s goes up to; it must be above 0."),
        form=N_("Say what %(name)s goes up to; it must be above 0."),
    )
    CRITERION_OFF_STEP = Wording(
        N_("max is %(max)s, and no step of %(step)s from 0 leads to it."),
        form=N_("The highest is %(max)s, and no step of %(step)s from 0 leads to it."),
    )
    CRITERION_WITHOUT_WEIGHT = Wording(
        N_("The weight of a criterion must be above 0."),
    )
    NOT_OF_CRITERIA = Wording(
        N_("The criteria come to %(key)s = %(sum)s. Leave %(key)s out here."),
        form=N_("The criteria come to %(sum)s here. Leave this empty."),
    )
    NO_SUCH_CRITERION = Wording(
        N_("No round has a criterion with the id %(id)s."),
        form=N_("No round has the criterion that this compares."),
    )
    NOBODY_SCORES = Wording(
        N_('Name at least one judge, or write "desk" or "judges".'),
        form=N_("Choose at least one judge, or the desk or all judges."),
    )
    JUDGE_TWICE = Wording(N_("The judge %(id)s is named here twice."))
    NO_SUCH_JUDGE = Wording(
        N_("There is no judge with the id %(id)s."), form=N_("There is no judge called %(id)s.")
    )
    NO_SUCH_JUDGE_BUT = Wording(
        N_("There is no judge with the id %(id)s. Did you mean %(near)s?"),
        form=N_("There is no judge called %(id)s. Did you mean %(near)s?"),
    )
    ALL_DROPPED = Wording(
        N_("%(dropped)s marks are left out of %(judges)s. At least one must count.")
    )
    ALL_DROPPED_FOR_TEAM = Wording(
        N_("Too many marks are left out for %(team)s: only %(judges)s of the judges may mark it.")
    )
    # Prizes.
    NO_PRIZE_SHARE = Wording(
        N_("share is a part of the placed teams, above 0 and at most 1; 0.1 is a tenth."),
        form=N_("This is a part of the placed teams, above 0 and at most 1; 0.1 is a tenth."),
    )
    NO_PRIZE_COUNT = Wording(N_("A prize is for 1 team or more."))
    PRIZE_TWO_WAYS = Wording(
        N_("Say only one of count, share and at_least for a prize."),
        form=N_("A prize has a number, a share or a lowest total: only one of them."),
    )
    ROUNDING_ALONE = Wording(
        N_("rounding belongs to a prize with a share."),
        form=N_("Rounding belongs to a prize with a share."),
    )
    REST_NOT_LAST = Wording(
        N_("Only the last prize can be for the rest: say count, share or at_least here."),
        form=N_("Only the last prize can be for the rest: say for how many this one is."),
    )
    # Divisions.
    NO_DIVISION = Wording(
        N_("%(team)s needs a division: say division = with one of the ids %(known)s."),
        form=N_("%(team)s needs a division: choose one."),
        cell=N_("%(team)s needs a division: write one of %(known)s."),
    )
    NO_SUCH_DIVISION = Wording(
        N_("There is no division with the id %(id)s. There are: %(known)s."),
        form=N_("There is no such division."),
        cell=N_("There is no division %(id)s. There are: %(known)s."),
    )
    NO_DIVISIONS = Wording(
        N_("The event has no divisions. Write a [[divisions]] for each."),
        form=N_("The event has no divisions."),
    )
    # Groups.
    NO_GROUPS = Wording(
        N_("The event has no groups. Write a [[groups]] for each."),
        form=N_("The event has no groups."),
    )
    NO_SUCH_GROUP = Wording(
        N_("There is no group with the id %(id)s. There are: %(known)s."),
        form=N_("There is no such group."),
        cell=N_("There is no group %(id)s. There are: %(known)s."),
    )
    LAST_BY_GROUP = Wording(
        N_("The last stage has one table: leave by_group out. Divisions have places of their own."),
        form=N_("The last stage has one table. For places side by side there are divisions."),
    )
    QUOTA_BY_GROUP = Wording(
        N_("A quota cannot be kept over groups that are decided one by one: leave quota out."),
        form=N_("A limit for one organisation cannot be kept over groups: leave this empty."),
    )
    BAD_BEST = Wording(N_("This counts the best others that go on: 1 or more; 0 for none."))
    BEST_OF_ONE = Wording(
        N_("advance_best is for a stage that is played by groups: write by_group = true."),
        form=N_("The best others are compared across groups: this stage is not played by groups."),
    )
    BEST_WITHOUT_NUMBER = Wording(
        N_(
            "Say with advance or advance_share how many of each group go on before the best others."
        ),
        form=N_("Say how many of each group go on before the best others."),
    )
    # The shape of a value.
    UNKNOWN_KEY = Wording(N_("%(key)s is not known here. Known are: %(known)s."))
    UNKNOWN_KEY_BUT = Wording(N_("%(key)s is not known here. Did you mean %(near)s?"))
    NO_DATE = Wording(
        N_("A date is written like 2024-11-30, without quotation marks."),
        form=N_("A date is written like 2024-11-30."),
    )
    NO_SCORERS = Wording(
        N_('This is "desk", "judges", or a list of judges\' ids, such as ["j1", "j2"].'),
        form=N_("This is the desk, all judges, or some of the judges."),
    )
    NO_TEXT = Wording(N_("This must be text in quotation marks."), form=N_("This must be text."))
    NO_BOOLEAN = Wording(
        N_("This is true or false, without quotation marks."), form=N_("This is yes or no.")
    )
    NO_WHOLE_NUMBER = Wording(N_("This must be a whole number."))
    NO_NUMBER = Wording(NUMBER_WORDS["none"], form=N_("This must be a number, such as 9.5."))
    NO_LIST = Wording(
        N_("This must be a list in brackets, such as [1, 2]."), form=N_("This must be a list.")
    )
    NO_LIST_OF_TABLES = Wording(
        N_("Write [[%(name)s]] in two brackets, once for each."), form=N_("This must be a list.")
    )
    NO_TABLE = Wording(N_("This must be a table with keys of its own."))
    LIST_FOR_TABLE = Wording(
        N_("Write [%(name)s] in single brackets, only once."),
        form=N_("This must be a table with keys of its own."),
    )
    NO_CHOICE = Wording(N_("This can be %(choices)s."))
    NO_CHOICE_BUT = Wording(N_("This can be %(choices)s. Did you mean %(near)s?"))
    NESTED = Wording(N_("This is nested too deeply."))
    LARGE_NUMBER = Wording(NUMBER_WORDS["large"])
    MANY_PLACES = Wording(NUMBER_WORDS["places"])
    COMMA_IN_NUMBER = Wording(NUMBER_WORDS["comma"])
    # The file as a whole.
    LARGE_FILE = Wording(N_("This file is larger than %(limit)s bytes."))
    BYTE_ORDER_MARK = Wording(
        N_("This file begins with a byte order mark. Save it as UTF-8 without BOM.")
    )
    NOT_UTF8 = Wording(N_("This line is not UTF-8. Save the file with the encoding UTF-8."))
    EMPTY_FILE = Wording(N_("This file is empty. An event file begins with an [event] table."))
    # The syntax of TOML.
    KEY_TOO_DEEP = Wording(
        N_("This key has more than %(limit)s parts. No event file needs so many.")
    )
    BRACKETS_TOO_DEEP = Wording(N_("The brackets in this file are nested too deeply."))
    LONG_NUMBER = Wording(N_("This number is too long."))
    FULL_WIDTH = Wording(N_("Here stands %(mark)s, a full-width mark; TOML needs %(plain)s."))
    GIVEN_TWICE = Wording(
        N_("This is already given further up. A key or [table] is written only once.")
    )
    OPEN_BRACKET = Wording(N_("A bracket is not closed, or a comma between two values is missing."))
    NO_SUCH_DATE = Wording(N_("There is no such date or time."))
    NO_EQUALS = Wording(N_("After a key there must be = and a value."))
    BAD_VALUE = Wording(N_("This value cannot be read. Text is written in quotation marks."))
    MORE_AFTER_VALUE = Wording(
        N_("After this value there is something more. Each key has a line of its own.")
    )
    NO_KEY = Wording(N_("Here a key is needed, made of a-z, 0-9, - and _, or in quotation marks."))
    BAD_ESCAPE = Wording(N_("A backslash in text is written twice, or the text in single quotes."))
    OPEN_TEXT = Wording(N_("This text is not closed: its last quotation mark is missing."))
    BAD_CHARACTER = Wording(N_("This line holds a character that TOML does not take."))
    UNREADABLE = Wording(N_("This line cannot be read."))

    def words(self, reader: Reader) -> str:
        """Its message id for this reader."""
        return self.value.to(reader)


# What a text that is no score has for a fault.
NUMBER_FAULTS: dict[NumberFault, Fault] = {
    "none": Fault.NO_NUMBER,
    "comma": Fault.COMMA_IN_NUMBER,
    "large": Fault.LARGE_NUMBER,
    "places": Fault.MANY_PLACES,
}
