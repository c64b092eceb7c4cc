"""Rules about frequent misspellings in reports.

Every entry is certain: the wrong form is no word, or a word that is impossible in its place. The
comment after each entry says why. Exceptions are made for neighbouring characters with which the
wrong form is part of other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.rules.language.running_text import any_of, certain, found, violation
from site_builder.text.patterns import regex
from site_builder.text.plain_text import PlainText, TextBlock


class _Slip(NamedTuple):
    wrong: str
    right: str
    not_before: str = ""  # characters before the wrong form that make it part of other words
    not_behind: str = ""


def _cut(slip: _Slip) -> tuple[str, str]:
    """Return the two halves of a wrong form, divided where it differs from the right one."""
    same = (a == b for a, b in zip(slip.wrong, slip.right, strict=False))
    at = max(1, [*same, False].index(False))
    return slip.wrong[:at], slip.wrong[at:]


_SLIPS = (
    _Slip("布署", "部署", "公发颁宣", "名"),  # 部署 is 部勒、署置; 公布署名
    _Slip("步署", "部署", "一逐", "名"),  # no such word; 进一步署名
    _Slip("帐户", "账户"),  # 《通用规范汉字表》 keeps 帐 for cloth, 账 for money
    _Slip("帐号", "账号"),  # as above
    _Slip("帐目", "账目"),  # as above
    _Slip("记帐", "记账"),  # as above
    _Slip("会议记要", "会议纪要", "", "求点素"),  # 纪要 is one of the 15 文种 of 公文处理工作条例
    _Slip("座谈会记要", "座谈会纪要", "", "求点素"),  # as above
    _Slip("上级上求", "上级要求"),  # 上求 does not follow 上级 in any phrase
    _Slip("做风", "作风", "", "险景电控力貌扇"),  # 作风; 做风险评估
    _Slip("做为一项", "作为一项"),  # 作为 with an object is a preposition: 《现代汉语词典》
    _Slip("一如继往", "一如既往"),  # 既往, what has gone by
    _Slip("再接再励", "再接再厉"),  # 厉, to whet
    _Slip("按步就班", "按部就班"),  # 部 and 班, the ranks: 《文赋》
    _Slip("因地治宜", "因地制宜"),  # 制宜, to make what fits
    _Slip("相辅相承", "相辅相成"),  # 相成, to complete each other
    _Slip("坚持不泄", "坚持不懈"),  # 懈, to slacken
    _Slip("以身做则", "以身作则"),  # 作则, to be the rule
    _Slip("提纲契领", "提纲挈领"),  # 挈, to lift
    _Slip("直接了当", "直截了当"),  # 直截
    _Slip("针贬时弊", "针砭时弊"),  # 砭, the stone needle
    _Slip("贯策落实", "贯彻落实"),  # 贯彻
    _Slip("惯彻", "贯彻"),  # no such word
    _Slip("贯澈", "贯彻"),  # no such word
    _Slip("招聘启示", "招聘启事"),  # 启事 announces; 启示 enlightens
    _Slip("征集启示", "征集启事"),  # as above
    _Slip("权利清单和责任清单", "权力清单和责任清单"),  # 中办发〔2015〕21号: 权力清单制度
    _Slip("权利清单、责任清单", "权力清单、责任清单"),  # as above
    _Slip("行政复仪", "行政复议"),  # 《行政复议法》
    _Slip("行政诉颂", "行政诉讼"),  # 《行政诉讼法》
    _Slip("信息公开条列", "信息公开条例"),  # 《中华人民共和国政府信息公开条例》
    _Slip("不于公开", "不予公开", "", "场之日"),  # 条例第十四条: 不予公开; 不于公开场合…
    _Slip("于以公开", "予以公开", "", ""),  # 予以 governs a verb, 于以 is no word of today
    _Slip("予算", "预算"),  # 《预算法》; 予算 is Japanese
    _Slip("法制政府", "法治政府"),  # 《法治政府建设实施纲要》
    _Slip("依法制国", "依法治国"),  # 《宪法》第五条
    _Slip("社会主意", "社会主义"),  # no such phrase
    _Slip("劳记使命", "牢记使命"),  # 不忘初心、牢记使命
    _Slip("两个维户", "两个维护"),  # no such phrase
    _Slip("简政放全", "简政放权"),  # no such phrase
    _Slip("政协题案", "政协提案"),  # 《政协全国委员会提案工作条例》
    _Slip("人民群从", "人民群众"),  # no such phrase
    _Slip("三审三较", "三审三校"),  # 校, to proof-read
    _Slip("纪律检察", "纪律检查"),  # 《宪法》 has 检察 for procurators, 《党章》 纪律检查
    _Slip("撒销", "撤销"),  # no such word
    _Slip("拔款", "拨款", "选提", ""),  # 拨, to allot
    _Slip("划拔", "划拨"),  # as above
    _Slip("竟争", "竞争", "究毕", "取"),  # 竞, to compete; 究竟争取
    _Slip("侯补", "候补", "诸", ""),  # 候, to wait
    _Slip("时侯", "时候"),  # as above
    _Slip("辨公室", "办公室"),  # no such word
    _Slip("坚苦奋斗", "艰苦奋斗"),  # 艰苦奋斗 is a fixed phrase of 《党章》
    _Slip("泄秘", "泄密"),  # 《保守国家秘密法》: 泄密
    _Slip("宏杨", "弘扬"),  # no such word
    _Slip("发杨", "发扬"),  # no such word
    _Slip("反溃", "反馈"),  # no such word
    _Slip("公示拦", "公示栏"),  # 拦, to stop
    _Slip("公开拦", "公开栏", "", "截阻住停"),  # as above
    _Slip("专拦", "专栏"),  # as above
)
# A prefilter: it is quick, because it ignores the exceptions.
_LIKELY = any_of(_cut(slip) for slip in _SLIPS)
_RIGHT = {slip.wrong: slip.right for slip in _SLIPS}
_WRONG = regex(
    "|".join(
        (f"(?<![{slip.not_before}])" if slip.not_before else "")
        + slip.wrong
        + (f"(?![{slip.not_behind}])" if slip.not_behind else "")
        for slip in _SLIPS
    )
)
# A dash instead of 一 or beside it, from text recognition.
_DASHED = regex("上—一?级|进—步")
# 登陆, to come ashore; 登录, to sign in (《现代汉语词典》). Only before the name of a system.
_ASHORE = regex(r"登陆(?=[^，。；：、]{0,16}(?:网站|网址|平台|系统|官网))")


@rule("G111", "“{wrong}”是错字，应作“{right}”。", "warning")
def frequent_slip(plain: PlainText) -> Iterator[Violation]:
    """公文里常见的错字。

    只收确定无疑的：错的写法不成词，或者在这里不可能是别的意思，如“布署”（部署）、“帐户”（账户）、
    “座谈会记要”（纪要）、“登陆网站”（登录）。两可的，如“其它”，不算错。错别字是政府网站检查的扣分项。

    Bad:
        -- 专页 --
        年初即作出布署，开设了帐户。
    Bad:
        -- 专页 --
        电子版可登陆市人民政府网站查阅。
    Good:
        -- 专页 --
        年初即作出部署，在重点环节上求突破；其它事项公布署名，开展风险评估，做风险排查；台风登陆。
    """
    text = plain.text
    if _LIKELY.search(text):
        for block, match in found(plain, _WRONG):
            yield _slip(plain, block, match, _RIGHT[match[0]])
    if "—" in text:
        for block, match in found(plain, _DASHED):
            yield _slip(plain, block, match, "进一步" if match[0][0] == "进" else "上一级")
    if "登陆" in text:
        for block, match in found(plain, _ASHORE):
            yield _slip(plain, block, match, "登录")


def _slip(text: PlainText, block: TextBlock, match: re.Match[str], right: str) -> Violation:
    repair = certain(block, match.start(), match[0], right)
    return violation(text, block, match.start(), repair=repair, wrong=match[0], right=right)
