"""The sheet of help in a workbook: every column, and what is written in it."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from scoreboard.contest.words import N_, Say
from scoreboard.files.sheets.headings import TABLES, Heading, TableName, sheet_title

INTRODUCTION = (
    N_("Fill in the sheets and import this workbook; nothing is written before you confirm."),
    N_("Columns may stand in any order, and those you do not need may be deleted."),
    N_("Do not merge cells, and write values, not formulas."),
)

_ID = N_("Optional: letters a-z, digits, - and _. Whoever keeps an id keeps the marks.")
_EXPLAINED: dict[TableName, dict[str, str]] = {
    "event": {
        "slug": N_("The name in the event's address: a-z, 0-9 and -."),
        "title": N_("Required."),
        "subtitle": N_("Optional."),
        "date": N_("Optional, such as 2024-11-30."),
        "locale": N_("The language of the screens."),
        "timezone": N_("Such as Asia/Shanghai."),
        "wifi": N_("Optional: the network of the hall, printed on cards and posters."),
        "wifi_password": N_("Optional: its password, printed there too."),
        "title_en": N_("Optional: the title in English, for screens in both languages."),
        "subtitle_en": N_("Optional: the subtitle in English."),
        "publish_judges": N_(
            "Yes if the result that is published for recounting names the judges; else numbers."
        ),
        "place": N_("Optional: where it takes place, on the title page."),
        "theme": N_("What the hall's screens look like."),
        "accent": N_(
            "Optional, such as #f2c14e: the host's own colour in place of the theme's gold."
        ),
        "ranking": N_("How equal totals are numbered."),
        "decimals": N_("Decimal places of totals, 0 to 4; ties are decided on the rounded total."),
        "tie_breaks": N_(
            "What parts equal totals, in order, separated by semicolons. "
            "A round is named as round:ID, or by its name; a sum of rounds as Essay + Talk."
        ),
        "publish": N_("When the hall sees new scores."),
        "release": N_(
            "What makes a team's score public: all its judges have marked, or the desk releases it."
        ),
        "unscored": N_("Whether a team that has no score yet has a total of 0, or none."),
        "better": N_("Lower for times and placings: then the smaller total is first."),
        "overall": N_("Yes if all stages are ranked together too, finalists first."),
        "judges_see_totals": N_("Yes if judges may see running totals while they mark."),
        "break_ties": N_("Where the tie-breaks are used."),
        "divisions": N_(
            "Optional: parts of the field with places and prizes of their own, separated by "
            "semicolons; in English behind an equals sign with spaces: 初级组 = Juniors. "
            "Left empty, they are those that the teams name."
        ),
        "groups": N_("Optional: the groups of a stage that is played by groups, in the same way."),
    },
    "teams": {
        "id": _ID,
        "name": N_("Required; each name only once."),
        "name_en": N_("Optional: the name in English, for screens in both languages."),
        "reading": N_("Optional: how the presenter says it, such as hé yī zhī guāng."),
        "region": N_("Optional."),
        "organisation": N_("Optional."),
        "members": N_("Such as 张三（医师）; 李四. Several columns are taken, too."),
        "colour": N_("Optional, such as #1f4fbf: a small mark beside the name."),
        "division": N_("Optional: the team's division, by name. All teams have one, or none has."),
        "group": N_("Optional: the team's group, by name. Left empty, it is drawn at the desk."),
        "guest": N_("Yes for a team that performs out of competition and takes no place."),
    },
    "judges": {
        "id": _ID,
        "name": N_("Required; each name only once."),
        "recused": N_(
            "Empty for a judge who marks every team; else the teams this judge must not mark: "
            "names or ids, separated by semicolons."
        ),
        "head": N_("Yes for the one judge who has the last word on ties."),
        "shadow": N_("Yes for a judge whose marks are kept and never counted."),
    },
    "stages": {
        "id": _ID,
        "name": N_("Required; each name only once."),
        "name_en": N_("Optional: the name in English."),
        "base": N_("The points every team starts the stage with; 0 when left empty."),
        "carry": N_("The share of the earlier total that is carried in: 0, 0.5, 1."),
        "advance": N_("How many teams go on; empty in the last stage."),
        "advance_share": N_("Instead of a number: the share of the placed teams, such as 0.3."),
        "rounding": N_("How a share becomes a whole number of teams."),
        "threshold": N_("Optional: nobody goes on with less. Without a number all others do."),
        "above": N_("Optional: the same, but exactly so much is not enough."),
        "by_group": N_("Yes for a stage in which each group has a table and a cut of its own."),
        "advance_best": N_("Optional: how many go on besides, the best others across the groups."),
        "best_by": N_("Whether the best others are compared by their total or by its mean."),
        "quota": N_("Optional: how many of one organisation go on at most."),
        "side_of": N_(
            "For a side stage: the stage, by id or name, whose teams that are out play it. It "
            "stands right behind that stage."
        ),
    },
    "rounds": {
        "stage": N_("The stage the round belongs to: its id or name."),
        "id": _ID,
        "name": N_("Required; each name only once in a stage."),
        "name_en": N_("Optional: the name in English."),
        "kind": N_("Each judge marks each team once, or points are awarded and deducted."),
        "min": N_("The lowest mark, or the most that may be deducted at once."),
        "max": N_("The highest mark, or the most that may be awarded at once."),
        "step": N_("Marks lie on these steps, counted from the lowest; 1 when left empty."),
        "aggregate": N_("How the judges' marks become one score."),
        "drop_high": N_("How many of the highest marks are left out."),
        "drop_low": N_("How many of the lowest marks are left out."),
        "weight": N_("What the score is multiplied by; 0 counts in no total."),
        "decimals": N_(
            "Optional: to how many places the panel's score is rounded, before the weight."
        ),
        "weighted_decimals": N_(
            "Optional: to how many places the score is rounded after the weight."
        ),
        "better": N_("Lower for times: then fewer is better in a tie-break."),
        "awards": N_("The buttons of a round with points, such as 10; -10."),
        "stakes": N_("The stakes of a risk round, such as 10; 20; 30."),
        "loss": N_("What a wrong answer to a stake costs: the stake, half of it, or nothing."),
        "declined": N_("What a team loses that declines to answer a risk question; 0 when empty."),
        "order": N_("Which team stakes first, by the scores so far; equals draw lots."),
        "tokens": N_("What each team has one of each and can use, such as 求助; 双倍; 免答."),
        "fouls_free": N_("How many fouls of a team cost nothing; fouls are counted if given."),
        "fouls_penalty": N_("What each later foul costs; fouls are counted if given."),
        "fouls_out": N_("With which foul a team is out of the round; 0 or empty for never."),
        "questions": N_("How many questions a team can be asked; optional."),
        "scored_by": N_(
            "Who gives the points besides the desk: nobody, all judges, or those named here, "
            "separated by semicolons."
        ),
        "group": N_("Optional: the group that plays the round, by name; left empty, all do."),
        "criteria": N_(
            "What judges mark one by one, each with its highest, a line for each: 内容: 40. "
            "Also its step and weight: 时间: 10 /0.5 ×2. "
            "Lowest, highest and step of the round are then left out."
        ),
        "panel": N_(
            "The judges who mark this round, by name or id, separated by semicolons; all when "
            "left empty."
        ),
        "present": N_("Of a count in the hall: how many hold a card; can be left empty."),
        "card": N_(
            "Of a count in the hall: what each raised card is worth. Left empty, the share of "
            "those present makes the score, from lowest to highest."
        ),
        "performance": N_(
            "The same word in rounds of one stage that are open together, such as two panels; "
            "the weight is the share of each. Empty for a round of its own."
        ),
        "appearance": N_(
            "In which order the teams are on stage: as registered when left empty, by lot drawn at "
            "the desk, or by standing."
        ),
        "by": N_(
            "Whose the points or marks are: the team's, or each member's under the own name."
        ),
        "team_score": N_(
            "Of a round by member: the team has the sum, the mean, or the best of its members."
        ),
        "best": N_("How many members count, where the team has the best of them."),
    },
    "prizes": {
        "id": _ID,
        "name": N_("Required; each name only once. The best prize comes first."),
        "name_en": N_("Optional: the name in English."),
        "count": N_("For how many teams; or give a share, or a lowest total."),
        "share": N_("The share of the placed teams of the last stage, such as 0.1."),
        "rounding": N_("How a share becomes a number of teams; half up when left empty."),
        "at_least": N_(
            "All with at least this total. The last prize may have none of these: it is for the "
            "rest."
        ),
        "division": N_("Optional: the division that has this prize; left empty, each has it."),
        "who": N_("Teams, or the best individuals by points under their names; empty for teams."),
    },
}  # fmt: skip


def add_help(book: Workbook, locale: str, say: Say) -> None:
    """Add the sheet of help; its name tells the import to leave it aside."""
    sheet = book.create_sheet("说明" if locale == "zh-CN" else "Help")
    for text in INTRODUCTION:
        sheet.append([say(text)])
    sheet.append([])
    for table, explained in _EXPLAINED.items():
        for heading in TABLES[table]:
            words = _words(heading, locale)
            sheet.append(
                [
                    sheet_title(table, locale),
                    heading.written(locale),
                    say(explained[heading.key]),
                    words,
                ]
            )
            sheet.cell(sheet.max_row, 2).font = Font(bold=True)
    for letter, width in zip("ABCD", (12, 22, 70, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=len(INTRODUCTION) + 2, min_col=3, max_col=4):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)


def _words(heading: Heading, locale: str) -> str:
    return " / ".join(heading.word(s.split("|")[0], locale) for s in heading.choices)
