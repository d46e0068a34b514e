"""The journal of an order of recharge codes: on the disk, of one process, of one order."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import portalocker
import pytest

from siteowner_sdk.cli.code_journal import JournalError, JournalFile, journal_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is."""
    return tmp_path / "codes.csv.journal"


@contextmanager
def opened(path: Path, *lines: bytes) -> Iterator[JournalFile]:
    """A journal with some lines."""
    with journal_file(path) as journal:
        for line in lines:
            journal.append(line)
        yield journal


def test_lines_are_read_again(path: Path) -> None:
    """What was appended is there when it is opened again, and is added to."""
    with opened(path, b"one", b"two"):
        pass

    with opened(path, b"three") as journal:
        assert [b"one", b"two"] == journal.lines
    assert b"one\ntwo\nthree\n" == path.read_bytes()


def test_only_its_owner_reads_it(path: Path) -> None:
    """Its mode is 0600, even where a file of another mode was there."""
    path.touch(mode=0o644)

    with opened(path, b"one"):
        assert 0o600 == path.stat().st_mode & 0o777


def test_a_first_line_that_was_cut_short(path: Path) -> None:
    """Nothing was asked for before it was there, so it begins anew."""
    path.write_bytes(b'{"version":1,"base')

    with opened(path, b"one") as journal:
        assert [] == journal.lines
    assert b"one\n" == path.read_bytes()


def test_somebody_elses_file_is_left_as_it_is(path: Path) -> None:
    """What does not begin as a journal is refused, and readable for whom it was."""
    path.write_text("my notes\n")
    path.chmod(0o644)

    with opened(path):
        assert 0o644 == path.stat().st_mode & 0o777


def test_each_line_is_on_the_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line is written and synchronised before `append` returns."""
    seen: list[bytes] = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append(path.read_bytes()))

    with opened(path, b"one", b"two"):
        pass

    assert [b"one\n", b"one\ntwo\n"] == seen[-2:]


def test_a_line_cut_short_counts_for_nothing(path: Path) -> None:
    """After a power cut in the midst of a line the next one takes its place."""
    path.write_bytes(b"one\ntw")

    with opened(path) as journal:
        assert [b"one"] == journal.lines
        assert b"one\ntw" == path.read_bytes()
        journal.append(b"three")

    assert b"one\nthree\n" == path.read_bytes()


def test_a_file_that_is_no_journal_stays_as_it_is(path: Path) -> None:
    """Opening a file that has no whole line takes nothing from it."""
    path.write_bytes(b"a letter")

    with opened(path) as journal:
        assert [b"a letter"] == journal.lines

    assert b"a letter" == path.read_bytes()


def test_an_empty_one_is_not_left_behind(path: Path) -> None:
    """Where nothing was written, nothing stays."""
    with pytest.raises(KeyError), opened(path):
        raise KeyError

    assert not path.exists()


def test_one_process_at_a_time(path: Path) -> None:
    """A journal that is in use is refused, and free again afterwards."""
    with (
        opened(path, b"one"),
        pytest.raises(JournalError, match=r"codes\.csv\.journal is in use"),
        opened(path),
    ):
        pass
    with opened(path) as journal:
        assert [b"one"] == journal.lines


def test_a_journal_removed_meanwhile_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who locks a file that the process before has removed would write into nothing."""
    monkeypatch.setattr(portalocker, "lock", lambda *_: path.unlink())

    with pytest.raises(JournalError, match="is in use"), opened(path):
        pass


def test_a_full_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that can't be written whole is told, and leaves nothing of itself."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with opened(path, b"one") as journal:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(JournalError, match="can't be written: No space left on device"):
                journal.append(b"two")
        journal.append(b"three")

    assert b"one\nthree\n" == path.read_bytes()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """The sentence names the file and the reason."""
    with (
        pytest.raises(JournalError, match=r"j can't be opened: No such file or directory"),
        opened(tmp_path / "none" / "j"),
    ):
        pass


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder or a device is refused, and keeps its mode."""
    tmp_path.chmod(0o755)

    with pytest.raises(JournalError, match="can't be a journal: it is no file"), opened(tmp_path):
        pass
    assert 0o755 == tmp_path.stat().st_mode & 0o777
