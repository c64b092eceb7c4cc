"""Text copied from another report (K1xx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from site_builder.lint.chapter_corpus import Chapter, ChapterCorpus
from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.text.shingles import nearest, share

# If this share of the common clauses was in the agency's own earlier report, nothing was copied.
_KEPT = 0.5


@rule(
    "K101",
    "“{chapter}”有{share}与本机关{year}年的报告相同（不计数字和年份）；请按本年的实际情况重写。",
    "warning",
)
def copied_from_earlier_year(corpus: ChapterCorpus) -> Iterator[Violation]:
    """照搬本机关上一年的年度报告。

    问题“逐条分析”“杜绝照搬照抄”是各地报送通知的要求，照搬上年是评估中的常见扣分点。
    比的是“存在的主要问题”一章（相同四分之三以上）和“总体情况”一章（百分之八十五以上），
    以分句为单位，数字、年份、标点和机关名称不计。看不出来的有：逐句换了说法的照搬；不足8个分句（总体情况16个）的章；
    超过四个机关都说的话（按法律、格式或者统一范本写的套话）；一章里自己重复的话。

    Bad:
        -- 2017年度报告 --
        ## 五、存在的问题
        一是公开栏目更新偏慢，个别科室报送信息拖到月底。二是政策解读多为文字转载，图解和视频数量不多。
        三是工作人员兼职较多，业务培训没有形成固定安排。下一步，每周通报各科室报送情况，
        每季度请业务骨干讲一次课，重要文件一律配发图解。
        -- 2018年度报告 --
        ## 五、存在的问题
        一是公开栏目更新偏慢，个别科室报送信息拖到月底。二是政策解读多为文字转载，图解和视频数量不多。
        三是工作人员兼职较多，业务培训没有形成固定安排。下一步，每周通报各科室报送情况，
        每季度请业务骨干讲一次课，重要文件一律配发图解。
    Good:
        -- 2017年度报告 --
        ## 五、存在的问题
        一是公开栏目更新偏慢，个别科室报送信息拖到月底。二是政策解读多为文字转载，图解和视频数量不多。
        三是工作人员兼职较多，业务培训没有形成固定安排。下一步，每周通报各科室报送情况，
        每季度请业务骨干讲一次课，重要文件一律配发图解。
        -- 2018年度报告 --
        ## 五、存在的问题
        上年提出的栏目更新偏慢问题已经解决，今年的不足在依申请公开：答复文书格式不一，
        有两件答复没有写明救济渠道，申请人来电询问进度时查询不便。下一步统一答复文书样式，
        由法规科逐件审核，并在网站开通办理进度查询。
    """
    for kind, by_agency in corpus.chapters:
        for chapters in by_agency:
            for before, chapter in pairwise(chapters):
                part = share(chapter.clauses, before.clauses)
                if part >= kind.most and len(chapter.clauses) >= kind.least:
                    yield _violation(chapter, before, part)


@rule(
    "K102",
    "“{chapter}”有{share}与《{other}》相同（不计数字和机关名称）；请按本机关的实际情况重写。",
    "warning",
)
def copied_from_another_agency(corpus: ChapterCorpus) -> Iterator[Violation]:
    """照搬别的机关的年度报告。

    “问题雷同”是评估通报里的常见问题。与同一地级行政区的其他机关同年或者上一年的报告比，比法和看不出来的情形同K101；
    相同的话多半是本机关自己以前就说过的，不算。同年的两份报告分不出谁照搬谁，两份都提示。

    Bad:
        -- content/agencies/zhongwei-jtj/index.md --
        ---
        title: 中卫市交通运输局
        region: 640500
        ---
        -- content/agencies/zhongwei-jtj/reports/2017.md --
        ---
        title: 中卫市交通运输局2017年政府信息公开工作年度报告
        ---
        ## 五、存在的问题
        一是公开栏目更新偏慢，个别科室报送信息拖到月底。二是政策解读多为文字转载，图解和视频数量不多。
        三是工作人员兼职较多，业务培训没有形成固定安排。下一步，每周通报各科室报送情况，
        每季度请业务骨干讲一次课，重要文件一律配发图解。
        -- 2018年度报告 --
        ## 五、存在的问题
        一是公开栏目更新偏慢，个别科室报送信息拖到月底。二是政策解读多为文字转载，图解和视频数量不多。
        三是工作人员兼职较多，业务培训没有形成固定安排。下一步，每周通报各科室报送情况，
        每季度请业务骨干讲一次课，重要文件一律配发图解。
    Good:
        -- content/agencies/zhongwei-jtj/index.md --
        ---
        title: 中卫市交通运输局
        region: 640500
        ---
        -- content/agencies/zhongwei-jtj/reports/2017.md --
        ---
        title: 中卫市交通运输局2017年政府信息公开工作年度报告
        ---
        ## 五、存在的问题
        一是公开栏目更新偏慢，个别科室报送信息拖到月底。二是政策解读多为文字转载，图解和视频数量不多。
        三是工作人员兼职较多，业务培训没有形成固定安排。下一步，每周通报各科室报送情况，
        每季度请业务骨干讲一次课，重要文件一律配发图解。
        -- 2018年度报告 --
        ## 五、存在的问题
        今年的不足在依申请公开：答复文书格式不一，有两件答复没有写明救济渠道，
        申请人来电询问进度时查询不便。下一步统一答复文书样式，由法规科逐件审核，
        并在网站开通办理进度查询。
    """
    for kind, all_chapters in corpus.chapters:
        by_agency = {own[0].agency: own for own in all_chapters}
        chapters = [one for own in by_agency.values() for one in own]
        owners = [one.agency for one in chapters]
        for number, best, part in nearest([one.clauses for one in chapters], owners):
            chapter, other = chapters[number], chapters[best]
            judged = chapter.year == corpus.year and len(chapter.clauses) >= kind.least
            if judged and part >= kind.most:
                said = _said_before(chapter, by_agency[chapter.agency])
                if share(chapter.clauses & other.clauses, said) < _KEPT:
                    yield _violation(chapter, other, part)


def _violation(chapter: Chapter, other: Chapter, part: float) -> Violation:
    return Violation(
        chapter.path,
        chapter.line,
        1,
        related=(other.path,),
        chapter=chapter.heading,
        share=f"{part:.0%}",
        year=str(other.year),
        other=other.title,
    )


def _said_before(chapter: Chapter, own: Iterable[Chapter]) -> frozenset[int]:
    """Return the clauses of this chapter in the agency's report on the year before."""
    earlier = (one.clauses for one in own if one.year < chapter.year)
    return frozenset[int]().union(*earlier)


COPY_RULES = (copied_from_earlier_year, copied_from_another_agency)
