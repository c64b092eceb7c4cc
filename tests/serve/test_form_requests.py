"""What the desk answers to the script of a form, and to somebody who pretends to be one."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from conftest import Scenario
from texts import GOOD_SITE, REPORT

from serve.served import Answer, Served, served

PATH = REPORT.removeprefix("content/")
TITLE = "收到和处理政府信息公开申请情况"
NEW = [TITLE, "本年新收政府信息公开申请数量", "自然人"]
CHANGES: dict[str, Any] = {"cells": [], "fields": {"summary": "摘要"}, "body": None}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The desk of a project with one report, in a repository."""
    project = Scenario(tmp_path_factory.mktemp("desk") / "project")
    project.lay(GOOD_SITE)
    subprocess.run(["git", "init", "--quiet", str(project.root)], check=True)
    with served(project.root) as one:
        yield one


@pytest.fixture
def desk(running: Served) -> Served:
    """The desk, with the project as it was."""
    content = running.root / "content"
    for one in content.rglob("*"):
        if one.is_symlink() or one.suffix not in {".md", ".yaml", ""}:
            one.unlink()
    Scenario(running.root).lay(GOOD_SITE)
    return running


def digest(desk: Served) -> str:
    return sha256((desk.root / REPORT).read_bytes()).hexdigest()


def save(desk: Served, **changes: Any) -> Answer:
    return desk.post("save", PATH, base=digest(desk), changes=CHANGES | changes)


def listing(root: Path) -> dict[str, bytes]:
    """All files of the content folder."""
    files = (one for one in (root / "content").rglob("*") if one.is_file())
    return {one.relative_to(root).as_posix(): one.read_bytes() for one in files}


# ------------------------------------------------------------------ saving


def test_cells_fields_and_body_are_saved_in_one_go(desk: Served) -> None:
    answer = save(desk, cells=[[*NEW, "3"]], body="## 一、总体情况\n\n正文。\n")

    text = (desk.root / REPORT).read_text("utf-8")
    assert answer.status == 200
    assert answer.json["digest"] == digest(desk)
    assert answer.json["source"] == text
    assert "summary: 摘要\n" in text
    assert "自然人: 3" in text
    assert text.endswith("---\n## 一、总体情况\n\n正文。\n")


def test_another_file_than_the_one_that_was_opened_is_not_overwritten(desk: Served) -> None:
    before = (desk.root / REPORT).read_bytes()

    answer = desk.post("save", PATH, base=sha256(b"").hexdigest(), changes=CHANGES)

    assert answer.status == 409
    assert answer.json["digest"] == digest(desk)
    assert answer.json["fields"]["title"] == "中卫市科学技术局2023年政府信息公开工作年度报告"
    assert (desk.root / REPORT).read_bytes() == before


@pytest.mark.parametrize(
    "changes",
    [
        {"cells": [[TITLE, "没有这一行", "自然人", "3"]]},
        {"fields": {"statistics": "0"}},
        {"fields": {"unknown": "0"}},
        {"fields": {"title": ["一", "二"]}},
        {"body": "\ud800"},
        {"body": "\n<<<<<<< HEAD\n"},
    ],
)
def test_what_cannot_be_written_or_read_is_refused_with_a_reason(
    desk: Served, changes: dict[str, Any]
) -> None:
    before = listing(desk.root)

    answer = save(desk, **changes)

    assert answer.status == 422
    assert "。" in answer.json["error"]
    assert listing(desk.root) == before


@pytest.mark.parametrize(
    "asked",
    [
        {"changes": None},
        {"changes": []},
        {"changes": {"cells": {}}},
        {"changes": {"cells": [["a", "b", "c"]]}},
        {"changes": {"cells": [["a", "b", "c", 1]]}},
        {"changes": {"fields": []}},
        {"changes": {"fields": {"title": 1}}},
        {"changes": {"fields": {"title": [1]}}},
        {"changes": {"body": 1}},
        {"path": None},
        {"path": "site.yaml"},
        {"path": "../x.md"},
        {"path": "pages/../../x.md"},
        {"path": "/etc/passwd"},
        {"path": "pages/\x00.md"},
    ],
)
def test_what_no_form_sends_is_refused(desk: Served, asked: dict[str, Any]) -> None:
    before = listing(desk.root)
    body = {"path": PATH, "base": digest(desk), "changes": CHANGES} | asked

    answer = desk.ask("POST", "/_desk/api/save", json.dumps(body).encode(), headers=desk.own(PATH))

    assert answer.status == 400
    assert answer.json["error"]
    assert listing(desk.root) == before


# ------------------------------------------------------------------ somebody else


@pytest.mark.parametrize(
    "what", ["save", "figures", "attempt", "compare", "handover", "commit", "package", "attachment"]
)
@pytest.mark.parametrize(
    "wrong",
    [
        {"X-Sitebuild-Token": ""},
        {"X-Sitebuild-Token": "x" * 43},
        {"Origin": "http://example.com"},
        {"Origin": "null"},
        {"Host": "example.com"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ],
)
def test_requests_of_others_change_nothing(desk: Served, what: str, wrong: dict[str, str]) -> None:
    before = listing(desk.root)
    own = desk.own(PATH)
    address = f"/_desk/api/{what}"
    body = json.dumps({"path": PATH, "base": digest(desk), "changes": CHANGES, "message": "改"})
    if what == "attachment":
        own["Content-Type"] = "application/octet-stream"
        address += f"?path={PATH}&name=a.pdf"

    answer = desk.ask("POST", address, body.encode(), headers=own | wrong)

    assert answer.status in {403, 415}
    assert listing(desk.root) == before
    assert not _log(desk.root)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
def test_nothing_is_saved_but_by_posting(desk: Served, method: str) -> None:
    before = listing(desk.root)

    answer = desk.ask(method, "/_desk/api/save", b"{}", headers=desk.own(PATH))

    assert answer.status == 405
    assert listing(desk.root) == before


# ------------------------------------------------------------------ opening


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("agencies/zhongwei-kjj/reports/2019.md", 404),
        ("site.yaml", 404),
        ("agencies/zhongwei-kjj/catalogue.yaml", 404),
        ("..%2Fx.md", 400),
        ("pages/%00.md", 400),
        ("pages/%ff.md", 400),
    ],
)
def test_there_is_a_form_only_for_files_that_are_there(
    desk: Served, path: str, status: int
) -> None:
    assert desk.get(f"/_desk/edit/{path}").status == status


def test_a_file_behind_a_link_is_neither_shown_nor_written(desk: Served, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: 秘密\n---\n正文。\n")
    (desk.root / "content/pages").mkdir(exist_ok=True)
    (desk.root / "content/pages/a.md").symlink_to(secret)
    own = {"base": sha256(secret.read_bytes()).hexdigest(), "changes": CHANGES}
    body = json.dumps({"path": "pages/a.md", **own}).encode()

    shown = desk.get("/_desk/edit/pages/a.md")
    answer = desk.ask("POST", "/_desk/api/save", body, headers=desk.own(PATH))

    assert (shown.status, answer.status) == (422, 422)
    assert "秘密" not in shown.text
    assert secret.read_text() == "---\ntitle: 秘密\n---\n正文。\n"


def test_a_file_that_cannot_be_read_says_so_in_place_of_its_form(desk: Served) -> None:
    (desk.root / REPORT).write_text("---\ntitle: [\n---\n正文。\n")

    shown = desk.get(f"/_desk/edit/{PATH}")

    assert shown.status == 200
    assert "还不能填写" in shown.text
    assert "第" in shown.text


# ------------------------------------------------------------------ while typing


def test_figures_of_another_form_are_refused(desk: Served) -> None:
    asked = {"table": "requests", "version": "2021", "texts": ["1"]}

    assert desk.post("figures", PATH, **asked).status == 400
    assert desk.post("figures", PATH, **asked | {"table": "none"}).status == 400


def test_what_is_tried_is_not_written(desk: Served) -> None:
    before = listing(desk.root)
    changes = CHANGES | {"cells": [[*NEW, "3"]], "body": "正文里有半角,标点。\n"}

    answer = desk.post("attempt", PATH, base=digest(desk), changes=changes)

    places = {one["code"]: one["place"]["beside"] for one in answer.json["findings"]}
    assert places["F230"] == "table:requests"
    assert places["G107"] == "body"
    assert "正文里有半角,标点。" in answer.json["page"]
    assert listing(desk.root) == before


def test_a_preview_runs_nothing_and_stands_in_our_pages_only(desk: Served) -> None:
    shown = desk.get("/_desk/preview/agencies/zhongwei-kjj/2023/index.html")

    policy = shown.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'self'" in policy
    assert "sandbox allow-same-origin" in policy


# ------------------------------------------------------------------ attachments, handing over


def upload(desk: Served, name: str, data: bytes) -> Answer:
    own = desk.own(PATH) | {"Content-Type": "application/octet-stream"}
    return desk.ask("POST", f"/_desk/api/attachment?path={PATH}&name={name}", data, headers=own)


def test_attachments_arrive_in_pieces_and_overwrite_nothing(desk: Served) -> None:
    large = b"%PDF-1.7\n" + bytes(3_000_000)  # more than other requests may have
    names = [upload(desk, "a.pdf", data).json["name"] for data in (large, b"%PDF-1.7 2")]

    folder = (desk.root / REPORT).parent
    assert names == ["a.pdf", "a-2.pdf"]
    assert (folder / "a.pdf").read_bytes() == large
    assert sorted(one.name for one in folder.iterdir()) == ["2023.md", "a-2.pdf", "a.pdf"]


def test_an_attachment_that_is_refused_says_why_and_leaves_nothing(desk: Served) -> None:
    before = listing(desk.root)
    answers = [upload(desk, name, bytes(2_000_000)) for name in ("a.exe", "..%2Fa.pdf", "%00.pdf")]

    assert [one.status for one in answers] == [422, 422, 422]
    assert "不能作附件" in answers[0].json["error"]
    assert listing(desk.root) == before


def _log(root: Path) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), "log", "--format=%s", "--name-only"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_a_report_is_committed_with_its_attachments(desk: Served) -> None:
    upload(desk, "a.pdf", b"%PDF-1.7 1")
    upload(desk, "b.pdf", b"%PDF-1.7 2")
    save(desk, body="## 一、总体情况\n\n[附件](a.pdf)\n")
    for key, value in (("user.name", "王"), ("user.email", "w@example.cn")):
        subprocess.run(["git", "-C", str(desk.root), "config", key, value], check=True)

    known = desk.post("handover", PATH).json
    files = ["content/agencies/zhongwei-kjj/reports/a.pdf", REPORT]
    assert sorted(known["files"]) == sorted(files)
    assert known["message"] == "新增《中卫市科学技术局2023年政府信息公开工作年度报告》"
    late = desk.post("commit", PATH, base="", message="改")
    done = desk.post("commit", PATH, base=digest(desk), message=known["message"])

    assert late.status == 409
    assert done.json["done"], done.json
    assert sorted(_log(desk.root).split()) == sorted([known["message"], *files])
    subprocess.run(["git", "-C", str(desk.root), "update-ref", "-d", "HEAD"], check=True)
