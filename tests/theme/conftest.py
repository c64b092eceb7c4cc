"""Built sites, and a browser to look at them with."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import TODAY, demonstration, silent
from playwright.sync_api import Browser, Page
from texts import GOOD_SITE, document, folder, report

from site_builder.build import build
from site_builder.pages.paging import PAGE_SIZE

# A total that is left out, and is computed; a row that is left blank.
COMPUTED = report(
    "政府信息公开行政复议、行政诉讼情况:\n  行政复议: {结果维持: 2, 其余: 0}\n  其余: 0\n"
).replace(
    "statistics:",
    """\
corrections:
  - date: 2024-05-06
    what: 行政复议的数改正
    why: 统计口径有误
    cell: {table: 政府信息公开行政复议、行政诉讼情况, row: 行政复议, column: 结果维持}
    old: 1
    new: 2
statistics:""",
    1,
)
BLANK = report("政府信息公开行政复议、行政诉讼情况:\n  行政复议:\n  其余: 0\n")
# Every construct that an editor can write in a body, and what the demonstration does not show.
BODIES = f"""\
{GOOD_SITE}\
-- content/site.yaml --
title: 政府信息公开工作年度报告
contact: 0955-1234567
site_id: "6405000001"
regions:
  640500: 中卫市
{COMPUTED}\
-- content/agencies/shuiwuju/index.md --
---
title: 中卫市水务局
region: 640500
items: [1]
---
-- content/agencies/shuiwuju/catalogue.yaml --
items:
  - 序号: 1
    一级事项: 机构信息
    二级事项: 机构职能
    公开内容（要素）: 职能、地址
    公开依据: 《中华人民共和国政府信息公开条例》
    公开时限: 及时公开
    公开主体: 中卫市水务局
    公开渠道和载体: [政府网站]
    公开对象: [特定群众（用水户）]
    公开方式: [主动]
    公开层级: [县级]
{BLANK.replace("zhongwei-kjj", "shuiwuju").replace("科学技术局", "水务局")}\
-- content/agencies/shuiwuju/reports/2017.md --
---
title: 中卫市水务局2017年政府信息公开工作年度报告
published: 2018-05-02
statistics:
  政府信息公开情况统计表:
    其余: 0
---
## 一、概述

主动公开政府信息。
-- content/index.md --
---
title: 示例
---
本站汇集各机关的年度报告。
-- content/pages/text.md --
---
title: 正文的各种写法
attachments: [列表.txt]
---
## 一、段落

正文有**强调**、*着重*、`代码`、[外部网址](https://www.example.gov.cn/)和脚注[^1]。

![全景](wide.png)

[![全景](wide.png)](wide.png)

![全景](wide.png)图的后面还有文字。

[^1]: 脚注说明出处。

### （一）列表

- 第一项
- 第二项
  - 下一级

1. 第一步
2. 第二步

#### 1.引用

> 引用别处的文字。

##### （1）代码

```text
一行很长的代码：{"0123456789 " * 12}
```

###### ①分隔

---

## 二、表格

| 事项 | 件数 | 说明 |
| :--- | ---: | :---: |
| 行政许可 | 12 | 无 |
| 行政处罚 | 3 | 无 |

## 三、宽表

| 单位 | 一月办结件数 | 二月办结件数 | 三月办结件数 | 四月办结件数 | 五月办结件数 | 六月办结件数 |
| --- | --: | --: | --: | --: | --: | --: |
| 办公室 | 1 | 2 | 3 | 4 | 5 | 6 |
-- content/agencies/zhongwei-kjj/documents/old.md --
---
title: 旧通知
published: 2024-01-20
publish_until: 2025-01-20
corrections:
  - {{date: 2024-03-11, what: 第二段的日期改为3月1日, why: 录入有误}}
---
正文。
-- content/agencies/zhongwei-kjj/documents/gone.md --
---
title: 误发的通知
withdrawn: {{date: 2024-03-11, reason: 重复发布}}
---
正文。
-- content/pages/列表.txt --
名单
-- content/agencies/zhongwei-kjj/guide.md --
---
title: 政府信息公开指南
---
- 受理机构

> 引用

{
    "".join(
        f'''
## 第{number}部分

文字。
'''
        for number in "一二三"
    )
}
"""


def picture(width: int, height: int) -> bytes:
    """A grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = (b"\0" + b"\x99" * width) * height
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, data)
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    )


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration site, as it is published."""
    return site_of(demonstration(tmp_path_factory.mktemp("demonstration")))


@pytest.fixture(scope="session")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every construct that an editor can write in a body, as it is published."""
    root = tmp_path_factory.mktemp("bodies")
    lay_bodies(root)
    return site_of(root)


def listed(number: int) -> str:
    """One of as many documents as make a list of two pages."""
    header = f"title: 第{number}号通知\ngenre: 通知\n"
    return document(f"agencies/shuiwuju/documents/n{number}.md", header)


def lay_bodies(root: Path) -> None:
    """Lay out the project of `bodies`."""
    folder(root, BODIES + "".join(map(listed, range(PAGE_SIZE + 1))))
    (root / "content/pages/wide.png").write_bytes(picture(1600, 400))


def site_of(root: Path) -> Path:
    """Build the project in `root`; returns the folder of its site."""
    built = build(root, root / "public", today=TODAY, progress=silent)
    assert not built.stopped, built.findings
    return root / "public"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a reader who has switched scripts off; our own measuring still works."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
