"""Rules about what site.yaml and agencies say of the metadata of documents."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule(
    "H134",
    "“index_pattern”（索引号格式）写得不对：{why}。年份写 {{年}}，流水号写位数，"
    "如 640521005/{{年}}-{{5位}}。",
)
def index_pattern_not_valid() -> None:
    """索引号格式写得不对。

    花括号里可以写年、月、日、几位（如5位，指流水号的位数）或流水号（位数不定）；其余的字照写。

    Bad:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        index_pattern: 640500005/{年度}-{5位}
        ---
    Bad:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        index_pattern: 640500005/{年}
        ---
    Good:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        index_pattern: 640500005/{年}-{5位}
        ---
    """


@problem_rule(
    "H135", "topics（主题分类）要一行一个，写成“代号: 名称”；代号用小写字母、数字和短横线。"
)
def topics_not_valid() -> None:
    """网站自定的主题分类没有写成“代号: 名称”。

    国务院公文主题分类的22类不用写；另有分类的网站，在 site.yaml 的 topics 里加上。
    代号是网址的一部分，名称写在文件的 topic 里。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        regions:
          640500: 中卫市
        topics: [数字政府]
    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        regions:
          640500: 中卫市
        topics:
          数字政府: digital
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        regions:
          640500: 中卫市
        topics:
          digital: 数字政府
    """


@problem_rule("H136", "topics（主题分类）里的“{text}”已经有了；代号和名称都不能重复，请改一个。")
def topic_taken() -> None:
    """网站自定的主题分类与国务院公文主题分类重复。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        regions:
          640500: 中卫市
        topics:
          economy: 数字经济
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        regions:
          640500: 中卫市
        topics:
          digital-economy: 数字经济
    """


DOCUMENT_RULES = (
    index_pattern_not_valid,
    topics_not_valid,
    topic_taken,
)
