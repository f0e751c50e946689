"""Names that are the same, and names that are easily confused: 全角, spaces, 繁简, a 队 more."""

from __future__ import annotations

import re
import unicodedata

# Characters that names of teams and people are written with in both ways.
_BOTH = (
    "隊队醫医學学國国聯联華华東东飛飞龍龙鳳凤電电車车書书會会業业風风雲云誠诚號号戰战鬥斗強强術术團团師师體体動动無无與与勝胜賽赛贏赢"
    "門门開开關关長长馬马鳥鸟魚鱼點点競竞藝艺環环護护衛卫檢检驗验測测試试級级組组經经濟济紅红綠绿藍蓝黃黄銀银鐵铁鋼钢劍剑鋒锋閃闪靈灵"
    "極极樂乐歡欢愛爱實实現现場场園园廣广慶庆寧宁蘇苏貴贵陽阳陰阴蘭兰濱滨遼辽鄭郑張张劉刘陳陈楊杨趙赵吳吴孫孙羅罗謝谢許许韓韩馮冯鄧邓"
    "蕭萧葉叶蔣蒋盧卢賈贾閻阎譚谭陸陆萬万錢钱湯汤賀贺龔龚鐘钟鍾钟呂吕倫伦傑杰偉伟軍军輝辉麗丽鵬鹏夢梦奮奋進进達达遠远連连運运選选遺遗"
    "邊边過过還还創创劃划務务勵励協协單单嚴严圖图報报導导對对專专將将屬属嶺岭島岛幣币幫帮庫库應应懷怀態态戲戏戶户據据損损擇择擊击數数"
    "斷断時时晉晋暢畅權权橋桥機机歐欧歸归殺杀氣气決决沖冲減减滅灭漢汉滿满潔洁濤涛燈灯營营爐炉爭争牆墙獨独獲获瑪玛畫画畢毕療疗發发盡尽"
    "監监盤盘眾众礦矿禮礼種种稱称積积穩稳窮穷築筑節节範范籃篮類类糧粮紀纪約约純纯紙纸細细終终結结給给統统絕绝維维綜综網网緊紧線线練练"
    "縣县總总績绩織织繼继續续罰罚習习聖圣聞闻聲声職职聽听脈脉腦脑臨临興兴舉举舊旧藥药處处虛虚蟲虫衝冲補补複复見见規规視视覺觉覽览觀观"
    "計计訂订訊讯討讨訓训記记訪访設设評评詞词話话該该認认語语說说課课調调談谈請请論论諸诸諾诺謀谋講讲證证識识譯译議议讀读變变讓让豐丰"
    "負负財财責责賓宾質质購购趨趋踐践軌轨軟软輕轻輪轮輸输轉转辦办農农遊游適适遲迟郵邮釋释針针銷销錄录錯错鏡镜鑽钻間间陣阵際际隨随險险"
    "隱隐難难霧雾靜静頂顶項项順顺預预領领頭头題题顏颜願愿顧顾顯显飲饮館馆騰腾驚惊髮发魯鲁鮮鲜鳴鸣麥麦齊齐齒齿龜龟"
)
_SIMPLE = str.maketrans(_BOTH[::2], _BOTH[1::2])
_MARKS = re.compile(r"[\s\W_]+")
_SUFFIX = re.compile(r"(?:代表队|参赛队|队|team)\Z")


def looks(text: str) -> str:
    """A name as it is compared with others: however it was typed, and without spaces around it."""
    return unicodedata.normalize("NFC", text).strip()


def alike(name: str) -> str:
    """What a name looks like from afar: the same for names that are easily confused."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(_SIMPLE)
    bare = _MARKS.sub("", text)
    return _SUFFIX.sub("", bare) or bare or name
