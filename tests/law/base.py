"""The small project that is edited: three agencies with seven reports, free pages, attachments, a
theme of its own; nothing is wrong with it on 31 January 2026."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from texts import folder

from law.project import Project


def figures(new: int = 3, carried: int = 0, left: int = 0, total: bool = True) -> str:
    """The table of requests, all of natural persons, in balance; with its totals or without."""
    rows = {
        "本年新收政府信息公开申请数量": new,
        "上年结转政府信息公开申请数量": carried,
        "予以公开": new + carried - left,
        "总计": new + carried - left,
        "结转下年度继续办理": left,
    }
    cells = "自然人: {n}, 其余: 0, 总计: {n}" if total else "自然人: {n}, 其余: 0"
    lines = (f"    {row}: {{{cells.format(n=n)}}}\n" for row, n in rows.items())
    return "  收到和处理政府信息公开申请情况:\n" + "".join(lines) + "    其余: 0\n"


FEW = "公开的内容还不够丰富，今后逐项充实。\n"
NOUGHTS = "  收到和处理政府信息公开申请情况: 0\n"


@dataclass(frozen=True, slots=True)
class Office:
    """An agency, by its name and its folder."""

    name: str
    slug: str

    def report(
        self, year: int, problems: str = FEW, requests: str = NOUGHTS, more: str = ""
    ) -> str:
        """A report: what it says of its problems, its table of requests, more of its header."""
        return f"""\
---
title: {self.name}{year}年政府信息公开工作年度报告
{more}statistics:
  主动公开政府信息情况: 0
{requests}\
  政府信息公开行政复议、行政诉讼情况: 0
---
本报告根据《中华人民共和国政府信息公开条例》编制，统计期限为1月1日至12月31日。联系电话：0955-1234567。

## 一、总体情况
本局依法做好主动公开和依申请公开，加强信息管理、平台建设和监督保障。编号100。
## 二、主动公开政府信息情况
## 三、收到和处理政府信息公开申请情况
## 四、政府信息公开行政复议、行政诉讼情况
## 五、存在的主要问题及改进情况
{problems}\
## 六、其他需要报告的事项
本年度没有收取信息处理费。
"""

    def filed(self, year: int, problems: str = FEW, requests: str = NOUGHTS, more: str = "") -> str:
        """A report, as a file of a text for `folder`."""
        text = self.report(year, problems, requests, more)
        return f"-- content/agencies/{self.slug}/reports/{year}.md --\n{text}"


KJJ, ZF, SWJ = (
    Office("中卫市科学技术局", "kjj"),
    Office("西吉县人民政府", "zf"),
    Office("沙坡头区水务局", "swj"),
)
# Whether rules complain of these is decided by other files.
BY_ALIAS = "中卫市科技局的电子版见www.zhongwei.gov.cn。\n"
BY_SHORT_NAME = "中卫市科学局人手不足。\n"
PROBLEMS = """\
一是公开栏目更新偏慢，个别科室报送信息拖到月底。二是政策解读多为文字转载，图解和视频数量不多。
三是工作人员兼职较多，业务培训没有形成固定安排。下一步，每周通报各科室报送情况，
每季度请业务骨干讲一次课，重要文件一律配发图解。
"""
LATE = "published: 2024-02-26\nwaivers:\n  D103: 经同意延期\n"
NEWS = "published: 2026-01-10\n"
SECOND_ITEM = "items: [2]\n"
# The same bytes in two places mean two things: the link of each leads to its own agency.
SAME = "---\ntitle: 公开制度\n---\n见[本机关](../index.md)。编号100。\n"
ITEM = """\
    公开内容（要素）: 要素
    公开依据: 《中华人民共和国政府信息公开条例》
    公开时限: 及时公开
    公开主体: 西吉县人民政府
    公开渠道和载体: [政府网站]
    公开对象: [全社会]
    公开方式: [主动]
    公开层级: [县级]
"""
CATALOGUE = f"""\
columns:
  公开层级: [县级, 乡级]
items:
  - 序号: 1
    一级事项: 机构信息
    二级事项: 机构职能
{ITEM}\
  - 序号: 2
    一级事项: 政府信息公开
    二级事项: 年度报告
{ITEM}\
"""

BASE = f"""\
-- content/site.yaml --
title: 政府信息公开工作年度报告
organizer: 演示
notice: 本站为演示
base_url: https://example.org/
theme: own
regions:
  640422: 西吉县
  640500: 中卫市
  640502: 沙坡头区
-- content/index.md --
---
title: 年度报告
---
各机关的年度报告。编号100。
-- content/pages/about.md --
---
title: 关于本站
order: 1
attachments: [é.txt]
---
见[科学技术局](../agencies/kjj/index.md)、[名单](list.txt)、
[去年的情况](../agencies/kjj/reports/2024.md#总体情况)。编号100。
-- content/pages/help.md --
---
title: 使用帮助
order: 2
---
## 查找
编号100。
-- content/pages/list.txt --
名单 100
-- content/pages/é.txt --
附件 100
-- content/agencies/kjj/index.md --
---
title: {KJJ.name}
region: 640500
kind: 部门
phone: 0955-1234567
website: https://www.zhongwei.gov.cn/
short_name: 中卫市科学局
aliases: [中卫市科技局]
---
负责科技工作。编号100。
-- content/agencies/kjj/guide.md --
---
title: 公开指南
redirect_from: [agencies/former/]
---
编号100。
-- content/agencies/kjj/rules/open.md --
{SAME}\
-- content/agencies/kjj/documents/notice.md --
---
title: 会议通知
index_number: 640500005/2024-00012
generated: 2024-05-06
---
附[议程](agenda.csv)，编号100。
-- content/agencies/kjj/documents/agenda.csv --
议程,100
-- content/agencies/kjj/documents/2023/plan.md --
---
title: 工作计划
index_number: 640500005/2023-00001
generated: 2023-05-06
---
编号100。
-- content/agencies/kjj/documents/budget.md --
---
title: 单位预算
index_number: 640500005/2025-00003
generated: 2025-02-06
corrections:
  - {{date: 2025-03-01, what: 第一段改正, why: 笔误}}
---
编号100。
-- content/agencies/kjj/rules/gone.md --
---
title: 误发的制度
withdrawn: {{date: 2025-03-01, reason: 重复发布}}
---
编号100。
{KJJ.filed(2022, BY_SHORT_NAME)}\
{KJJ.filed(2023, BY_ALIAS, figures(), LATE)}\
{KJJ.filed(2024, requests=figures(new=2))}\
-- content/agencies/zf/index.md --
---
title: {ZF.name}
region: 640422
kind: 政府
items: [1]
---
编号100。
-- content/agencies/zf/catalogue.yaml --
{CATALOGUE}\
-- content/agencies/zf/documents/call.md --
---
title: 征求意见
items: [1]
type: 意见征集
opens: 2026-01-05
closes: 2026-01-15
---
编号100。
{ZF.filed(2023)}\
{ZF.filed(2024, requests=figures(new=1, total=False), more=SECOND_ITEM)}\
-- content/agencies/swj/index.md --
---
title: {SWJ.name}
region: 640502
---
编号100。
-- content/agencies/swj/rules/open.md --
{SAME}\
-- content/agencies/swj/rules/old.md --
---
title: 旧公开制度
signed: 2019-05-06
publish_until: 2025-06-30
---
编号100。
{SWJ.filed(2024)}\
{SWJ.filed(2025, PROBLEMS, more=NEWS)}\
-- themes/own/theme.yaml --
extends: default
styles: [own.css]
-- themes/own/templates/page.html --
{{% extends "default/page.html" %}}
{{% block after %}}
<p>主题编号100。</p>
{{% endblock %}}
-- themes/own/styles/own.css --
.own {{ width: 100px }}
-- themes/own/static/badge.txt --
编号100
"""


def new_project(root: Path) -> Project:
    """The project as it is at first, never built."""
    folder(root, BASE)
    project = Project(root)
    project.original = project.sources()
    return project
