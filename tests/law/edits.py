"""All kinds of edits, each a function of a project and a number that decides among like ones.

An edit does something whatever was done before: what is there it changes or takes away, what is not
there it brings. With the number 0 it does to the project of `base.py` what its name says.
"""

from __future__ import annotations

from datetime import date

from law import base
from law.base import figures
from law.catalogue_edits import CATALOGUES
from law.hands import (
    ABOUT,
    AGENCIES,
    ANY_TEXT,
    ATTACHMENTS,
    DOCUMENTS,
    FAILS,
    HOME,
    OWN,
    PAGES,
    PARTIALS,
    REPORTS,
    RULES,
    SITE,
    TEMPLATE,
    Edit,
    ask,
    change,
    copied,
    delete,
    deleted_comes_back,
    ended_by,
    file,
    files,
    folder_of_agency,
    hiding,
    instead,
    key,
    line,
    linked,
    middle_theme,
    new_agency,
    new_report,
    number,
    one_more_style,
    one_of,
    own_default,
    reason,
    rename,
    retitled,
    saved_again,
    spelled,
    swapped,
    table,
    touched,
)

KJJ, ZF, SWJ = (f"content/agencies/{slug}" for slug in ("kjj", "zf", "swj"))

WORDS: dict[str, Edit] = {
    "a word of a report": number(REPORTS),
    "a word of an agency": number(AGENCIES),
    "a word of a disclosed document": number(DOCUMENTS),
    "a word of a rule": number("content/agencies/*/rules/open.md"),
    "a word of a page": number(PAGES),
    "a word of the home page": number(HOME),
    "the problems of another report": instead(
        f"{KJJ}/reports/2024.md", f"{base.FEW}## 六", f"{base.PROBLEMS}## 六"
    ),
    "a heading that is linked to": instead(f"{KJJ}/reports/2024.md", "总体情况", "概况"),
    "a heading that a template links to": instead(f"{ZF}/reports/2023.md", "总体情况", "概况"),
    "a heading more": line(PAGES, "## 又一节\n"),
    "a place for a table": line(REPORTS, "【表：主动公开政府信息情况】\n"),
    "a footnote": line(PAGES, "注[^1]。\n\n[^1]: 说明。\n"),
    "lines that end as on Windows": change(
        ANY_TEXT, lambda t, _: t.replace("\r\n", "\n") if "\r" in t else t.replace("\n", "\r\n")
    ),
    "a text that cannot be read": one_of(
        change(ANY_TEXT, lambda t, _: t + "\udcff"),
        change(ANY_TEXT, lambda _, __: ""),
        key(ANY_TEXT, "colour", "red", ""),
    ),
    "a byte order mark": change(
        ANY_TEXT, lambda t, _: t[1:] if t.startswith("\ufeff") else "\ufeff" + t
    ),
}
HEADERS: dict[str, Edit] = {
    "the title of a report": retitled(REPORTS),
    "the title of a disclosed document": retitled(DOCUMENTS),
    "the title of a page": retitled(PAGES),
    "the title of a guide that was moved": retitled(f"{KJJ}/guide.md"),
    "the title of a notice": retitled(f"{KJJ}/documents/notice.md"),
    "a former address": key(f"{KJJ}/guide.md", "redirect_from", "[a.html]", "[pages/b/]"),
    "the title of the home page": retitled(HOME),
    "the name of an agency": retitled(AGENCIES),
    "the short name of an agency": key(AGENCIES, "short_name", "", "中卫市科学局"),
    "an alias that its reports use": key(f"{KJJ}/index.md", "aliases", "", "[中卫市科技局]"),
    "the region of an agency": key(AGENCIES, "region", "640502", "640500", "640422", "640999"),
    "the kind of an agency": key(AGENCIES, "kind", "政府", "部门", "学校", ""),
    "the day an agency was set up": key(AGENCIES, "established", "2024-05-01", "2023-01-01", ""),
    "the day an agency was dissolved": key(AGENCIES, "abolished", "2025-01-20", "2024-02-01", ""),
    "the web site that a report names": key(
        f"{KJJ}/index.md", "website", "https://www.zhongwie.gov.cn/", "https://www.zhongwei.gov.cn/"
    ),
    "a summary": key("content/agencies/**/*.md", "summary", "概述一", "概述二", ""),
    "an attachment listed": key(ABOUT, "attachments", "", "[{file: é.txt, title: 附件一}]"),
    "an attachment listed that is linked to": key(
        f"{KJJ}/documents/notice.md", "attachments", "[agenda.csv]", ""
    ),
    "a document with an attachment is a draft": key(
        f"{KJJ}/documents/notice.md", "draft", "true", "false"
    ),
    "a document that is to come out": key(
        f"{KJJ}/documents/notice.md", "published", "2026-02-01", ""
    ),
    "the day a report came out": key(REPORTS, "published", "2025-04-26", "2026-01-20", ""),
    "the genre of a disclosed document": key(DOCUMENTS, "genre", "通知", "意见", ""),
    "the telephone of an agency": key(AGENCIES, "phone", "0955-7654321", "0955-1234567", ""),
    "the number of a disclosed document": key(
        DOCUMENTS, "document_number", "卫科发〔2024〕1号", ""
    ),
    "an index number given twice": key(DOCUMENTS, "index_number", "640500005/2024-00012", ""),
    "the day of a disclosed document": key(DOCUMENTS, "generated", "2025-07-08", "2022-07-08", ""),
    "the openness of a disclosed document": key(DOCUMENTS, "openness", "主动公开", "不予公开", ""),
    "the topic of a disclosed document": key(DOCUMENTS, "topic", "数字政府", "其他", "无", ""),
    "the category of a disclosed document": key(
        DOCUMENTS, "category", "统计信息", "第二十一条", ""
    ),
    "the form of index numbers": key(AGENCIES, "index_pattern", "A{年}{3位}", "A{年}", ""),
    "a joint document": key(
        f"{KJJ}/documents/notice.md", "agencies", "[swj]", "[zf, swj]", "[zf, gone]", ""
    ),
    "a document that another one ended": ended_by(
        f"{KJJ}/documents/2023/plan.md",
        *("../../../swj/rules/open.md", "../notice.md", "../gone.md", ""),
    ),
    "a document that interprets others": key(
        f"{ZF}/documents/new.md",
        "interprets",
        *("[../../swj/rules/open.md, /agencies/kjj/documents/notice.md]", "../../kjj/guide.md", ""),
    ),
    "the last document of a section is archived": key(
        f"{SWJ}/rules/open.md", "publish_until", "2026-01-20", ""
    ),
    "a document that is archived": key(DOCUMENTS, "publish_until", "2026-01-20", "2026-02-01", ""),
    "a page that is archived": key(PAGES, "publish_until", "2026-01-20", "2026-02-01", ""),
    "a page that is to come out": key(PAGES, "publish_from", "2026-02-01", "2026-01-20", ""),
    "an agency that is to come out": key(AGENCIES, "publish_from", "2026-02-01", ""),
    "a document that is withdrawn": key(
        DOCUMENTS, "withdrawn", "{date: 2026-01-10, reason: 有误}", ""
    ),
    "a report that is withdrawn": key(REPORTS, "withdrawn", "{date: 2026-01-10, reason: 有误}", ""),
    "the reason of a withdrawal": instead(f"{KJJ}/rules/gone.md", "重复发布", "内容有误"),
    "what was corrected": instead(f"{KJJ}/documents/budget.md", "第一段", "第二段"),
    "a document without corrections": key(
        f"{KJJ}/documents/budget.md",
        "corrections",
        *(
            "",
            "\n  - {date: 2026-02-01, what: 一, why: 二}",
            "[{date: 2025-03-01, what: 一, why: 二}]",
        ),
    ),
    "the openness of a page": key(PAGES, "openness", "不予公开", "依申请公开", "主动公开", ""),
    "the order of a page": key(PAGES, "order", "9", "1", "2", ""),
    "a report is a draft": key(REPORTS, "draft", "true", "false"),
    "an agency is a draft": key(AGENCIES, "draft", "true", "false"),
    "a disclosed document is a draft": key(DOCUMENTS, "draft", "true", "false"),
    "a page is a draft": key(PAGES, "draft", "true", "false"),
    "the home page is a draft": key(HOME, "draft", "true", "false"),
    "a waiver that waives nothing": key(REPORTS, "waivers", "\n  F204: 照录原件", ""),
    "a waiver that is needed": key(
        f"{KJJ}/reports/2023.md", "waivers", "", "\n  D103: 经同意延期", "\n  D103: 经同意推迟"
    ),
    "a reason for what fails": reason,
}
FIGURES: dict[str, Edit] = {
    "other figures": table(figures(4)),
    "figures that do not balance": table(FAILS),
    "a total left out": table(figures(total=False)),
    "a figure left out": table(figures().replace("自然人: 3,", "自然人: '',", 1)),
    "a word for a figure": table(figures(0).replace("自然人: 0,", "自然人: 无,", 1)),
    "a request left for next year": table(figures(left=1)),
    "a table of noughts": table(base.NOUGHTS),
    "a table not filed": table(""),
}
FILES: dict[str, Edit] = {
    "a new report": new_report,
    "a report deleted": delete(REPORTS),
    "a report renamed": rename(REPORTS, "2020.md", "2021.md", "2024.md", "2017.md"),
    "reports that change places": swapped,
    "a new agency": new_agency,
    "an agency deleted": folder_of_agency,
    "an agency renamed": lambda project, n: folder_of_agency(project, n, "moved"),
    "the page of an agency deleted": delete(AGENCIES),
    "a new disclosed document": file(
        f"{SWJ}/documents/new.md", "---\ntitle: 新通知\n---\n编号100。\n"
    ),
    "a new consultation": file(
        f"{ZF}/documents/new-call.md",
        "---\ntitle: 又征求\ntype: 意见征集\nopens: 2026-01-20\ncloses: 2026-01-31\n---\n又。\n",
    ),
    "an index number of another agency": file(
        f"{ZF}/documents/number.md",
        "---\ntitle: 又一通知\nindex_number: 640500005/2024-00012\n---\n又一正文。\n",
    ),
    "a document that ends another one in a ring": files(
        f"{ZF}/documents/ring.md",
        "---\ntitle: 环\nvalidity: 废止\nended_by: /agencies/swj/documents/ring.md\n---\n环。\n",
        f"{SWJ}/documents/ring.md",
        "---\ntitle: 环二\nvalidity: 废止\nended_by: /agencies/zf/documents/ring.md\n---\n环二。\n",
    ),
    "a new interpretation": file(
        f"{ZF}/documents/new.md",
        "---\ntitle: 解读\ntype: 政策解读\ninterprets: [../../swj/rules/open.md]\n---\n正文。\n",
    ),
    "a disclosed document deleted": delete(DOCUMENTS),
    "a disclosed document renamed": rename(DOCUMENTS, "other.md", "more/other.md"),
    "a new guide": file(f"{SWJ}/guide.md", "---\ntitle: 水务公开指南\n---\n编号100。\n"),
    "a rule deleted": delete(RULES),
    "a text copied to another agency": copied,
    "a new page": file("content/pages/new.md", "---\ntitle: 新页\norder: 3\n---\n编号100。\n"),
    "the addresses that were published": file(
        "content/addresses.txt", "pages/help/\nagencies/former/\npages/gone/\n"
    ),
    "a page deleted": delete("content/pages/help.md"),
    "a page renamed": rename("content/pages/[hn]*.md", "other.md", "deep/other.md"),
    "a page in a folder of the name of a page": file(
        "content/pages/about/more.md", "---\ntitle: 更多\n---\n编号100。\n"
    ),
    "the home page deleted": delete(HOME),
    "a page that is a link": linked,
    "something deleted comes back": deleted_comes_back,
    "other bytes in an attachment": number(ATTACHMENTS),
    "a new attachment": file(f"{ZF}/documents/é.txt", "附件"),
    "an attachment on the first floor": file("content/readme.txt", "附件"),
    "an attachment deleted that is linked to": delete(ATTACHMENTS),
    "a file that rules complain of": one_of(
        file("content/pages/empty.txt", ""),
        file("content/pages/list.pdf", "<html>找不到</html>"),
        file("content/pages/tool.exe", "MZ"),
        file("content/pages/List.txt", "名单 100\n"),
        file("content/stray.md", "---\ntitle: 迷路\n---\n编号100。\n"),
    ),
    "an identity number in an attachment": file("content/pages/people.csv", "11010519491231002X"),
    "a folder in place of an attachment": file("content/pages/é.txt/é.txt", "附件"),
    "a draft of an agency with an attachment": files(
        f"{ZF}/documents/draft.md",
        "---\ntitle: 草稿\ndraft: true\n---\n[附件](draft.txt)\n",
        f"{ZF}/documents/draft.txt",
        "附件",
    ),
    "an attachment that no page links to": file(f"{SWJ}/documents/lent.txt", "附件"),
    "a draft with an attachment of another agency": file(
        f"{ZF}/documents/borrowed.md",
        "---\ntitle: 草稿\ndraft: true\n---\n[附件](../../swj/documents/lent.txt)\n",
    ),
    "a page with the attachment of a draft": files(
        f"{SWJ}/documents/draft.md",
        "---\ntitle: 草稿\ndraft: true\n---\n[附件](lent.txt)\n",
        "content/pages/lent.md",
        f"---\ntitle: 借用\n---\n[附件](/{SWJ.removeprefix('content/')}/documents/lent.txt)\n",
        f"{SWJ}/documents/lent.txt",
        "附件",
    ),
    "a draft with an attachment of its own": files(
        "content/pages/draft.md",
        "---\ntitle: 草稿\ndraft: true\n---\n[附件](draft.txt)\n",
        "content/pages/draft.txt",
        "附件",
    ),
}
LINKS: dict[str, Edit] = {
    "a link to an agency": line(PAGES, "见[水务局](../agencies/swj/index.md)。\n"),
    "a link to a heading of another agency": line(
        f"{ZF}/index.md", "见[概况](../swj/reports/2025.md#总体情况)。\n"
    ),
    "a link to a heading that is not there": line(
        f"{ZF}/index.md", "见[概况](../swj/reports/2025.md#没有的)。\n"
    ),
    "a link that leads nowhere": line(PAGES, "见[别处](nowhere.md)。\n"),
    "a link to a page that comes and goes": line(HOME, "见[帮助](pages/help.md)。\n"),
    "a link to an attachment that a draft has": line(HOME, "见[附件](pages/draft.txt)。\n"),
    "a link to an attachment of an agency's draft": line(
        HOME, "见[附件](agencies/zf/documents/draft.txt)。\n"
    ),
    "an attachment linked to": instead(
        f"{KJJ}/documents/notice.md", "附[议程](agenda.csv)", "附议程"
    ),
    "a link to another site": line(PAGES, "见[政府网](https://www.gov.cn/)。\n"),
}
SETTINGS: dict[str, Edit] = {
    "the coverage": key(SITE, "coverage", "selected", "full", ""),
    "the title of the site": key(SITE, "title", "公开年度报告", "政府信息公开工作年度报告"),
    "a line on every page": one_of(
        key(SITE, "notice", "本站是演示", "本站为演示", ""),
        key(SITE, "organizer", "办公室", "演示", ""),
        key(SITE, "contact", "0955-1", "0955-2", ""),
        key(SITE, "icp", "宁ICP备1号", "宁ICP备2号", ""),
    ),
    "the description": key(SITE, "description", "说明一", "说明二", ""),
    "the base URL": key(
        SITE, "base_url", "https://example.net/gk/", "", "example.org", "https://example.org/"
    ),
    "the theme": key(SITE, "theme", "default", "gone", "", "own"),
    "topics of the site": line(SITE, "topics:\n  digital: 数字政府\n"),
    "the name of a region": instead(SITE, "中卫市", "中卫区"),
    "the region above": line(SITE, "  640000: 宁夏\n"),
    "a region no longer listed": instead(SITE, "  640502: 沙坡头区\n", ""),
    "a waiver for all documents": key(SITE, "waivers", "\n  W108: 已经撤并", ""),
    "a remark": line(SITE, "# 注\n"),
    "settings that are no YAML": line(SITE, "title: '\n"),
    "settings deleted": delete(SITE),
}


THEME: dict[str, Edit] = {
    "a word of a template": number(TEMPLATE),
    "a template that hides a default one": file(
        f"{OWN}/templates/document.html",
        '{% extends "default/document.html" %}{% block notice %}<p>编号100。</p>{% endblock %}\n',
    ),
    "a template that hides the first of all": file(
        f"{OWN}/templates/base.html",
        '{% extends "default/base.html" %}{% block footer %}<p>编号100。</p>{% endblock %}\n',
    ),
    "a template that no page uses": file(f"{OWN}/templates/unused.html", "编号100"),
    "a template deleted": delete(f"{OWN}/templates/**/*.html"),
    "the partial of metadata": hiding("partials/metadata.html"),
    "the partial of a comparison": hiding("partials/comparison.html"),
    "the partial of a statutory table": hiding("partials/statutory-table.html"),
    "the partial of notes on a table": hiding("partials/table-notes.html"),
    "another partial": one_of(
        *(
            hiding(f"partials/{name}.html")
            for name in ("pager", "listing", "index-table", "facets")
        ),
        *(hiding(f"partials/{name}.html") for name in ("breadcrumb", "contents")),
    ),
    "a partial that may be asked for": file(f"{PARTIALS}/extra.html", "<p>编号100。</p>\n"),
    "a template that asks for it by a name put together": line(
        TEMPLATE,
        '{% block notice %}{% set which = "extra" %}'
        '{% include "partials/" ~ which ~ ".html" ignore missing %}{% endblock %}\n',
    ),
    "a template that asks for it by its name": line(
        TEMPLATE,
        '{% block breadcrumb %}{% include "partials/extra.html" ignore missing %}{% endblock %}\n',
    ),
    "a template that links to a report": line(
        TEMPLATE,
        '{% block breadcrumb %}<a href="{{ root }}agencies/zf/2023/index.html#s-总体情况">去年</a>'
        "{% endblock %}\n",
    ),
    "a template with a fault": line(TEMPLATE, "{% if %}\n"),
    "a template with an unknown name": line(TEMPLATE, "{% block meta %}{{ gone }}{% endblock %}\n"),
    "a template with a script": line(
        TEMPLATE, "{% block meta %}<script>1</script>{% endblock %}\n"
    ),
    "a word of a style sheet": number(f"{OWN}/styles/own.css"),
    "a style sheet more": one_more_style,
    "a style sheet that is not listed": file(
        f"{OWN}/styles/spare.css", ".spare { width: 100px }\n"
    ),
    "a style sheet that hides a default one": file(f"{OWN}/styles/table.css", "p { margin: 0 }\n"),
    "a style sheet deleted": delete(f"{OWN}/styles/*"),
    "a style sheet listed that is not there": instead(f"{OWN}/theme.yaml", "own.css", "gone.css"),
    "a style sheet that asks another site": line(
        f"{OWN}/styles/own.css", ".own { background: url(https://example.com/a.png) }\n"
    ),
    "a static file": number(f"{OWN}/static/badge.txt"),
    "a static file in a folder": file(f"{OWN}/static/fonts/licence.txt", "编号100"),
    "a static file of a name for backups": file(f"{OWN}/static/price.bak", "编号100"),
    "a static file in a hidden folder": file(f"{OWN}/static/.well-known/contact.txt", "编号100"),
    "a static file deleted": delete(f"{OWN}/static/*"),
    "a theme between": middle_theme,
    "the default theme changed": own_default,
    "a word about the theme": line(f"{OWN}/theme.yaml", "summary: 说明\n"),
    "no theme.yaml": delete(f"{OWN}/theme.yaml"),
}
DAYS = (
    *(date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 1, 31)),
    *(date(2026, 1, 9), date(2025, 12, 31), date(2027, 1, 31), date(2027, 2, 1)),
)
ASKS: dict[str, Edit] = {
    "the day": ask("today", *DAYS),
    "the day before a report came out": ask("today", date(2026, 1, 9), date(2026, 1, 31)),
    "the base URL of the command": ask("base_url", "https://example.com/", "nonsense", ""),
    "the fragments": ask("fragments", True, False),
    "the strictness": ask("strict", True, False),
    "the number of processes": ask("jobs", 2, 1),
    "a clean build": ask("clean", True, False),
    "another output": ask("output", "public2", "public"),
    "a build at once": ask("long_after", False, True),
    "a relative path": ask("relative", True, False),
}
TOUCHES: dict[str, Edit] = {
    "files touched": touched(None),
    "files that are old": touched(86_400),
    "files of the future": touched(4_102_444_800),
    "files saved again": saved_again,
    "names in another spelling": spelled,
    "an editor's backup": file(f"{ABOUT}~", "---\ntitle: 旧\n---\n"),
    "a hidden file": file("content/pages/.hidden.md", "---\ntitle: 旧\n---\n"),
}
GROUPS = {
    "words": WORDS,
    "headers": HEADERS,
    "catalogues": CATALOGUES,
    "figures": FIGURES,
    "files": FILES,
    "links": LINKS,
    "settings": SETTINGS,
    "theme": THEME,
    "asks": ASKS,
    "touches": TOUCHES,
}
EDITS: dict[str, Edit] = {name: edit for group in GROUPS.values() for name, edit in group.items()}
