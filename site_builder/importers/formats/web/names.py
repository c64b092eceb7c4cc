"""How the portals' systems name the parts of a page, gathered from pages of many of them.

Names are ids and classes. Each is compared in lower case, without the digits at its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# What holds the article, by how sure a name is: 3 is used for it only.
ARTICLE: Mapping[str, int] = MappingProxyType(
    dict.fromkeys(
        [
            *("ucapcontent", "trs_editor", "trs_ueditor", "trs_editor_view", "trs_paper_default"),
            *("zoom", "zoomcon", "vsb_content", "v_news_content", "ivs_content", "webeditorview"),
            *("pages_content", "custom_unionstyle", "my_doccontent", "xxgk_content", "xxgkcont"),
            *(
                "js_content",
                "newscontent",
                "news_content_content",
                "articlecontent",
                "zwxl-article",
            ),
            *("artcontent", "art_con", "con_con", "arc_cont", "nr_zw", "zhengwen", "bt_content"),
            *("gsj_htmlcon", "gsj_htmlcon_bot", "j-fontcontent", "fontzoom", "doccontent"),
            *("article-content", "article_content", "article-body", "article_body", "articlebody"),
        ],
        3,
    )
    | dict.fromkeys(
        [
            *("content-detail", "detail-content", "detail_content", "detailcontent", "show-detail"),
            *("news_content", "news-content", "news_con", "info_content", "infocontent", "wenz"),
            *("jgzn_content", "view", "wzcon", "main-txt", "main_txt", "m-txt", "text-content"),
            *("conzw", "zw", "nr", "maintext", "main_text", "content_text", "content-text"),
            *("gkml_content", "gov_content", "xl-content", "xl_content", "xlcon", "detail_con"),
            *("details", "wz_content", "wz-content", "article-con", "art_content", "page_content"),
        ],
        2,
    )
    | dict.fromkeys(["content", "article", "con", "main", "detail", "text", "contentbox"], 1)
)
TAGS: Mapping[str, int] = MappingProxyType({"ucapcontent": 3, "article": 2, "main": 1})

# What surrounds an article, or is mixed into it, with the words for the remark. A name begins or
# ends with such a word, or has it between hyphens or underscores.
AROUND: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(
        [
            "nav",
            "navbar",
            "navigation",
            "menu",
            "topbar",
            "header",
            "head",
            "top",
            "logo",
            "banner",
        ],
        "页首和导航",
    )
    | dict.fromkeys(
        ["crumb", "crumbs", "breadcrumb", "breadcrumbs", "position", "location", "curpos", "dqwz"],
        "当前位置",
    )
    | dict.fromkeys(
        ["foot", "footer", "copyright", "bottom", "beian", "yqlj", "friendlink"], "页脚"
    )
    | dict.fromkeys(
        [
            *(
                "share",
                "bdsharebuttonbox",
                "bdshare",
                "bshare",
                "jiathis",
                "tools",
                "toolbar",
                "fx",
            ),
            *("print", "fontsize", "qrcode", "ewm", "erweima", "qr", "dysc", "weixin", "wechat"),
        ],
        "分享、打印、字号、二维码等按钮",
    )
    | dict.fromkeys(
        [
            *("prev", "next", "prevnext", "pagenext", "relate", "related", "xgwz", "xgxw", "xgjd"),
            *(
                "comment",
                "comments",
                "hits",
                "pager",
                "pagination",
                "page-nav",
                "sxp",
                "syp",
                "xyp",
            ),
        ],
        "上一篇、下一篇和相关链接",
    )
    | dict.fromkeys(
        [
            *(
                "side",
                "sidebar",
                "aside",
                "leftnav",
                "search",
                "searchbox",
                "login",
                "float",
                "wza",
            ),
            *("gotop", "totop", "backtop", "accessible", "slh"),
        ],
        "侧栏和搜索",
    )
)
TAGS_AROUND: Mapping[str, str] = MappingProxyType(
    {"nav": "页首和导航", "header": "页首和导航", "footer": "页脚", "aside": "侧栏和搜索"}
)

# What the system says about a page, as it labels it in a block above or beside the article.
LABELS = frozenset(
    [
        *("索引号", "信息索引号", "统一编号", "信息分类", "主题分类", "主题词", "关键词", "分类"),
        *("发布机构", "发文机关", "发文机构", "发文单位", "发布单位", "制发机关", "公开责任部门"),
        *(
            "公开机构",
            "公开单位",
            "公开主体",
            "责任部门",
            "信息来源",
            "来源",
            "信息提供单位",
            "供稿单位",
        ),
        *(
            "成文日期",
            "生成日期",
            "发文日期",
            "制发日期",
            "印发日期",
            "签发日期",
            "生效日期",
            "实施日期",
        ),
        *(
            "发布日期",
            "发布时间",
            "公开日期",
            "公开时间",
            "更新时间",
            "更新日期",
            "废止日期",
            "日期",
            "时间",
        ),
        *(
            "文号",
            "发文字号",
            "文件编号",
            "名称",
            "信息名称",
            "标题",
            "文件名称",
            "公文种类",
            "体裁分类",
        ),
        *(
            "公开方式",
            "公开形式",
            "公开范围",
            "公开时限",
            "公开程序",
            "公开类别",
            "公开属性",
            "公开对象",
        ),
        *(
            "有效性",
            "效力状态",
            "时效性",
            "是否有效",
            "有效期",
            "语种",
            "内容概述",
            "信息内容概述",
            "概述",
        ),
        *(
            "作者",
            "编辑",
            "责任编辑",
            "审核",
            "服务对象",
            "组配分类",
            "体裁",
            "栏目",
            "信息类别",
            "类别",
        ),
    ]
)

# Labels of what is no datum of the document.
COUNTERS = frozenset(
    [
        *(
            "浏览次数",
            "浏览量",
            "浏览",
            "点击",
            "点击数",
            "点击率",
            "点击次数",
            "阅读",
            "阅读量",
            "阅读次数",
        ),
        *(
            "访问量",
            "访问次数",
            "字体",
            "字号",
            "字体大小",
            "文字大小",
            "分享",
            "分享到",
            "视力保护色",
        ),
    ]
)

# Lines that are no part of an article although they stand in it.
BUTTONS = (
    r"【?\s*(?:打印|打印本页|打印此页|关闭|关闭窗口|关闭本页|返回|返回顶部|收藏|纠错|大|中|小|加入收藏|下载|复制链接"
    r"|字号|字体|字体大小|朗读|收听|分享|分享到|分享至|微信|微博|QQ空间|TOP|顶部|主办单位)\s*】?"
)
LEFT_OUT = (
    (
        rf"(?:{BUTTONS}|[\s|/｜·\[\]【】：:])+",
        "分享、打印、字号、二维码等按钮",
    ),
    (
        r"(?:【?\s*(?:字体|字号|文字大小)\s*[：:]?.{0,20}|扫一扫.{0,20}|(?:微信)?扫码.{0,20}|分享到?[：:].{0,40})",
        "分享、打印、字号、二维码等按钮",
    ),
    (r"(?:上一篇|下一篇|上一条|下一条|上篇|下篇)\s*[：:]?.*", "上一篇、下一篇和相关链接"),
    (
        r"(?:当前位置|您的位置|您现在的位置|你的位置|所在位置|您当前的位置)\s*(?:是)?\s*[：:]?.*",
        "当前位置",
    ),
    (
        r"(?:浏览|阅读|点击|访问|浏览次|点击次|阅读次)(?:次数|量|数|率)?\s*[：:]?\s*\d*\s*次?",
        "浏览次数",
    ),
    (r".*(?:ICP备|公网安备|网站标识码|版权所有).*", "页脚"),
)
