"""Rules about how the names, rows, columns and figures of statutory tables are written.

An example that names no file is part of `statistics` in a report on 2023; all figures of the tables
that it does not name are zero.
"""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule("F201", "没有叫“{table}”的统计表{hint}请照年度报告格式填写表名。")
def table_unknown() -> None:
    """统计表的名称不在年度报告格式中。

    表名是该表所在部分的标题，不带序号（国办公开办函〔2021〕30号）。

    Bad:
        -- content/agencies/zhongwei-kjj/reports/2023.md --
        ---
        title: 中卫市科学技术局2023年政府信息公开工作年度报告
        statistics:
          主动公开信息情况表: 0
          主动公开政府信息情况: 0
          收到和处理政府信息公开申请情况: 0
          政府信息公开行政复议、行政诉讼情况: 0
        ---
        （正文：六个部分）
    Good:
        -- content/agencies/zhongwei-kjj/reports/2023.md --
        ---
        title: 中卫市科学技术局2023年政府信息公开工作年度报告
        statistics:
          主动公开政府信息情况: 0
          收到和处理政府信息公开申请情况: 0
          政府信息公开行政复议、行政诉讼情况: 0
        ---
        （正文：六个部分）
    """


@problem_rule(
    "F202", "{year}年的报告不用“{table}”这张表；它属于别的年份的格式，请删去，或改填这一年的表。"
)
def table_not_in_force() -> None:
    """用了别的年份的统计表。

    2019年以前的报告没有现行的三张表；2014至2018年可附《政府信息公开情况统计表》
    （国办发〔2014〕32号）；2019年起用年度报告格式的三张表（国办公开办函〔2019〕60号、
    〔2021〕30号）。

    Bad:
        政府信息公开情况统计表: 0
    Good:
        主动公开政府信息情况: 0
    """


@problem_rule(
    "F215",
    "统计表照的是{years}的格式，不是{year}年的；请照{year}年的格式重填。报送时用的就是那种格式的，"
    "不要改动，写明豁免理由（F215），网页上会注明。",
    waivable=True,
)
def form_of_another_year() -> None:
    """整份统计表用了别的年份的格式。

    各年的格式见《填统计表》。多半是照上一年的报告改写的。行名、列名不再一一指出。当年确实用那种
    格式报送的，不要改动原表：豁免时写明的理由印在表的下面，年度汇总里单独列一张表，不与别的格式
    的数相加。

    Bad:
        -- 2018年度报告 --
        ---
        statistics:
          主动公开政府信息情况: 0
        ---
        ## 一、概述
        正文。
    Bad:
        主动公开政府信息情况:
          规章: 0
          行政规范性文件:
            本年新制作数量: 1
            本年新公开数量: 1
            对外公开总数量: 2
          其余: 0
    Good:
        -- 2018年度报告 --
        ---
        waivers:
          F215: 报送时提前使用了2019年的格式
        statistics:
          主动公开政府信息情况: 0
        ---
        ## 一、概述
        正文。
    """


@problem_rule("F203", "这张表没有“{label}”这一行{hint}行名照格式填写，序号可以不写。")
def unknown_row() -> None:
    """统计表里没有这一行。

    不同年份的表行名不同：2019、2020年的表二是“规范性文件”，2021年起是“行政规范性文件”；
    2021年起表三“其他处理”分为三行。

    Bad:
        收到和处理政府信息公开申请情况:
          属于商业秘密: 0
          其余: 0
    Good:
        收到和处理政府信息公开申请情况:
          属于国家秘密: 0
          其余: 0
    """


@problem_rule("F207", "“{cell}”这里对应{count}格，不能只写一个“{text}”；请逐格写，一格一行。")
def one_figure_for_a_row() -> None:
    """一个数写给了好几列。

    只有 0、空白和“/”这类各列都一样的内容，才能一个字写完一行。

    Bad:
        主动公开政府信息情况:
          行政规范性文件: 2
          其余: 0
    Good:
        主动公开政府信息情况:
          行政规范性文件:
            现行有效件数: 2
            其余: 0
          其余: 0
    """


@problem_rule("F208", "“{cell}”没有“{label}”这一列{hint}列名照格式填写。")
def unknown_column() -> None:
    """统计表里没有这一列。

    列名照格式填写：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计。

    Bad:
        收到和处理政府信息公开申请情况:
          本年新收政府信息公开申请数量:
            公民: 0
            其余: 0
          其余: 0
    Good:
        收到和处理政府信息公开申请情况:
          本年新收政府信息公开申请数量:
            自然人: 0
            其余: 0
          其余: 0
    """


@problem_rule("F209", "本表没有“{label}”，法定名称是“{known}”；请照格式改正。", "warning")
def label_of_another_form() -> None:
    """行名或列名用了别的年份、别的地方的叫法。

    法定列名是“社会公益组织”，不是“社会组织”；2021年起的行名是“行政规范性文件”。

    Bad:
        收到和处理政府信息公开申请情况:
          本年新收政府信息公开申请数量:
            社会组织: 0
            其余: 0
          其余: 0
    Good:
        收到和处理政府信息公开申请情况:
          本年新收政府信息公开申请数量:
            社会公益组织: 0
            其余: 0
          其余: 0
    """


@problem_rule("F210", "“{key}”已在本文件第{first}行写过；请删去一处。")
def row_written_twice() -> None:
    """同一行写了两遍。

    带序号与不带序号是同一行，写两遍就不知道以哪一遍为准。

    Bad:
        收到和处理政府信息公开申请情况:
          予以公开: 0
          （一）予以公开: 0
          其余: 0
    Good:
        收到和处理政府信息公开申请情况:
          （一）予以公开: 0
          其余: 0
    """


@problem_rule("F211", "“{cell}”写成了列表；请写成“行名: 数”，一行一个，行首不加短横线。")
def table_is_a_list() -> None:
    """统计表写成了列表。

    统计表按行名、列名填写，不按先后顺序填写。

    Bad:
        收到和处理政府信息公开申请情况:
          - 0
          - 0
    Good:
        收到和处理政府信息公开申请情况: 0
    """


@problem_rule("F212", "“{cell}”里有一格往下又分了项；一格只写一个数，请写成“列名: 数”。")
def cell_is_not_a_figure() -> None:
    """一格里写了不止一个数。

    Bad:
        收到和处理政府信息公开申请情况:
          予以公开:
            自然人:
              男: 0
              女: 0
            其余: 0
          其余: 0
    Good:
        收到和处理政府信息公开申请情况:
          予以公开:
            自然人: 0
            其余: 0
          其余: 0
    """


@problem_rule("F213", "statistics 下面应当逐表填写，如“主动公开政府信息情况: 0”。")
def statistics_not_a_mapping() -> None:
    """统计数据没有按表填写。

    Bad:
        -- content/agencies/zhongwei-kjj/reports/2018.md --
        ---
        title: 中卫市科学技术局2018年政府信息公开工作年度报告
        statistics: 无
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/reports/2018.md --
        ---
        title: 中卫市科学技术局2018年政府信息公开工作年度报告
        statistics:
        ---
        正文。
    """


@problem_rule("F214", "“{table}”这张表写了两遍；请删去一处。")
def table_written_twice() -> None:
    """同一张表写了两遍。

    带序号与不带序号是同一张表，写两遍就不知道以哪一遍为准。

    Bad:
        收到和处理政府信息公开申请情况: 0
        三、收到和处理政府信息公开申请情况: 0
    Good:
        收到和处理政府信息公开申请情况: 0
    """
