"""Pages as the systems of portals make them; every text is invented."""

from __future__ import annotations

TITLE = "示例市科学技术局2023年政府信息公开工作年度报告"
OPENING = "根据《中华人民共和国政府信息公开条例》的规定，现发布示例市科学技术局2023年度报告。"
OVERVIEW = "2023年，本局依法做好主动公开和依申请公开，加强信息管理，全年公开信息十二条。"
TABLE = """\
<table border="1" cellspacing="0"><tbody>
<tr><td colspan="4"><p align="center">第二十条第（一）项</p></td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>
<tr><td>行政规范性文件</td><td>12</td><td>3</td><td>25</td></tr>
</tbody></table>
"""
ARTICLE = f"""\
<p style="text-indent:2em">　　{OPENING}</p>
<p style="text-indent:2em"><strong>一、总体情况</strong></p>
<p>&nbsp;&nbsp;&nbsp;&nbsp;{OVERVIEW}</p>
<p><span style="font-family:黑体">二、主动公开政府信息情况</span></p>
{TABLE}
<p style="text-align:right">示例市科学技术局</p>
"""
NAV = """\
<div class="header"><div class="logo"><img src="logo.png" alt="示例市人民政府"></div>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/nb/">年报</a></div>
"""
FOOT = """\
<div class="footer">主办单位：示例市人民政府 示ICP备12345678号 网站标识码：6400000001</div>
<script>var hits = 1;</script>
"""
METAS = f"""\
<meta name="SiteName" content="示例市人民政府门户网站">
<meta name="ColumnName" content="年度报告">
<meta name="ArticleTitle" content="{TITLE}">
<meta name="PubDate" content="2024-01-26 09:30">
<meta name="ContentSource" content="示例市科学技术局">
"""


def page(body: str, head: str = METAS) -> str:
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8">\n{head}'
        f"<title>{TITLE}_示例市人民政府</title>\n<style>p{{}}</style></head>\n"
        f"<body>\n{NAV}{body}{FOOT}</body></html>"
    )


PAGES = {
    "jcms": page(f"""\
<table width="100%" border="0"><tr><td class="title">{TITLE}</td></tr>
<tr><td align="center">信息来源：示例市科学技术局 发布时间：2024-01-26 浏览次数：35 次
【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</td></tr>
<tr><td id="zoom" class="bt_content">
<!--ZJEG_RSS.content.begin-->{ARTICLE}<!--ZJEG_RSS.content.end--></td></tr>
<tr><td>
<a href="javascript:window.print()">打印本页</a> <a
href="javascript:window.close()">关闭窗口</a></td></tr></table>
"""),
    "trs": page(f"""\
<div class="main"><table class="xxgk"><tr><td>索 引 号：</td><td>640000-2024-00001</td>
<td>发布机构：</td>
<td>示例市科学技术局</td></tr><tr><td>发布日期：</td><td>2024-01-26</td><td>文　　号：</td><td>
</td></tr></table>
<h1>{TITLE}</h1><div class="bdsharebuttonbox">分享到：<a>微信</a></div>
<div class="TRS_Editor"><div class="Custom_UnionStyle">{ARTICLE}</div></div>
<div class="prevnext"><p>上一篇：<a href="1.html">甲</a></p><p>下一篇：<a href="2.html">乙</a>
</p></div></div>
"""),
    "ucap": page(f"""\
<div class="xl-main"><ul class="xxgk-head"><li><b>索引号：</b>640000-2024-00001</li><li>
<b>发文机关：</b>示例市科学技术局</li>
<li><b>发文日期：</b>2024-01-26</li><li><b>有效性：</b>有效</li></ul>
<h3 class="article-title">{TITLE}</h3>
<div class="article-content"><UCAPCONTENT>{ARTICLE}</UCAPCONTENT></div>
<div class="ewm"><img src="ewm.png"><p>扫一扫在手机打开当前页</p></div></div>
"""),
    "vsb": page(f"""\
<form name="_newscontent_fromname"><div><h1>{TITLE}</h1>
<div>发布日期：2024-01-26&nbsp;&nbsp;来源：示例市科学技术局&nbsp;&nbsp;点击：<span id="hits">
</span></div>
<div id="vsb_content_2"><div class="v_news_content">{ARTICLE}</div></div></div>
<p>附件【<a href="/system/a.pdf">年度报告.pdf</a>】已下载<span>3</span>次</p></form>
"""),
    "gkmlpt": page(f"""\
<div class="content-wrap"><div class="classify"><table><tr><td class="first">索引号:</td>
<td>640000-2024-00001</td>
<td class="first">分类:</td><td>年报</td></tr><tr><td class="first">发布机构:</td>
<td>示例市科学技术局</td>
<td class="first">成文日期:</td><td>2024-01-26</td></tr></table></div>
<div class="article-content"><h1 class="title">{TITLE}</h1>{ARTICLE}</div></div>
"""),
    "by hand": page(f"""\
<center><font size="5"><b>{TITLE}</b></font></center><br>
<font size="3">{ARTICLE}</font>
""", ""),
}  # fmt: skip
