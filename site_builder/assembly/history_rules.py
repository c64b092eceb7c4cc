"""Rules about corrections, withdrawals and review records in headers."""

from __future__ import annotations

from site_builder.model.rule import problem_rule


@problem_rule("H143", "“{key}”的写法不对；请写成：{form}。")
def entries_not_valid() -> None:
    """更正说明、审核记录或撤下说明的写法不对。

    更正说明和审核记录是列表，一项一行；撤下说明只有日期和原因。

    Bad:
        -- 专页 --
        ---
        withdrawn: true
        ---
        正文。
    Bad:
        -- 专页 --
        ---
        corrections: 改正了日期
        ---
        正文。
    Good:
        -- 专页 --
        ---
        corrections:
          - {date: 2024-03-11, what: 第二段的日期改为3月1日, why: 录入有误}
        ---
        正文。
    """


@problem_rule("H144", "日期{day}还没有到；更正、撤下和审核都是已经做了的事，请核对。")
def day_in_the_future() -> None:
    """更正、撤下或审核的日期在将来。

    Bad:
        -- 专页 --
        ---
        withdrawn: {date: 2098-03-11, reason: 内容有误，正在核实}
        ---
        正文。
    Good:
        -- 专页 --
        ---
        withdrawn: {date: 2024-03-11, reason: 内容有误，正在核实}
        ---
        正文。
    """


@problem_rule("H145", "日期{day}早于发布日期{published}；发布之前的改动不是更正，请核对。")
def day_before_publication() -> None:
    """更正或撤下的日期早于发布日期。

    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        published: 2024-03-11
        corrections:
          - {date: 2024-03-01, what: 第二段的日期改为3月1日, why: 录入有误}
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        published: 2024-03-11
        corrections:
          - {date: 2024-03-15, what: 第二段的日期改为3月1日, why: 录入有误}
        ---
        正文。
    """


@problem_rule("H146", "这份文件没有统计表，更正说明里的 cell 没有所指；请删去，在 what 里说明。")
def cell_without_figures() -> None:
    """更正说明指着一格，文件却没有统计表。

    Bad:
        -- 专页 --
        ---
        corrections:
          - date: 2024-03-11
            what: 数字改正
            why: 录入有误
            cell: {table: 主动公开政府信息情况, row: 规章, column: 现行有效件数}
            old: 1
            new: 2
        ---
        正文。
    Good:
        -- 专页 --
        ---
        corrections:
          - {date: 2024-03-11, what: 数字改正, why: 录入有误, old: 1, new: 2}
        ---
        正文。
    """


@problem_rule("H147", "更正说明指的{what}“{name}”表里没有{hint}请照统计表的写法填写。")
def correction_of_no_cell() -> None:
    """更正说明指着统计表里没有的一格。

    Bad:
        -- 2023年度报告 --
        ---
        corrections:
          - date: 2024-03-11
            what: 行政许可处理决定数量改正
            why: 统计口径有误
            cell: {table: 主动公开政府信息情况, row: 行政许克}
            old: 1
            new: 0
        ---
        （正文：六个部分）
    Good:
        -- 2023年度报告 --
        ---
        corrections:
          - date: 2024-03-11
            what: 行政许可处理决定数量改正
            why: 统计口径有误
            cell: {table: 主动公开政府信息情况, row: 行政许可}
            old: 1
            new: 0
        ---
        （正文：六个部分）
    """


@problem_rule("H148", "没有叫“{step}”的审核环节{hint}三审依次是初审、复审、终审。")
def review_step_unknown() -> None:
    """审核环节的名称不对。

    Bad:
        -- 专页 --
        ---
        review:
          - {step: 初核, by: 办公室主任, date: 2024-03-11}
        ---
        正文。
    Good:
        -- 专页 --
        ---
        review:
          - {step: 初审, by: 办公室主任, date: 2024-03-11}
        ---
        正文。
    """


@problem_rule(
    "H149", "三审三校“{text}”不认识{hint}请写 required（必须有审核记录）或 optional（可以没有）。"
)
def review_setting_not_valid() -> None:
    """网站设置里“review”的写法不对。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        review: yes
        regions:
          640500: 中卫市
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        review: optional
        regions:
          640500: 中卫市
    """


@problem_rule("W160", "更正说明写“{cell}”改成了“{new}”，表里现在是“{now}”；请核对，改正其中一处。")
def correction_not_in_table() -> None:
    """更正说明与统计表不一致。

    一格改过几次的，看最后一次。

    Bad:
        -- 2023年度报告 --
        ---
        corrections:
          - date: 2024-03-11
            what: 行政许可处理决定数量改正
            why: 统计口径有误
            cell: {table: 主动公开政府信息情况, row: 行政许可}
            old: 1
            new: 2
        ---
        （正文：六个部分）
    Good:
        -- 2023年度报告 --
        ---
        corrections:
          - date: 2024-03-11
            what: 行政许可处理决定数量改正
            why: 统计口径有误
            cell: {table: 主动公开政府信息情况, row: 行政许可}
            old: 2
            new: 0
        ---
        （正文：六个部分）
    """


@problem_rule("W161", "审核记录缺{steps}；site.yaml 要求三审，请补上，审完再发布。")
def review_incomplete() -> None:
    """没有经过三审就要发布。

    site.yaml 写了 review: required 的网站，文件和年度报告要有初审、复审、终审的记录
    （国办发〔2017〕47号：严格信息发布审核制度）。

    Bad:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        review: required
        regions:
          640500: 中卫市
        -- 2023年度报告 --
        ---
        review:
          - {step: 初审, by: 办公室, date: 2024-01-11}
        ---
        （正文：六个部分）
    Good:
        -- content/site.yaml --
        title: 政府信息公开工作年度报告
        review: required
        regions:
          640500: 中卫市
        -- 2023年度报告 --
        ---
        review:
          - {step: 初审, by: 办公室, date: 2024-01-11}
          - {step: 复审, by: 分管领导, date: 2024-01-12}
          - {step: 终审, by: 主要领导, date: 2024-01-12}
        ---
        （正文：六个部分）
    """


@problem_rule("W162", "审核记录的先后不对：{why}；请核对。")
def review_out_of_order() -> None:
    """审核记录的先后不对。

    依次是初审、复审、终审，日期不倒退，终审之后才发布。

    Bad:
        -- 专页 --
        ---
        review:
          - {step: 复审, by: 分管领导, date: 2024-01-12}
          - {step: 初审, by: 办公室, date: 2024-01-12}
        ---
        正文。
    Bad:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        published: 2024-01-11
        review:
          - {step: 终审, by: 主要领导, date: 2024-01-12}
        ---
        正文。
    Good:
        -- content/agencies/zhongwei-kjj/documents/notice.md --
        ---
        title: 通知
        published: 2024-01-12
        review:
          - {step: 终审, by: 主要领导, date: 2024-01-12}
        ---
        正文。
    """


@problem_rule("W163", "审核记录里像是写了人名“{name}”；请写岗位，如“办公室主任”。", "warning")
def review_names_a_person() -> None:
    """审核记录里写了人名。

    审核记录不发布，但随文件传来传去，写岗位就够了。

    Bad:
        -- 专页 --
        ---
        review:
          - {step: 初审, by: 王小明, date: 2024-01-11}
        ---
        正文。
    Good:
        -- 专页 --
        ---
        review:
          - {step: 初审, by: 办公室主任, date: 2024-01-11}
        ---
        正文。
    """


HISTORY_RULES = (
    entries_not_valid,
    day_in_the_future,
    day_before_publication,
    cell_without_figures,
    correction_of_no_cell,
    review_step_unknown,
    review_setting_not_valid,
)
RECORD_RULES = (
    correction_not_in_table,
    review_incomplete,
    review_out_of_order,
    review_names_a_person,
)
