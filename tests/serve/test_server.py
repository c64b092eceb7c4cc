"""The desk as a server: what it answers, and what it does not do."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import TODAY, Scenario, build_if_due, digests, silent
from desks import OpenDesk, open_desk
from texts import GOOD_SITE, REPORT, document, folder, page, report

from site_builder.model.limits import LARGEST_REQUEST, MOST_CONNECTIONS

REPORT_URL = "/agencies/zhongwei-kjj/2023/"
SLIP = page("正文\n\n# 一\n\n正\\u200b文\n")
DRAFT = document(
    "agencies/zhongwei-kjj/documents/new.md", "title: 新通知\ndraft: true\n", "电话：（填写）。\n"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """The desk of a project that no test changes."""
    root = tmp_path_factory.mktemp("desk")
    folder(root, GOOD_SITE + SLIP + DRAFT)
    (root / "content/pages/名单.txt").write_text("名单")
    (root / "secret.txt").write_text("secret")
    folder(root, page("# 一\n\n见[名单](名单.txt)。\n").replace("example", "listing"))
    with open_desk(root) as served:
        yield served


@pytest.fixture
def mine(site: Scenario) -> Iterator[OpenDesk]:
    """The desk of a project of one's own."""
    with open_desk(site.root) as served:
        yield served


# ------------------------------------------------------------------ pages


def test_every_page_is_that_of_a_build_but_for_what_the_desk_adds(site: Scenario) -> None:
    site.lay(SLIP)
    build_if_due(site.root, site.root / "public", today=TODAY, progress=silent)
    files = [p for p in (site.root / "public").rglob("*") if p.is_file()]

    with open_desk(site.root) as desk:
        for file in files:
            url = "/" + file.relative_to(site.root / "public").as_posix()
            if url != "/manifest.json":
                shown = desk.bare(url) if url.endswith(".html") else desk.ask(url).body
                assert shown == file.read_bytes(), url


def test_the_address_of_a_folder_leads_to_its_page(desk: OpenDesk) -> None:
    answer = desk.ask("/agencies/zhongwei-kjj")

    assert (answer.status, answer.headers["location"]) == (302, "/agencies/zhongwei-kjj/")


def test_an_attachment_is_sent_as_it_is_and_runs_nothing(desk: OpenDesk) -> None:
    answer = desk.ask("/pages/%E5%90%8D%E5%8D%95.txt")

    assert answer.body == "名单".encode()
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_head_request_gets_no_body(desk: OpenDesk) -> None:
    for path in (REPORT_URL, "/_desk/", "/_desk/assets/desk.css"):
        assert (desk.ask(path, "HEAD").status, desk.ask(path, "HEAD").body) == (200, b"")


def test_every_answer_has_the_headers_that_keep_others_out(desk: OpenDesk) -> None:
    for path in ("/", REPORT_URL, "/_desk/", "/none", "/..", "/_desk/assets/desk.js"):
        headers = desk.ask(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["referrer-policy"] == "same-origin"
        assert "server" not in headers
        policy = headers.get("content-security-policy", "")
        assert "frame-ancestors 'none'" in policy or path.endswith(".js")
        assert "unsafe" not in policy


def test_the_start_lists_agencies_reports_and_drafts_with_their_state(desk: OpenDesk) -> None:
    desk.eventually(lambda: "新通知" in desk.text("/_desk/"))
    text = desk.ask("/_desk/").body.decode()

    assert "中卫市科学技术局" in text
    assert f'href="{REPORT_URL}index.html"' in text
    assert 'href="/_desk/edit/agencies/zhongwei-kjj/reports/2023.md"' in text
    assert 'href="/_desk/edit/agencies/zhongwei-kjj/documents/new.md"' in text
    assert "1 处未填" in text
    assert "草稿" in text


def test_an_agency_that_is_a_draft_is_listed_once_and_by_its_title(site: Scenario) -> None:
    agency = site.root / "content/agencies/zhongwei-kjj/index.md"
    agency.write_text(agency.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    with open_desk(site.root) as desk:
        desk.eventually(lambda: "<h3>中卫市科学技术局" in desk.ask("/_desk/").body.decode())
        assert desk.ask("/_desk/").body.count(b"/_desk/edit/agencies/zhongwei-kjj/index.md") == 1


def test_agencies_are_found_by_a_part_of_their_names(desk: OpenDesk) -> None:
    assert "2023年年度报告" in desk.text("/_desk/?q=%E7%A7%91%E5%AD%A6")
    assert "没有名称里有“水务”的机关" in desk.text("/_desk/?q=%E6%B0%B4%E5%8A%A1")


def test_the_list_has_every_finding_with_its_file_line_and_rule(desk: OpenDesk) -> None:
    desk.eventually(lambda: "正在检查" not in desk.text("/_desk/findings"))
    text = desk.ask("/_desk/findings").body.decode()

    assert "content/pages/example.md" in text
    assert 'href="/pages/example/index.html"' in text
    assert "第6行" in text
    assert 'href="/_desk/rules/M101"' in text
    assert "可以把“# ”改成“## ”" in text
    assert "只看错误" not in text or "警告" in desk.text("/_desk/findings?only=warning")


def test_a_rule_is_explained(desk: OpenDesk) -> None:
    assert "统计表内的勾稽关系不成立" in desk.text("/_desk/rules/F230")
    assert "错误的写法" in desk.text("/_desk/rules/f230")
    assert desk.ask("/_desk/rules/X999").status == 404


def test_ten_thousand_findings_are_shown_page_by_page(mine: OpenDesk) -> None:
    files = "".join(
        page("".join(f"\n# 标题{n}\n" for n in range(100))).replace("example", f"p{i}")
        for i in range(100)
    )
    folder(mine.root, files)
    mine.eventually(lambda: "警告 10000" in mine.text("/_desk/findings"))

    first, last = mine.ask("/_desk/findings"), mine.ask("/_desk/findings?page=9999999999999")

    assert len(first.body) < 100_000
    assert first.body.count(b'class="sb-desk-finding ') == 100
    assert "第100页，共100页" in last.body.decode()
    assert 'href="/_desk/findings?page=99"' in last.body.decode()


def test_drafts_are_shown_here_only_and_marked(mine: OpenDesk) -> None:
    url = "/agencies/zhongwei-kjj/documents/new/"
    folder(mine.root, DRAFT)
    mine.eventually(lambda: mine.ask(url).status == 200)

    assert mine.overlay(url)["draft"]
    assert "新通知" not in mine.text("/agencies/zhongwei-kjj/")
    build_if_due(mine.root, mine.root / "public", today=TODAY, progress=silent)
    assert not (mine.root / f"public{url}").exists()


# ------------------------------------------------------------------ files that are wrong


def test_a_bad_file_leaves_the_last_good_page_with_a_message(mine: OpenDesk) -> None:
    good = mine.bare(REPORT_URL)
    path = mine.root / REPORT
    text = path.read_text("utf-8")

    path.write_text(text.replace("statistics:", "statistics: ["), "utf-8")
    mine.eventually(lambda: bool(mine.overlay(REPORT_URL)["problem"]))

    assert mine.bare(REPORT_URL) == good
    assert mine.overlay(REPORT_URL)["counts"]["errors"] > 0

    path.write_text(text, "utf-8")
    mine.eventually(lambda: not mine.overlay(REPORT_URL)["problem"])


def test_a_file_that_was_never_good_has_a_page_with_its_findings(mine: OpenDesk) -> None:
    folder(mine.root, "-- content/pages/example.md --\n---\ntitle: [\n---\n正文\n")

    mine.eventually(lambda: mine.ask("/pages/example/").status == 503)

    text = mine.text("/pages/example/")
    assert "content/pages/example.md" in text
    assert "第" in text
    assert mine.overlay("/pages/example/")["address"] == "pages/example/"


def test_wrong_settings_are_shown_and_end_nothing(mine: OpenDesk) -> None:
    good = mine.bare("/")
    folder(mine.root, "-- content/site.yaml --\ntitle: [\n")
    mine.eventually(lambda: bool(mine.overlay("/")["problem"]))

    assert mine.bare("/") == good
    mine.eventually(lambda: "content/site.yaml" in mine.text("/_desk/findings"))

    folder(mine.root, GOOD_SITE)
    mine.eventually(lambda: not mine.overlay("/")["problem"])


def test_a_project_with_wrong_settings_from_the_start_is_served(site: Scenario) -> None:
    site.lay("-- content/site.yaml --\ntitle: [\n")

    with open_desk(site.root) as desk:
        assert "content/site.yaml" in desk.text("/")
        site.lay(GOOD_SITE)
        desk.eventually(lambda: desk.ask("/").status == 200)


# ------------------------------------------------------------------ repairs


def repair(desk: OpenDesk, **other: object) -> dict[str, object]:
    """What the page of the example sends for its first repair."""
    overlay = desk.overlay("/pages/example/")
    (first, *_) = [one["repair"] for one in overlay["findings"] if one["repair"]]
    return {"path": overlay["path"], "file": overlay["file"], "repair": first} | other


def test_a_repair_is_made_and_shown(mine: OpenDesk) -> None:
    folder(mine.root, page("正文\n\n# 一\n"))
    mine.eventually(lambda: mine.ask("/pages/example/").status == 200)

    answer = mine.post("/_desk/api/repair", repair(mine))

    assert (answer.status, json.loads(answer.body)) == (200, {"done": True})
    assert (mine.root / "content/pages/example.md").read_text("utf-8").endswith("\n## 一\n")
    assert mine.overlay("/pages/example/")["findings"] == []


def test_a_file_that_has_changed_meanwhile_is_not_repaired(mine: OpenDesk) -> None:
    folder(mine.root, page("正文\n\n# 一\n"))
    mine.eventually(lambda: mine.ask("/pages/example/").status == 200)
    asked = repair(mine)
    path = mine.root / "content/pages/example.md"
    path.write_text(path.read_text("utf-8") + "多一行\n", "utf-8")
    before = path.read_bytes()

    answer = mine.post("/_desk/api/repair", asked)

    assert answer.status == 409
    assert "文件刚被改过" in json.loads(answer.body)["error"]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        {"path": 1},
        {"path": "content/../secret.txt", "file": "", "repair": {}},
        {
            "path": "secret.txt",
            "file": "",
            "repair": {"line": 1, "column": 1, "old": "s", "new": ""},
        },
    ],
)
def test_a_repair_that_no_finding_has_is_refused(desk: OpenDesk, value: object) -> None:
    before = digests(desk.root)

    assert desk.post("/_desk/api/repair", value).status in {400, 409}
    assert digests(desk.root) == before


def test_a_repair_is_refused_to_all_but_our_pages(desk: OpenDesk) -> None:
    desk.eventually(lambda: desk.ask("/pages/example/").status == 200)
    asked, before = repair(desk), digests(desk.root)

    others: list[dict[str, str | None]] = [
        {"Origin": None},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Host": "evil.example"},
        {"X_Sitebuild_Token": "guess"},
        {"X_Sitebuild_Token": None},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Content_Type": None},
    ]
    for headers in others:
        answer = desk.post("/_desk/api/repair", asked, **headers)
        assert answer.status in {403, 415}, headers
        assert json.loads(answer.body)["error"]
    assert digests(desk.root) == before


# ------------------------------------------------------------------ hostile requests


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "POST", "BREW"])
def test_a_method_that_is_not_for_pages_is_405(desk: OpenDesk, method: str) -> None:
    answer = desk.ask("/", method, Origin=desk.url)

    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert desk.ask("/_desk/api/repair", Origin=desk.url).headers["allow"] == "POST"


@pytest.mark.parametrize("path", ["/..", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//secret.txt"])
def test_a_hostile_path_gets_a_plain_page_in_chinese(desk: OpenDesk, path: str) -> None:
    answer = desk.ask(path)

    assert answer.status == 400
    assert "地址有误" in answer.body.decode()


@pytest.mark.parametrize(
    "path", ["/secret.txt", "/C:/secret.txt", "/%252e%252e/secret.txt", "/.git/"]
)
def test_what_is_not_on_the_site_is_not_there(desk: OpenDesk, path: str) -> None:
    answer = desk.ask(path)

    assert answer.status == 404
    assert "没有这一页" in answer.body.decode()


def test_another_host_gets_nothing(desk: OpenDesk) -> None:
    answer = desk.ask("/", Host="evil.example")

    assert answer.status == 403
    assert "中卫" not in answer.body.decode()


def test_a_huge_body_is_not_taken(desk: OpenDesk) -> None:
    with socket.create_connection(("127.0.0.1", desk.guard.port), timeout=20) as one:
        head = f"POST /_desk/api/repair HTTP/1.1\r\nHost: 127.0.0.1:{desk.guard.port}\r\n"
        one.sendall(f"{head}Content-Length: {LARGEST_REQUEST + 1}\r\n\r\n".encode())
        assert one.recv(100).startswith(b"HTTP/1.1 400")
    assert desk.ask("/").status == 200


def test_too_many_connections_leave_the_first_ones_served(desk: OpenDesk) -> None:
    desk.ask("/")
    address = ("127.0.0.1", desk.guard.port)
    open_ones = [socket.create_connection(address, timeout=20) for _ in range(MOST_CONNECTIONS + 5)]
    try:
        one = open_ones[0]
        one.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{desk.guard.port}\r\n\r\n".encode())
        assert one.recv(100).startswith(b"HTTP/1.1 200")
        assert open_ones[-1].recv(100) == b""
    finally:
        for one in open_ones:
            one.close()
    desk.eventually(lambda: _is_served(desk))


def _is_served(desk: OpenDesk) -> bool:
    try:
        return desk.ask("/").status == 200
    except OSError:
        return False


def test_an_error_of_ours_is_a_plain_page_without_a_trace(
    mine: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("/root/secret")

    mine.ask("/")
    monkeypatch.setattr("site_builder.serve.session.Session.shown", fail)

    answer = mine.ask("/pages/none/")

    assert answer.status == 500
    assert "程序缺陷" in answer.body.decode()
    assert "secret" not in answer.body.decode()
    assert "Traceback" not in answer.body.decode() + "".join(mine.said)
    assert [one for one in mine.said if "RuntimeError" in one]
    monkeypatch.undo()
    assert mine.ask("/").status == 200


def test_a_content_folder_that_goes_away_ends_nothing(mine: OpenDesk) -> None:
    mine.ask("/")
    (mine.root / "content").rename(mine.root / "aside")
    assert mine.ask("/pages/none/").status in {404, 503}
    (mine.root / "aside").rename(mine.root / "content")

    folder(mine.root, report().replace("依法做好", "认真做好"))
    mine.eventually(lambda: "认真做好" in mine.text(REPORT_URL))


def test_two_pages_are_not_confused(desk: OpenDesk, tmp_path: Path) -> None:
    other = tmp_path / "other"
    folder(other, GOOD_SITE + report().replace("依法做好", "认真做好"))

    with open_desk(other) as second:
        assert "认真做好" in second.text(REPORT_URL)
        assert "认真做好" not in desk.text(REPORT_URL)
        assert second.guard.port != desk.guard.port
