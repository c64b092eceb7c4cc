"""The command `serve`: the editor's desk."""

from __future__ import annotations

import argparse
import gc
import sys
import webbrowser
from contextlib import suppress
from datetime import date, datetime
from threading import Thread

from site_builder.cli.language import say
from site_builder.cli.outcome import DISK, INTERRUPTED, USAGE, Outcome
from site_builder.cli.summary import without_content
from site_builder.serve.guard import Guard, is_loopback
from site_builder.serve.server import listen, serve
from site_builder.text.disk_errors import reason


def serve_desk(options: argparse.Namespace, _: date) -> Outcome:
    """Show the site of a project in the browser while it is edited, until interrupted."""
    if missing := without_content(options.source):
        return Outcome(USAGE, messages=(missing,))
    if not is_loopback(options.host):
        return Outcome(USAGE, messages=(_not_here(options.host),))
    try:
        sockets = listen(options.host, options.port)
    except OSError as error:
        return Outcome(DISK, messages=(_no_port(options, error),))
    guard = Guard(options.host, sockets[0].getsockname()[1])
    _announce(options, guard)
    gc.enable()  # it runs for days
    with suppress(KeyboardInterrupt):
        serve(options.source.resolve(), guard, sockets, _today, _say)
    return Outcome(INTERRUPTED, messages=() if options.quiet else (say("已停止。"),))


def _announce(options: argparse.Namespace, guard: Guard) -> None:
    """Say where the desk is, and open the browser if that is wanted."""
    if options.port not in {0, guard.port}:
        _say(say("端口 {taken} 已被占用，改用 {port}。", taken=options.port, port=guard.port))
    if not options.quiet:
        _say(say("网站：{url}\n编辑台：{url}_desk/\n按 Ctrl-C 停止。", url=guard.url))
    if options.open:
        Thread(target=webbrowser.open, args=(f"{guard.url}_desk/",), daemon=True).start()


def _not_here(host: str) -> str:
    text = "--host 只能是本机的地址，如 127.0.0.1，不能是“{host}”：编辑台不对别的机器开放。"
    return say(text, host=host)


def _no_port(options: argparse.Namespace, error: OSError) -> str:
    why = "没有权限；请用 1024 以上的端口" if isinstance(error, PermissionError) else reason(error)
    return f"{options.host} 的端口 {options.port} 用不了：{why}。"


def _today() -> date:
    return datetime.now().astimezone().date()


def _say(text: str) -> None:
    with suppress(OSError):
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
