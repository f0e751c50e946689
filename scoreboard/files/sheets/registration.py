"""The words of registration sheets beside a table's own headings, in Chinese and English."""

from __future__ import annotations

import re

from scoreboard.files.sheets.headings import fold


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split("|")))


# What a person is called by; where a table also names teams, these are the members.
PEOPLE = _folded(
    "姓名|名字|选手|参赛选手|选手姓名|name|participant|contestant|full name|first name"
)
# Of the lower of two rows of headings: what it means is said above it.
GENERIC = PEOPLE | _folded("名称|全称|简称|名稱")
# Never taken over: what is read may be shown to the hall.
_PRIVATE = _folded(
    "联系方式|联系人|联络人|联系|tel|contact|contacts|contact person|mail|qq|qq号|微信|微信号|地址"
    "|通讯地址|联系地址|住址|address|出生日期|出生年月|生日|birthday|date of birth|证件号|证件号码"
    "|聯絡方式|聯絡人|聯繫方式"
)
_PRIVATE_PARTS = (
    "电话", "手机", "邮箱", "邮件", "身份证", "微信", "银行", "電話", "手機", "郵箱", "身份證",
    "phone", "mobile", "e-mail", "email", "whatsapp", "wechat", "passport", "idnumber",
)  # fmt: skip

# Headings are put together freely: 参赛队伍名称, 所在医院全称, 参赛人员姓名.
_COMPOSED = {
    "name": re.compile(
        r"(?:参赛|參賽|报名)?(?:队|队伍|团队|战队|代表队|小组|隊|隊伍|代表隊)(?:的)?(?:名|名称|全称|名稱)\Z"
        r"|(?:nameof)?(?:the)?(?:team|group)(?:name)?\Z"
    ),
    "organisation": re.compile(
        r"(?:参赛|所在|所属|工作|选送|推荐|报名|申报|代表|參賽)?"
        r"(?:单位|学校|医院|机构|院校|高校|公司|企业|部门|科室|單位|學校|醫院)(?:名|名称|全称|名稱)?\Z"
        r"|(?:nameof)?(?:the)?(?:school|institution|organi[sz]ation|hospital|company|university)"
        r"(?:name)?\Z"
    ),
    "members": re.compile(
        r"(?:参赛|比赛|參賽)?(?:队员|成员|组员|人员|隊員|成員)(?:姓名|名单|名字|信息|名單)?\Z"
        r"|(?:nameof|namesof)?(?:the)?(?:team)?(?:members?|players?)(?:names?)?\Z"
    ),
}


def composed(word: str) -> str | None:
    """The key of a team's heading that is put together of known parts; `word` is folded."""
    return next((key for key, pattern in _COMPOSED.items() if pattern.match(word)), None)


_TOTAL = re.compile(
    r"(?:合计|总计|小计|共计|累计|总和|平均|平均数|平均值|平均分|人数合计|队数合计|合計|總計|小計"
    r"|total|grandtotal|subtotal|totalteams|totalnumberofteams|numberofteams|sum|average|mean|avg"
    r"|count)(?:[(（].*)?(?:[\d.,]|支|个|個|人|队|伍|隊|teams?|people)*\Z"
)
_COUNT = re.compile(r"(?:共|总共|一共|合计|共计|总计|以上共|參賽共)\d+(?:支|个|個|人|队|隊|名).*\Z")
_REMARK = re.compile(
    r"(?:注|备注|说明|备 注|注意|注意事项|附|附注|附件|填表|填报|填写|制表|审核|审批|盖章|签字|签名"
    r"|报送|报名截止|截止|请|负责人|經辦|经办|備註|註|※|\*|★"
    r"|note|notes|nb|remark|remarks|please|contact|deadline|signature|signed)"
)
_NUMBERED = re.compile(r"[(（]?\d{1,2}[.、．)）]")
# 填报日期：… at the foot of a sheet.
_LABEL = re.compile(r"[^\W\d_]{2,12}[:：]")
_SENTENCE_END = tuple("。！!；;：:…")


def is_private(text: str) -> bool:
    """Whether a heading names what people give in confidence: telephone, mail, identity card."""
    word = fold(text)
    return word in _PRIVATE or any(part in word for part in _PRIVATE_PARTS)


def is_total(text: str) -> bool:
    """Whether a cell says that its row is a total, an average or a count."""
    word = fold(text)
    return bool(_TOTAL.match(word) or _COUNT.match(word))


def is_remark(text: str, *, alone: bool) -> bool:
    """Whether a cell reads like a remark; `alone` where nothing else stands in its row."""
    word = text.strip().casefold()
    begins = _REMARK.match(word)
    if begins and word[begins.end() : begins.end() + 1] in tuple(":："):
        return True
    long = len(word) > 12
    if alone and _LABEL.match(word):
        return True
    return alone and bool(
        (begins and long)
        or word.endswith(_SENTENCE_END)
        or (_NUMBERED.match(word) and long)
        or "。" in word
    )


def has_label(text: str) -> bool:
    """Whether a cell is something to fill in or filled in, such as 填表人：王五."""
    return bool(_LABEL.match(text.strip()))


def is_bare_number(text: str) -> bool:
    """Whether a name is nothing but a number."""
    return bool(re.fullmatch(r"[0-9０-９.,，。．]+", text.strip()))


_PERSONAL = re.compile(
    r"(?<![0-9])(?:(?:\+|00)?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9])"
    r"|(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])"
    r"|(?<![0-9])0[0-9]{2,3}[- ][0-9]{7,8}(?![0-9])"
    r"|\+[0-9]{1,3}[- 0-9]{7,14}[0-9]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)


# Longer ones are refused as names.
_LONGEST_NAME = 400


def without_personal(text: str) -> str:
    """A person's name without the telephone, identity number or mail address beside it."""
    if len(text) > _LONGEST_NAME or not _PERSONAL.search(text):
        return text
    return _PERSONAL.sub("", text).strip(" \t\u3000,，、/:：-()（）")
