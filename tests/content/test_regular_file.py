from pathlib import Path

import pytest
from systems import linux, make_pipe

from site_builder.content.regular_file import (
    NotRegularError,
    TooLargeError,
    open_regular,
    read_regular,
)

pytestmark = pytest.mark.usefixtures("system")


def test_a_regular_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"abc")
    assert read_regular(file, 3) == b"abc"
    with pytest.raises(TooLargeError) as raised:
        read_regular(file, 2)
    assert raised.value.limit == 2


def test_a_sparse_file_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    file = tmp_path / "a"
    with file.open("wb") as opened:
        opened.truncate(1 << 40)
    with pytest.raises(TooLargeError):
        read_regular(file, 1_000)


@linux
def test_a_file_without_a_size_is_read_no_further_than_its_limit(tmp_path: Path) -> None:
    with pytest.raises(TooLargeError):
        read_regular("/proc/self/status", 10)


def test_a_link_a_folder_a_pipe_and_a_device_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    make_pipe(tmp_path / "pipe")
    for file in (
        tmp_path / "link",
        tmp_path / "dangling",
        tmp_path / "pipe",
        tmp_path,
        Path("/dev/zero"),
    ):
        with pytest.raises(NotRegularError):
            open_regular(file)


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "nothing")
