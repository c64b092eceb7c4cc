"""What the documents promise: everything is named, every example works, both languages agree."""

from __future__ import annotations

import argparse
import json
import re
import shlex
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from conftest import Scenario, codes, demonstration
from texts import CHAPTERS, folder

from site_builder.assembly import schema
from site_builder.cli.arguments import make_parser, parse_arguments
from site_builder.cli.main import exit_code_of, main
from site_builder.cli.outcome import Outcome
from site_builder.content.reader import ATTACHMENTS
from site_builder.forms.versions import load_forms
from site_builder.publish.lock import locked
from site_builder.rules import RULES

REPO = Path(__file__).parent.parent
README = (REPO / "README.md").read_text("utf-8")
ENGLISH = (REPO / "README.en.md").read_text("utf-8")
PAGES = {path.stem: path.read_text("utf-8") for path in (REPO / "docs/handbook").glob("*.md")}
HANDBOOK = "\n".join(
    path.read_text("utf-8") for path in sorted((REPO / "docs/handbook").rglob("*.md"))
)
# What stands in backticks within a line.
_INLINE = re.compile(r"`([^`\n]+)`")
TEMPLATES = REPO / "themes/default/templates"

# A code block: the words behind its fence, and what it holds.
_BLOCK = re.compile(r"(?ms)^```(\w+(?: \w+)?)\n(.*?)^```$")
# A code block that is a file, its path in the line above.
_FILE = re.compile(r"(?ms)^`([\w./-]+)`[：:]\n\n```\w+\n(.*?)^```$")


def blocks(text: str) -> list[tuple[str, str]]:
    return [(found[1], found[2]) for found in _BLOCK.finditer(text)]


def laid_out(text: str, prefix: str = "") -> str:
    """The files that a document shows, as `conftest.folder` lays them out."""
    return "".join(
        f"-- {path} --\n{content}" for path, content in _FILE.findall(text) if prefix in path
    )


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Every long option of a parser and of its commands; and the commands."""
    for action in parser._actions:
        yield from (name for name in action.option_strings if name.startswith("--"))
        if isinstance(action, argparse._SubParsersAction):
            for verb, command in action.choices.items():
                yield verb
                yield from options(command)


def commands() -> list[str]:
    """The lines of the documents that run `sitebuild`."""
    texts = (README, ENGLISH, HANDBOOK)
    lines = [line for text in texts for _, b in blocks(text) for line in b.split("\n")]
    return sorted(
        {found[1] for line in lines if (found := re.match(r"(?:\S+/)?sitebuild ([^|>]+)", line))}
    )


@pytest.fixture
def example(tmp_path: Path) -> Scenario:
    """The site that the README shows."""
    scenario = Scenario(tmp_path / "project")
    folder(scenario.root, laid_out(README, "content/"))
    return scenario


# ------------------------------------------------------------------ all is named


@pytest.mark.parametrize("text", [README, ENGLISH], ids=["zh", "en"])
@pytest.mark.parametrize("name", sorted(set(options(make_parser()[0]))))
def test_every_command_and_option_is_in_the_readme(name: str, text: str) -> None:
    assert re.search(rf"[` ]{re.escape(name)}[` \n]|^### {name}$", text, re.MULTILINE)


@pytest.mark.parametrize("text", [README, ENGLISH], ids=["zh", "en"])
def test_every_template_block_is_in_the_readme(text: str) -> None:
    templates = [path.read_text("utf-8") for path in TEMPLATES.glob("*.html")]
    named = {name for one in templates for name in re.findall(r"\{% block (\w+)", one)}

    assert {name for name in named if f"`{name}`" not in text} == set()


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("REPORT", "report"),
        ("AGENCY", "content"),
        ("DISCLOSED_DOCUMENT", "content"),
        ("SITE", "content"),
    ],
)
def test_every_header_key_is_in_the_handbook(kind: str, page: str) -> None:
    fields: tuple[schema.Field, ...] = getattr(schema, kind)
    text = PAGES[page] if kind != "DISCLOSED_DOCUMENT" else PAGES[page] + PAGES["report"]

    assert [field.key for field in fields if f"`{field.key}`" not in text] == []
    assert [field.label for field in fields[1:] if field.label not in text] == []


def test_every_table_with_its_rows_and_columns_is_in_the_handbook() -> None:
    text = PAGES["tables"]
    for form in load_forms():
        assert form.title in text
        assert form.basis.split("《", maxsplit=1)[0] in text
        assert [row.key for row in form.rows if row.key not in text] == []
        assert [c.key for s in form.sections for c in s.columns if c.key not in text] == []


def test_every_kind_of_attachment_is_in_the_handbook() -> None:
    listed = re.search(r"可以作附件的有 (.+?)。", PAGES["text"])

    assert listed
    assert {f".{ending}" for ending in listed[1].split("、")} == ATTACHMENTS


def test_every_letter_that_codes_begin_with_is_in_the_handbook() -> None:
    letters = sorted({rule.code[0] for rule in RULES})

    assert [one for one in letters if not re.search(rf"[：，]{one} \w", PAGES["messages"])] == []


# ------------------------------------------------------------------ all of it works


@pytest.mark.parametrize("command", commands())
def test_a_command_in_the_documents_can_be_typed(command: str) -> None:
    assert parse_arguments(shlex.split(command)).verb


@pytest.mark.parametrize(
    "name", sorted({*re.findall(r"(?m)(?:^|`)make (\w+)(?:$|`)", README + ENGLISH + HANDBOOK)})
)
def test_a_target_in_the_documents_is_in_the_makefile(name: str) -> None:
    assert re.search(rf"(?m)^{name}:", (REPO / "Makefile").read_text("utf-8"))


def test_every_verb_and_option_that_the_handbook_names_can_be_typed() -> None:
    inline = _INLINE.findall(_BLOCK.sub("", HANDBOOK))
    verbs = {found[1] for one in inline if (found := re.match(r"sitebuild (\w+)", one))}
    named = {
        option for one in inline for option in re.findall(r"(?<!\S)--(?!sb-)[a-z-]+[a-z]", one)
    }

    assert verbs
    assert len(named) > 4
    assert verbs | named <= {*options(make_parser()[0])}


def test_every_rule_that_a_page_of_the_handbook_names_is_in_the_book() -> None:
    named = {code for text in PAGES.values() for code in re.findall(r"\b[A-Z]\d{3}\b", text)}

    assert len(named) > 10
    assert named <= {rule.code for rule in RULES}


def test_every_file_that_the_handbook_for_integrators_names_exists(tmp_path: Path) -> None:
    root = demonstration(tmp_path)
    base_url = "https://www.example.gov.cn/gk/"
    command = f"build --fragments --base-url {base_url} --source {root} --output {root}/public"

    assert main(shlex.split(command)) == 0

    prose = _BLOCK.sub("", PAGES["integration"]).replace(base_url, "")
    path = re.compile(r"\.?[a-z0-9][\w./-]*(?:/|\.(?:html|json|xml|css|yaml|sitebuild))")
    named = {one for one in _INLINE.findall(prose) if path.fullmatch(one)}
    folders = (root, root / "content", root / "public")
    assert len(named) > 8
    assert {one for one in named if not any((f / one).exists() for f in folders)} == set()


def test_the_example_of_the_readme_is_a_site_without_a_fault(example: Scenario) -> None:
    built = example.build()

    assert built.findings == ()
    report = example.main("agencies/shili-kjj/2023/index.html")
    assert len(report.select("table.sb-statutory")) == 3
    assert "*" not in report.text


@pytest.mark.parametrize("page", [name for name, text in PAGES.items() if _FILE.search(text)])
def test_the_files_shown_in_the_handbook_have_no_fault(page: str, example: Scenario) -> None:
    assert codes(example.check(laid_out(PAGES[page]))) == set()


@pytest.mark.parametrize(
    ("year", "statistics"),
    [(kind.split()[1], text) for kind, text in blocks(PAGES["tables"]) if kind.startswith("yaml")],
)
def test_a_table_shown_in_the_handbook_has_no_fault(
    year: str, statistics: str, example: Scenario
) -> None:
    """The tables a report should have besides are missed, and nothing else."""
    indented = "".join(f"  {line}\n" for line in statistics.splitlines())
    header = f"title: 示例市科学技术局{year}年政府信息公开工作年度报告\nstatistics:\n{indented}"

    path = f"content/agencies/shili-kjj/reports/{year}.md"
    findings = example.check(f"-- {path} --\n---\n{header}---\n{CHAPTERS}")

    assert codes(findings) - {"F206"} == set()


def test_a_theme_changes_a_colour_a_block_and_a_file(example: Scenario) -> None:
    site = (example.root / "content/site.yaml").read_text("utf-8")
    own = laid_out(README, "themes/own/")

    built = example.build(f"-- content/site.yaml --\n{site}theme: own\n{own}")

    assert built.findings == ()
    page = example.soup("agencies/shili-kjj/2023/index.html")
    (link,) = page.select("link[rel=stylesheet]")
    css = (example.root / "public/agencies/shili-kjj/2023" / str(link["href"])).read_text("utf-8")
    assert css.rindex("--sb-main: #7a1f1f") > css.rindex("--sb-main: #1b4173")
    assert "电子版可以在各机关网站下载" in page.text
    assert "当前位置：首页，示例市科学技术局，政府信息公开年报，2023年年度报告" in page.text


@pytest.mark.parametrize("text", [README, ENGLISH], ids=["zh", "en"])
def test_every_file_of_the_site_has_its_place_in_the_readme(text: str, example: Scenario) -> None:
    pages = ["content/pages/a.md", "content/agencies/shili-kjj/guide.md"]
    example.build("".join(f"-- {path} --\n---\ntitle: 示例\n---\n正文。\n" for path in pages))
    public = example.root / "public"
    made = [p.relative_to(public).as_posix() for p in public.rglob("*") if p.is_file()]

    places = re.findall(r"(?m)^\| `([^`]+)` \|", text)

    patterns = [re.sub(r"<\w+>|…", "*", place) for place in places]
    assert len(made) > 8
    assert [one for one in made if not any(fnmatch(one, pattern) for pattern in patterns)] == []


def test_every_exit_code_is_in_the_readme_and_occurs(
    example: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example.root)
    seen = {main(["build"]), main(["check", "--source", "nowhere"])}
    with locked(Path("public")):
        seen.add(main(["build"]))
    (example.root / "public/index.html").write_text("")
    seen.add(main(["verify", "public"]))
    seen.add(main(["check", "--source", str(tmp_path / "no")]))
    seen.add(main(["build", "--base-url", "www.example.gov.cn"]))
    seen |= {exit_code_of(_raising(error)) for error in (RuntimeError("x"), KeyboardInterrupt())}

    for text in (README, ENGLISH):
        assert {int(code) for code in re.findall(r"(?m)^\| (\d+) \|", text)} == seen


def _raising(error: BaseException) -> Callable[[], Outcome]:
    def command() -> Outcome:
        raise error

    return command


def test_a_finding_as_json_has_the_keys_of_the_handbook(
    example: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    example.lay("-- content/pages/a.md --\n---\ntitle: 示例\n---\n# 说明\n")

    main(["check", "--source", str(example.root), "--format", "json"])

    (finding,) = json.loads(capsys.readouterr().out)
    assert [key for key in finding if f"`{key}`" not in PAGES["messages"]] == []


def test_a_message_is_shown_as_the_handbook_shows_it(
    example: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    example.lay("-- content/pages/example.md --\n---\ntitle: 示例\n---\n# 说明\n")

    main(["check", "--source", str(example.root)])

    shown = next(text for _, text in blocks(PAGES["messages"]) if "M101" in text)
    assert shown in capsys.readouterr().out


def test_what_the_handbook_says_is_put_right_is_put_right(example: Scenario) -> None:
    slips = "title：示例\nsummary: 概\\u200b述\n---\n# 说明\n政府信息公开\\u2f2f作\n"
    example.lay(f"-- content/pages/a.md --\n---\n{slips}")

    assert main(["check", "--fix", "--strict", "--source", str(example.root)]) == 0

    right = "---\ntitle: 示例\nsummary: 概述\n---\n## 说明\n政府信息公开工作\n"
    assert (example.root / "content/pages/a.md").read_text("utf-8") == right


# ------------------------------------------------------------------ both languages agree


def test_both_readmes_have_the_same_outline() -> None:
    outlines = [re.findall(r"(?m)^(#+) ", _BLOCK.sub("", text)) for text in (README, ENGLISH)]

    assert outlines[0] == outlines[1]


def test_both_readmes_show_the_same_code() -> None:
    assert blocks(README) == blocks(ENGLISH)


@pytest.mark.parametrize(
    "path",
    [*REPO.glob("*.md"), *REPO.glob("docs/**/*.md")],
    ids=lambda path: path.name,
)
def test_a_link_between_documents_leads_somewhere(path: Path) -> None:
    prose = _BLOCK.sub("", path.read_text("utf-8"))
    prose = re.sub(r"`[^`\n]*`", "", prose)
    for target in re.findall(r"\]\(([^)]+)\)", prose):
        if "://" in target:
            continue
        file, _, heading = target.partition("#")
        goal = path.parent / file if file else path
        assert goal.exists(), target
        headings = re.findall(r"(?m)^#+ (.+)$", goal.read_text("utf-8")) if heading else [heading]
        assert heading in {one.lower() for one in headings}, target
