"""Prose for made-up reports: the same figures said in ever other words, as clerks do.

A phrase is written with choices in brackets, `[通过|依托]`, and fields in braces, `{total}`."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

_CHOICE = re.compile(r"\[([^\[\]]*)\]")

Values = dict[str, int | str]

OPENING = (
    "[根据|依据|按照]《中华人民共和国政府信息公开条例》[和上级有关要求|的规定]，[编制|形成]本报告。"
    "[统计期限为|所列数据的统计期限为|统计数据的期限是]{year}年1月1日至{year}年12月31日。"
    "[对本报告有疑问的，请与{name}办公室联系|如有疑问，请联系{name}办公室]"
    "（地址：{name}办公楼，[邮编|邮政编码]：750000，[电话|联系电话]：0951-5010000）。",
)
DISCLOSED = (
    "[全年|本年度|{year}年][通过|依托|借助]政府门户网站等[渠道|平台|载体][主动公开|公开]政府信息{total}条，"
    "其中[工作动态|政务动态]{a}条、[政策文件|政策类信息]{b}条、[公示公告|通知公告]{c}条。",
    "[一年来|{year}年]，{name}[共|累计][发布|公开][各类信息|政府信息]{total}条：[动态类|工作动态]{a}条，"
    "[政策及解读|政策解读]{b}条，[其他信息|其他内容]{c}条。",
)
FILLERS = (
    "[围绕|紧扣][年度重点任务|中心工作]，[及时|主动][公布|公开][项目立项|资金分配]和[实施进展|验收结果]，"
    "[方便群众监督|接受社会监督|回应社会关切]。",
    "**[健全|完善]公开机制。**[明确专人负责|落实到科室和人员]，[先审查、后公开|坚持逐级审核]，"
    "[确保内容准确|把好政治关、文字关和保密关|做到表述规范]。",
    "[规范|优化]专栏[设置|分类]，[定期检查|按月核对]栏目内容，[及时清理失效链接|补充缺项内容]，"
    "[便于公众查阅|让信息好找、好懂]。",
    "[组织|安排][工作人员|相关科室][参加业务培训|学习条例和格式要求]，[提高|增强]"
    "[业务能力|规范意识|服务水平]。",
    "[利用|发挥][公示栏|政务新媒体|办事窗口]的作用，[扩大知晓面|方便办事群众了解政策|拓宽公开渠道]。",
    "[对照|依照]公开目录[逐项检查|开展自查]，[做到|力求]**应公开尽公开**，[并按要求标注公开属性|不漏项、不拖延]。",
    "[征求|收集][企业和群众|服务对象]的[意见|建议]，[逐条研究|认真梳理]，[改进工作|落实到位]。",
    "[结合|根据][职责调整|工作实际]，[修订公开指南|更新机构职能和办事指南]，[保持内容有效|方便群众办事]。",
)
FAULTS = (
    "一是[公开内容的深度不够|解读形式比较单一|更新还不够及时]，[与群众期待有差距|针对性不强]；"
    "二是[人员业务不够熟练|工作力量偏少]，[对新要求把握不准|办理经验不足]。",
    "主要问题是[部分栏目更新慢|政策解读少]，[互动渠道利用不足|图文并茂的材料少]。",
)
REMEDIES = (
    "下一步，[将加强培训|充实工作力量]，[丰富解读形式|细化公开内容]，[健全检查机制|压实责任]，"
    "[使公开更及时|让公开内容更实用|不断提高质量]。",
)
FEES = (
    "[本年度|{year}年度][未收取|没有收取]信息处理费，[没有其他需要报告的事项|也没有其他需要说明的情况]。",
)
OLD_REPLIES = (
    "[全年|{year}年][未收到|没有收到]政府信息公开申请，[也没有|亦无]相关的行政复议和行政诉讼。",
)


def say(phrases: tuple[str, ...], values: Values, chance: random.Random) -> str:
    """Return one of the phrases with random choices and the values."""
    parts = _parts(chance.choice(phrases))
    text = "".join(one[0] if len(one) == 1 else chance.choice(one) for one in parts)
    return text.format(**values) if "{" in text else text


@cache
def _parts(phrase: str) -> tuple[tuple[str, ...], ...]:
    """Return the parts of a phrase, each with its alternatives."""
    parts = enumerate(_CHOICE.split(phrase))
    return tuple(tuple(part.split("|")) if number % 2 else (part,) for number, part in parts)


def disclosed(year: int, name: str, chance: random.Random) -> str:
    """A total of disclosed items with parts that make it up."""
    a, b, c = (chance.randrange(1, 200) for _ in range(3))
    values: Values = {"year": year, "name": name, "total": a + b + c, "a": a, "b": b, "c": c}
    return say(DISCLOSED, values, chance)


def applied(year: int, new: int, done: int, left: int, chance: random.Random) -> str:
    """What became of the applications, as table 3 has it."""
    if not new:
        return say(
            ("[{year}年|本年度][未收到|没有收到]政府信息公开申请。",), {"year": year}, chance
        )
    phrases = (
        "[{year}年|全年|本年度]，[共收到|收到|新收到]政府信息公开申请{new}件，[均按规定办理|依法依规办理]。",
        "[{year}年|全年|本年度][收到|新收]政府信息公开申请{new}件，[年内办结|办结]{done}件，"
        "结转下年度继续办理{left}件。",
    )
    return say(phrases, {"year": year, "new": new, "done": done, "left": left}, chance)


def fill(size: int, chance: random.Random) -> Iterator[str]:
    """Lines without figures, of about `size` bytes together, no two next to each other alike."""
    made, last = 0, ""
    while made < size:
        line = say(FILLERS, {}, chance)
        if line != last:
            made += len(line.encode())
            yield line
        last = line
