"""Rules about the codes of public bodies (统一社会信用代码)."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.content.urls import address
from site_builder.lint.rule import rule
from site_builder.model.document import Document, Scalar
from site_builder.model.finding import Violation
from site_builder.text.pii import body_check, is_body_code

_CODE_LENGTH = 18


@rule("X110", "统一社会信用代码“{code}”{fault}；请照登记证书核对。")
def body_code_not_valid(document: Document) -> Iterator[Violation]:
    """统一社会信用代码不对。

    代码共18位，不用字母 I、O、S、V、Z，最后一位是校验码（GB 32100）；抄错一位，校验码就对不上。

    Bad:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        code: 12620600MB0523339C
        ---
    Good:
        -- content/agencies/zhongwei-kjj/index.md --
        ---
        title: 中卫市科学技术局
        region: 640500
        code: 12620600MB0523338C
        ---
    """
    code = document.header.get("code")
    if not isinstance(code, Scalar) or not code.text.strip() or is_body_code(code.text.strip()):
        return
    if address(document.path).role == "agency":
        yield Violation(
            document.path,
            code.line,
            code.column,
            code=code.text[:30],
            fault=_fault(code.text.strip()),
        )


def _fault(code: str) -> str:
    if len(code) != _CODE_LENGTH:
        return f"应为18位，写了{len(code)}位"
    if not body_check(code[:-1]):
        return "里有不用的字母或符号"
    return "校验码不对"
