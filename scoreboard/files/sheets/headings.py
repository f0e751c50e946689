"""The words of a set-up's tables in Chinese and English: what is written, and what is understood.

Both languages stand here and not in the catalog: a file in either must be read by any reader.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

from scoreboard.contest.rules.tie_breaks import TIE_BREAKS

TableName = Literal["event", "teams", "judges", "stages", "rounds", "prizes"]
Takes = Literal[
    "text", "id", "colour", "number", "whole", "date", "yes", "choice", "breaks", "numbers",
    "words", "members", "recused", "stage", "scorers", "criteria", "named", "division", "group",
]  # fmt: skip
_ASIDE = re.compile(r"[(\[【].*?[)\]】]")
_FILLER = re.compile(r"[\s_\-:*]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column (in the event's table a row): its key, what it takes, how it is written.

    `also` holds other names that are understood, separated by "|". `choices` are the words of a
    setting: each its code, Chinese, English and other spellings, separated by "|".
    """

    key: str
    takes: Takes
    zh: str
    en: str
    also: str = ""
    choices: tuple[str, ...] = ()

    def words(self) -> tuple[str, ...]:
        """Every spelling under which it is known."""
        return tuple(filter(None, (self.key, self.zh, self.en, *self.also.split("|"))))

    def written(self, locale: str) -> str:
        """Its word in a language ("zh-CN" or "en")."""
        return self.zh if locale == "zh-CN" else self.en

    def choice(self, text: str) -> str | None:
        """The code of a setting's word; None when it is not known."""
        return _codes(self.choices).get(fold(text))

    def word(self, code: str, locale: str) -> str:
        """A code's word in a language; the code itself where it has none."""
        for spellings in self.choices:
            known, zh, en, *_ = spellings.split("|")
            if known == code:
                return zh if locale == "zh-CN" else en
        return code


def fold(text: str) -> str:
    """A word as it is compared: no case, width, spaces, marks, or remark in brackets."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return _FILLER.sub("", _ASIDE.sub("", text)) or _FILLER.sub("", text)


@cache
def _codes(choices: tuple[str, ...]) -> dict[str, str]:
    return {fold(word): words.split("|")[0] for words in choices for word in words.split("|")}


YES = "1|是|yes|y|true|√|✓|✔|x|有|表演队|guest"
NO = "0|否|no|n|false|×|✗|无|-"

_ID = Heading("id", "id", "编号", "id", "代号|队号|标识|code")
_ENGLISH = "英文名称|英文队名|队名英文|外文名|english|name in english"
_KIND = (
    "judged|评委打分|judged|打分|评分|评委评分|marks",
    "points|加减分|points|计分|得分|加分|抢答",
    "list|成绩录入|list|笔试|导入|成绩单|名单|written test",
    "count|举牌计数|count in the hall|大众评审|举牌|票数|count",
)
_AGGREGATE = (
    "mean|平均|mean|平均分|平均值|average",
    "sum|总和|sum|合计|总分|求和|total",
    "median|中位数|median|中位",
    "places|序位法|places|序位|名次相加|序位和|places added",
)
_BETTER = ("higher|越高越好|higher|高|高分优先", "lower|越低越好|lower|低|越少越好")
_LOSS = (
    "stake|扣所选分值|the stake|全扣|扣全部分值",
    "half|扣一半|half|扣半|一半|扣分值的一半",
    "none|不扣分|nothing|不扣|无",
)
_ORDER = (
    "highest|高分先答|highest first|高分在前|从高到低",
    "lowest|低分先答|lowest first|低分在前|从低到高",
    "registration|按队伍顺序|as listed|报名顺序|登记顺序",
)
_APPEARANCE = (
    "registration|按报名顺序|as registered|报名|报名顺序|registration",
    "draw|抽签|by lot|现场抽签|抽签决定|draw",
    "standings|按名次|first begins|名次靠前先|standings",
    "reverse|按名次倒序|last begins|倒序|名次靠后先|reverse",
)
_ROUNDING = (
    "half_up|四舍五入|half up|四捨五入",
    "up|向上取整|up|进一|进位",
    "down|向下取整|down|舍去|舍尾|去尾",
)
_BY = ("team|队伍|team|集体", "member|队员|member|个人")
_TEAM_SCORE = ("sum|总和|sum|求和|相加", "mean|平均|mean|average|平均分", "best|最好几名|best|取优")
_WHO = ("team|队伍|team|集体", "member|队员|member|个人|选手")
_BEST_BY = ("total|总分|total|总成绩", "mean|平均分|mean|各环节平均分|average")
_LOCALES = ("zh-CN|中文|Chinese|简体中文|zh|汉语", "en|英文|English|英语")
_THEME = (
    "night|夜蓝|night blue|night|深蓝",
    "ink|墨黑|ink black|ink|黑|LED",
    "vermilion|朱红|vermilion and gold|vermilion|红|朱红金",
    "daylight|日光|daylight|浅色|light",
    "contrast|高对比|high contrast|contrast|高对比度",
)
_RANKING = (
    "dense|名次不间断|without gaps|中国式|中国式排名|不间断",
    "competition|名次留空|with gaps|美式|美式排名|标准排名",
    "modified|名次前留空|with gaps before|取末位",
    "ordinal|不并列|every place once|顺序排名",
    "fractional|取平均名次|middle places|平均名次",
)
_PUBLISH = (
    "team|每队评完后|when a team is marked|逐队公布|评完即公布",
    "live|实时|live|即时",
    "round|每个环节结束后|after each round|每轮结束后|每轮结束|轮次结束后|环节结束后",
)
_RELEASE = (
    "complete|评委全部评完|when complete|自动",
    "desk|计分台公布|by the desk|手动|计分台发布",
)
_UNSCORED = ("none|无总分、无名次|no total|无", "zero|计 0 分|a total of 0|0")
_SCORED_BY = ("desk|计分台|the desk|记分员", "judges|所有评委|all judges|评委|全体评委")
_BREAK_TIES = (
    "all|所有同分|all ties|all|全部|所有",
    "first|仅第一名|only first place|first|第一名",
    "cut|仅晋级线|only at the cut|cut|晋级线",
)
_TIE_BREAKS = tuple(f"{row.name}|{row.heading}" for row in TIE_BREAKS.values())

TABLES: dict[TableName, tuple[Heading, ...]] = {
    "event": (
        Heading("slug", "id", "网址简称", "address", "网址名|网址|链接名|short name"),
        Heading("title", "text", "标题", "title", "名称|赛事|赛事名称|比赛名称|name|event"),
        Heading("subtitle", "text", "副标题", "subtitle"),
        Heading("date", "date", "日期", "date", "比赛日期"),
        Heading("locale", "choice", "语言", "language", "显示语言", _LOCALES),
        Heading("timezone", "text", "时区", "time zone"),
        Heading("wifi", "text", "Wi-Fi 名称", "Wi-Fi name", "无线网络|无线网络名称|wifi|ssid"),
        Heading("wifi_password", "text", "Wi-Fi 密码", "Wi-Fi password", "无线网络密码"),
        Heading("title_en", "text", "英文标题", "English title", "标题英文"),
        Heading("subtitle_en", "text", "英文副标题", "English subtitle", "副标题英文"),
        Heading("publish_judges", "yes", "公开评委姓名", "publish judges"),
        Heading("place", "text", "地点", "place", "比赛地点|会场|场地|venue"),
        Heading("theme", "choice", "大屏主题", "theme", "主题|配色", _THEME),
        Heading("accent", "colour", "强调色", "accent", "主色|品牌色|accent colour"),
        Heading("ranking", "choice", "排名方式", "ranking", "排名|名次方式|places", _RANKING),
        Heading("decimals", "whole", "总分小数位数", "decimals", "小数位数|小数位"),
        Heading("tie_breaks", "breaks", "同分排序规则", "tie-breaks", "同分规则", _TIE_BREAKS),
        Heading("publish", "choice", "公布时机", "publish", "公布", _PUBLISH),
        Heading("release", "choice", "成绩公布", "release", "成绩发布", _RELEASE),
        Heading("unscored", "choice", "未得分的队", "teams without a score", "", _UNSCORED),
        Heading("judges_see_totals", "yes", "评委可见总分", "judges see totals"),
        Heading("overall", "yes", "总排名", "overall ranking", "跨阶段总排名|overall"),
        Heading("better", "choice", "总分排名依据", "better total", "", _BETTER),
        Heading("break_ties", "choice", "同分规则适用于", "break ties", "", _BREAK_TIES),
        Heading("divisions", "named", "组别", "divisions", "组别设置|参赛组别"),
        Heading("groups", "named", "分组", "groups", "小组|分组设置"),
    ),
    "teams": (
        _ID,
        Heading(
            "name", "text", "队名", "team",
            "队伍|队伍名称|参赛队|参赛队伍|参赛队名|名称|姓名|名字|选手|隊名|隊伍|名稱"
            "|队伍名|参赛队名称|代表队|代表队名称|参赛代表队|团队|团队名称|参赛团队|战队|战队名称"
            "|小组名称|组名|参赛选手|选手姓名|參賽隊|代表隊|隊伍名稱|參賽隊伍"
            "|name|team name|teams|name of team|participant|contestant|full name",
        ),
        Heading("name_en", "text", "英文名", "English name", _ENGLISH),
        Heading("reading", "text", "读音", "reading", "拼音|注音|队名读音|队名拼音|pinyin"),
        Heading(
            "region", "text", "地区", "region",
            "赛区|区域|片区|城市|所在城市|所在地|所在地区|地市|省份|省市|地區"
            "|area|city|province|country",
        ),
        Heading(
            "organisation", "text", "单位", "organisation",
            "机构|医院|学校|工作单位|單位|单位名称|所在单位|所属单位|参赛单位|选送单位|学校名称"
            "|医院名称|机构名称|公司|部门|科室|學校|醫院"
            "|organization|institution|hospital|school|university|company|department|affiliation",
        ),
        Heading(
            "members", "members", "成员", "members",
            "队员|成员名单|成員|隊員|参赛队员|参赛队员姓名|队员姓名|队员名单|参赛人员|参赛人员名单"
            "|参赛成员|选手名单|团队成员|队伍成员|组员|人员名单|參賽隊員"
            "|member|players|player|team members|member name|names of members|participants"
            "|contestants",
        ),
        Heading("colour", "colour", "颜色", "colour", "队色|顏色|color"),
        Heading(
            "division", "division", "组别", "division",
            "参赛组别|所属组别|竞赛组别|報名組別|組別|报名组别|参赛类别|category|age group",
        ),
        Heading("group", "group", "分组", "group", "小组|所在小组|预赛分组|初赛分组|heat|pool"),
        Heading("guest", "yes", "表演队", "guest", "表演|不参与排名|out of competition"),
    ),
    "judges": (
        _ID,
        Heading(
            "name", "text", "评委", "judge",
            "评委姓名|评委名称|姓名|名字|名称|裁判|評委|name|judge name|judges",
        ),
        Heading("recused", "recused", "回避", "recused", "回避队伍|需回避的队伍|迴避|recusal"),
        Heading("head", "yes", "评委组长", "head judge", "组长|裁判长|主评委|评审组长"),
        Heading("shadow", "yes", "不计分", "shadow", "试评|见习评委|不计入成绩|不计分评委"),
    ),
    "stages": (
        _ID,
        Heading("name", "text", "阶段", "stage", "阶段名称|名称|赛段|name|stage name|stages"),
        Heading("name_en", "text", "英文名", "English name", _ENGLISH),
        Heading("base", "number", "基础分", "base", "起始分|底分|base points"),
        Heading("carry", "number", "带入比例", "carry", "带入|计入比例"),
        Heading("advance", "whole", "晋级队数", "advance", "晋级|晋级名额|go on"),
        Heading("advance_share", "number", "晋级比例", "advance share", "按比例晋级|share"),
        Heading("rounding", "choice", "名额取整", "rounding", "取整|取整方式", _ROUNDING),
        Heading("threshold", "number", "晋级分数线", "threshold", "分数线|晋级线|最低晋级分"),
        Heading("above", "number", "须高于", "above", "高于|必须高于"),
        Heading("by_group", "yes", "按小组进行", "by group", "分组进行|分小组"),
        Heading("advance_best", "whole", "择优晋级队数", "best others", "择优名额"),
        Heading("best_by", "choice", "择优依据", "best by", "", _BEST_BY),
        Heading("quota", "whole", "每单位晋级上限", "quota", "单位名额|单位晋级上限|每单位名额"),
        Heading("side_of", "text", "复活自", "side stage of", "复活赛|复活自阶段|复活阶段|side of"),
    ),
    "rounds": (
        Heading("stage", "stage", "所属阶段", "stage", "阶段|赛段|所在阶段"),
        _ID,
        Heading("name", "text", "环节", "round", "轮次|轮次名称|名称|环节名称|name|round name"),
        Heading("name_en", "text", "英文名", "English name", _ENGLISH),
        Heading("kind", "choice", "计分方式", "kind", "类型|方式|type", _KIND),
        Heading("min", "number", "最低分", "min", "最小值|下限|lowest|minimum"),
        Heading("max", "number", "最高分", "max", "满分|最大值|上限|highest|maximum"),
        Heading("step", "number", "最小单位", "step", "步长|最小间隔|间隔"),
        Heading("aggregate", "choice", "合成", "aggregate", "汇总方式|合成方式", _AGGREGATE),
        Heading("drop_high", "whole", "去掉最高分个数", "drop high", "去最高|去掉最高分"),
        Heading("drop_low", "whole", "去掉最低分个数", "drop low", "去最低|去掉最低分"),
        Heading("weight", "number", "权重", "weight", "系数"),
        Heading("decimals", "whole", "小数位数", "decimals", "小数位"),
        Heading("weighted_decimals", "whole", "加权后小数位数", "decimals after weight"),
        Heading("better", "choice", "排名依据", "better", "优劣|高低", _BETTER),
        Heading("awards", "numbers", "加减分按钮", "awards", "快捷加减分|快捷分值|buttons"),
        Heading("stakes", "numbers", "风险分值", "stakes", "可选分值|分值"),
        Heading("loss", "choice", "答错扣分", "wrong costs", "答错扣|答错扣除", _LOSS),
        Heading("declined", "number", "放弃扣分", "declining costs", "弃答扣分|放弃答题扣分"),
        Heading("order", "choice", "答题顺序", "order of play", "答题先后", _ORDER),
        Heading("tokens", "words", "道具", "tokens", "道具牌|锦囊|机会牌"),
        Heading("fouls_free", "whole", "犯规免罚次数", "free fouls", "免罚次数"),
        Heading("fouls_penalty", "number", "犯规扣分", "foul costs", "每次犯规扣分|抢答犯规扣分"),
        Heading("fouls_out", "whole", "犯规出局次数", "out at foul", "出局次数|第几次犯规出局"),
        Heading("questions", "whole", "每队题数", "questions", "题数|题目数"),
        Heading("scored_by", "scorers", "由谁计分", "scored by", "记分人|由谁记分", _SCORED_BY),
        Heading("group", "group", "小组", "group", "分组|所属小组|heat"),
        Heading("criteria", "criteria", "评分细则", "criteria", "评分项|评分标准|评分项目|细则"),
        Heading("panel", "scorers", "评分小组", "panel", "评委组|打分评委|评委小组|评审组"),
        Heading("present", "whole", "持牌人数", "people with cards", "大众评审人数|现场人数"),
        Heading("card", "number", "每牌分值", "points per card", "每票分值|card"),
        Heading("performance", "text", "同场计分", "performance", "同一表演|合并环节|同场"),
        Heading("appearance", "choice", "出场顺序", "order on stage", "出场次序", _APPEARANCE),
        Heading("by", "choice", "得分归属", "points of", "计分对象|归属", _BY),
        Heading("team_score", "choice", "队伍得分", "team score", "团体得分|队伍计分", _TEAM_SCORE),
        Heading("best", "whole", "取几名队员", "best members", "取前几名|计入人数"),
    ),
    "prizes": (
        _ID,
        Heading("name", "text", "奖项", "prize", "奖项名称|奖次|奖级|奖励|prize name|prizes"),
        Heading("name_en", "text", "英文名", "English name", _ENGLISH),
        Heading("count", "whole", "名额", "number", "数量|个数|获奖名额|奖项名额|winners"),
        Heading("share", "number", "比例", "share", "获奖比例|占比|share of teams"),
        Heading("rounding", "choice", "取整", "rounding", "取整方式|比例取整", _ROUNDING),
        Heading("at_least", "number", "最低总分", "at least", "分数线|获奖分数线|lowest total"),
        Heading("division", "division", "组别", "division", "参赛组别|所属组别|category"),
        Heading("who", "choice", "授予", "for", "颁给|授予对象|获奖对象|who|given to", _WHO),
    ),
}  # fmt: skip

# How sheets are called; what is written comes first, in Chinese and English.
SHEETS: dict[TableName, str] = {
    "prizes": "奖项|Prizes|prize|奖项设置",
    "judges": "评委|Judges|judge|評委|裁判",
    "rounds": "环节|Rounds|round|轮次",
    "stages": "阶段|Stages|stage|赛段",
    "teams": "队伍|Teams|team|参赛队|隊伍|队",
    "event": "赛事|Event|event|rules|规则|比赛",
}


def sheet_title(table: TableName, locale: str) -> str:
    """What a table's sheet is called in a language ("zh-CN" or "en")."""
    zh, en, *_ = SHEETS[table].split("|")
    return zh if locale == "zh-CN" else en
