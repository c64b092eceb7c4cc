"""What the desk answers to the script of a form, and to somebody who pretends to be one."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest
from desks import OpenDesk

from serve.forms import NEW, REPORT, REQUESTS, Answered, ask, digest, source, upload

CELL = [REQUESTS, NEW, "自然人"]
CHANGES: dict[str, Any] = {"cells": [], "fields": {"summary": "摘要"}, "body": None}


def save(desk: OpenDesk, **changes: Any) -> Answered:
    return ask(desk, "save", base=digest(desk), changes=CHANGES | changes)


def listing(root: Path) -> dict[str, bytes]:
    """All files of the content folder."""
    files = (one for one in (root / "content").rglob("*") if one.is_file())
    return {one.relative_to(root).as_posix(): one.read_bytes() for one in files}


# ------------------------------------------------------------------ saving


def test_cells_fields_and_body_are_saved_in_one_go(form_desk: OpenDesk) -> None:
    answer = save(form_desk, cells=[[*CELL, "3"]], body="## 一、总体情况\n\n正文。\n")

    text = source(form_desk).read_text("utf-8")
    assert answer.status == 200
    assert answer.value["digest"] == digest(form_desk)
    assert answer.value["source"] == text
    assert "summary: 摘要\n" in text
    assert "自然人: 3" in text
    assert text.endswith("---\n## 一、总体情况\n\n正文。\n")


def test_another_file_than_the_one_that_was_opened_is_not_overwritten(form_desk: OpenDesk) -> None:
    before = source(form_desk).read_bytes()

    answer = ask(form_desk, "save", base=sha256(b"").hexdigest(), changes=CHANGES)

    assert answer.status == 409
    assert answer.value["digest"] == digest(form_desk)
    assert answer.value["fields"]["title"] == "中卫市科学技术局2023年政府信息公开工作年度报告"
    assert source(form_desk).read_bytes() == before


@pytest.mark.parametrize(
    "changes",
    [
        {"cells": [[REQUESTS, "没有这一行", "自然人", "3"]]},
        {"fields": {"statistics": "0"}},
        {"fields": {"unknown": "0"}},
        {"fields": {"title": ["一", "二"]}},
        {"body": "\ud800"},
        {"body": "\n<<<<<<< HEAD\n"},
    ],
)
def test_what_cannot_be_written_or_read_is_refused_with_a_reason(
    form_desk: OpenDesk, changes: dict[str, Any]
) -> None:
    before = listing(form_desk.root)

    answer = save(form_desk, **changes)

    assert answer.status == 422
    assert "。" in answer.value["error"]
    assert listing(form_desk.root) == before


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
def test_what_no_form_sends_is_refused(form_desk: OpenDesk, asked: dict[str, Any]) -> None:
    before = listing(form_desk.root)
    own = {"base": digest(form_desk), "changes": CHANGES} | asked

    answer = ask(form_desk, "save", **own)

    assert answer.status == 400
    assert answer.value["error"]
    assert listing(form_desk.root) == before


# ------------------------------------------------------------------ somebody else


@pytest.mark.parametrize(
    "what", ["save", "figures", "attempt", "compare", "handover", "commit", "package", "attachment"]
)
@pytest.mark.parametrize(
    "wrong",
    [
        {"X_Sitebuild_Token": ""},
        {"X_Sitebuild_Token": "x" * 43},
        {"Origin": "http://example.com"},
        {"Origin": "null"},
        {"Host": "example.com"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
    ],
)
def test_requests_of_others_change_nothing(
    form_desk: OpenDesk, what: str, wrong: dict[str, str]
) -> None:
    before = listing(form_desk.root)
    address = f"/_desk/api/{what}"
    body = {"path": REPORT, "base": digest(form_desk), "changes": CHANGES, "message": "改"}
    if what == "attachment":
        wrong = {"Content_Type": "application/octet-stream"} | wrong
        address += f"?path={REPORT}&name=a.pdf"

    answer = form_desk.post(address, body, **wrong)

    assert answer.status in {403, 415}
    assert listing(form_desk.root) == before


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
def test_nothing_is_saved_but_by_posting(form_desk: OpenDesk, method: str) -> None:
    before = listing(form_desk.root)

    answer = form_desk.ask("/_desk/api/save", method, b"{}", Origin=form_desk.url)

    assert answer.status == 405
    assert listing(form_desk.root) == before


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
    form_desk: OpenDesk, path: str, status: int
) -> None:
    assert form_desk.ask(f"/_desk/edit/{path}").status == status


def test_a_file_behind_a_link_is_neither_shown_nor_written(
    form_desk: OpenDesk, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: 秘密\n---\n正文。\n")
    (form_desk.root / "content/pages").mkdir(exist_ok=True)
    (form_desk.root / "content/pages/a.md").symlink_to(secret)
    own = {"base": sha256(secret.read_bytes()).hexdigest(), "changes": CHANGES}

    shown = form_desk.ask("/_desk/edit/pages/a.md")
    answer = ask(form_desk, "save", path="pages/a.md", **own)

    assert (shown.status, answer.status) == (422, 422)
    assert "秘密" not in shown.body.decode()
    assert secret.read_text() == "---\ntitle: 秘密\n---\n正文。\n"


def test_a_file_that_cannot_be_read_says_so_in_place_of_its_form(form_desk: OpenDesk) -> None:
    source(form_desk).write_text("---\ntitle: [\n---\n正文。\n")

    shown = form_desk.ask(f"/_desk/edit/{REPORT}")

    assert shown.status == 200
    assert "还不能填写" in shown.body.decode()
    assert "Y110" in shown.body.decode()


# ------------------------------------------------------------------ while typing


def test_figures_of_another_form_are_refused(form_desk: OpenDesk) -> None:
    asked = {"table": "requests", "version": "2021", "texts": ["1"]}

    assert ask(form_desk, "figures", **asked).status == 400
    assert ask(form_desk, "figures", **asked | {"table": "none"}).status == 400


def test_what_is_tried_is_not_written(form_desk: OpenDesk) -> None:
    before = listing(form_desk.root)
    changes = CHANGES | {"cells": [[*CELL, "3"]], "body": "正文里有半角,标点。\n"}

    answer = ask(form_desk, "attempt", base=digest(form_desk), changes=changes)

    places = {one["code"]: one["place"]["beside"] for one in answer.value["findings"]}
    assert places["F230"] == "table:requests"
    assert places["G107"] == "body"
    assert "正文里有半角,标点。" in answer.value["page"]
    assert listing(form_desk.root) == before


def test_a_preview_runs_nothing_and_stands_in_our_pages_only(form_desk: OpenDesk) -> None:
    shown = form_desk.ask("/_desk/preview/agencies/zhongwei-kjj/2023/index.html")

    policy = shown.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'self'" in policy
    assert "sandbox allow-same-origin" in policy


# ------------------------------------------------------------------ attachments, handing over


def test_attachments_arrive_in_pieces_and_overwrite_nothing(form_desk: OpenDesk) -> None:
    large = b"%PDF-1.7\n" + bytes(3_000_000)  # more than other requests may have
    names = [upload(form_desk, "a.pdf", data).value["name"] for data in (large, b"%PDF-1.7 2")]

    folder = source(form_desk).parent
    assert names == ["a.pdf", "a-2.pdf"]
    assert (folder / "a.pdf").read_bytes() == large
    assert sorted(one.name for one in folder.iterdir()) == [
        "2022.md",
        "2023.md",
        "a-2.pdf",
        "a.pdf",
    ]


def test_an_attachment_that_is_refused_says_why_and_leaves_nothing(form_desk: OpenDesk) -> None:
    before = listing(form_desk.root)
    answers = [
        upload(form_desk, name, bytes(2_000_000)) for name in ("a.exe", "..%2Fa.pdf", "%00.pdf")
    ]

    assert [one.status for one in answers] == [422, 422, 422]
    assert "不能作附件" in answers[0].value["error"]
    assert listing(form_desk.root) == before


def _log(root: Path) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), "log", "--format=%s", "--name-only"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_a_report_is_committed_with_its_attachments(form_desk: OpenDesk) -> None:
    subprocess.run(["git", "init", "--quiet", str(form_desk.root)], check=True)
    upload(form_desk, "a.pdf", b"%PDF-1.7 1")
    upload(form_desk, "b.pdf", b"%PDF-1.7 2")
    save(form_desk, body="## 一、总体情况\n\n[附件](a.pdf)\n")
    for key, value in (("user.name", "王"), ("user.email", "w@example.cn")):
        subprocess.run(["git", "-C", str(form_desk.root), "config", key, value], check=True)

    known = ask(form_desk, "handover").value
    files = ["content/agencies/zhongwei-kjj/reports/a.pdf", f"content/{REPORT}"]
    assert sorted(known["files"]) == sorted(files)
    assert known["message"] == "新增《中卫市科学技术局2023年政府信息公开工作年度报告》"
    late = ask(form_desk, "commit", base="", message="改")
    done = ask(form_desk, "commit", base=digest(form_desk), message=known["message"])

    assert late.status == 409
    assert done.value["done"], done.value
    assert sorted(_log(form_desk.root).split()) == sorted([known["message"], *files])
    rmtree(form_desk.root / ".git")
