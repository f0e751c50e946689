"""What is wrong with a set-up, for people who fill in a form or a table and see no TOML."""

from __future__ import annotations

from scoreboard.contest.words import N_

# What the event file's checks say, and what is said of the same mistake elsewhere.
IN_FORMS = {
    "The event needs a slug for its address, such as nm2024.": N_(
        "The event needs a short name for its address, such as nm2024."
    ),
    "A slug is made of a-z, 0-9 and -, at most 64 of them, such as nm2024.": N_(
        "The name in the address is made of a-z, 0-9 and -, at most 64 of them, such as nm2024."
    ),
    "The event has no teams. Write a [[teams]] for each.": N_("The event has no teams."),
    "The event has no stages. Write a [[stages]] for each.": N_("The event has no stages."),
    "This stage has no rounds. Write a [[stages.rounds]] for each.": N_(
        "This stage has no rounds."
    ),
    "This round is judged, but the event has no judges. Write a [[judges]] for each.": N_(
        "This round is judged, but the event has no judges."
    ),
    "%(key)s is missing or empty here.": N_("This must not be empty."),
    "The id %(id)s is already taken in line %(line)s.": N_("The id %(id)s is already taken."),
    "The name %(name)s is already given in line %(line)s.": N_(
        "The name %(name)s is already given."
    ),
    "A date is written like 2024-11-30, without quotation marks.": N_(
        "A date is written like 2024-11-30."
    ),
    "This must be text in quotation marks.": N_("This must be text."),
    "Write [[%(name)s]] in two brackets, once for each.": N_("This must be a list."),
    "This must be a list in brackets, such as [1, 2].": N_("This must be a list."),
    "Write [%(name)s] in single brackets, only once.": N_(
        "This must be a table with keys of its own."
    ),
    "A score must be a number, such as 9.5.": N_("This must be a number, such as 9.5."),
    "carry is the share of the earlier total, from 0 to 1; 0.5 is half.": N_(
        "This is the share of the earlier total, from 0 to 1; 0.5 is half."
    ),
    "Nobody goes on from the last stage: leave advance out here.": N_(
        "Nobody goes on from the last stage: leave this empty."
    ),
    "Another stage follows: say with advance how many teams go on.": N_(
        "Another stage follows: say how many teams go on."
    ),
    "advance must be below %(teams)s, the number of teams in this stage.": N_(
        "Fewer teams must go on than the %(teams)s in this stage."
    ),
    "min is %(min)s and above max, %(max)s.": N_(
        "The lowest mark is %(min)s and above the highest, %(max)s."
    ),
    "step must be above 0.": N_("The step must be above 0."),
    "weight must not be below 0.": N_("The weight must not be below 0."),
    "decimals goes from 0 to 4.": N_("This goes from 0 to 4."),
    'awards belong to a round with kind = "points".': N_(
        "Award buttons belong to a round in which points are awarded."
    ),
    '%(key)s belong to a round with kind = "points".': N_(
        "This belongs to a round in which points are awarded."
    ),
    'Name at least one judge, or write "desk" or "judges".': N_(
        "Choose at least one judge, or the desk or all judges."
    ),
    "There is no judge with the id %(id)s.": N_("There is no judge called %(id)s."),
    "There is no judge with the id %(id)s. Did you mean %(near)s?": N_(
        "There is no judge called %(id)s. Did you mean %(near)s?"
    ),
    "This is true or false, without quotation marks.": N_("This is yes or no."),
    'This is "desk", "judges", or a list of judges\' ids, such as ["j1", "j2"].': N_(
        "This is the desk, all judges, or some of the judges."
    ),
    "%(points)s is below this round's min, which is %(min)s.": N_(
        "%(points)s is below the lowest of this round, which is %(min)s."
    ),
    "%(points)s is above this round's max, which is %(max)s.": N_(
        "%(points)s is above the highest of this round, which is %(max)s."
    ),
}
