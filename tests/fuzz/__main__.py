"""Spoils projects and builds them, for as many seconds as one likes, others every time:

    PYTHONPATH=tests python -m fuzz 600

No command may raise an exception, take over ten seconds or over 500 MB, or publish what `verify`
finds fault with. What fails is said at once, with its number; `python -m fuzz 0 NUMBER` tries that
one again and leaves its folder.
"""

from __future__ import annotations

import os
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from tempfile import mkdtemp

from fuzz.run import hunt, say, try_one

if __name__ == "__main__":
    duration = float(sys.argv[1]) if sys.argv[1:] else 60
    if sys.argv[2:]:
        kept = Path(mkdtemp(prefix="fuzz-"))
        say(f"{try_one(int(sys.argv[2]), kept)} {kept}")
        sys.exit()
    base = time.time_ns() // 1_000_000
    count = os.cpu_count() or 1
    spawn = get_context("spawn")
    workers = [
        spawn.Process(target=hunt, args=(n, duration, base + n * 10**9)) for n in range(count)
    ]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    sys.exit(any(one.exitcode for one in workers))
