"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_CODES = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "no_right",
    errno.EPERM: "no_right",
    errno.ENOENT: "no_folder",
    errno.ENOTDIR: "no_folder",
    errno.EISDIR: "is_folder",
    errno.ENAMETOOLONG: "name_too_long",
}
_SUFFIX = ".loopwise"
_DATABASE = b"SQLite format 3\x00"


class NotWritten(Exception):
    """The file could not be written; what stood there before still does.

    `code`: disk_full, read_only, no_right, no_folder, is_folder, name_too_long, no_plain_file,
    is_territory or not_written.
    """

    def __init__(self, code: str, file: Path) -> None:
        super().__init__(code, file)
        self.code, self.file = code, file


@contextmanager
def written_whole(file: Path, content: bytes) -> Iterator[None]:
    """Put `content` beside `file` on the disk, run the block, then rename it to `file`.

    If the block or the writing fails, the temporary file is removed and `file` is as it was.

    Raises:
        NotWritten: the folder is missing, read-only, full ...
    """
    with _told(file):
        file = _target(file)
        temporary = _beside(file, content)
    try:
        yield
        with _told(file):
            temporary.replace(file)
            _settle(file.parent)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _target(file: Path) -> Path:
    """The file that is really meant: what a link points to; never a folder, a device, a territory.

    A rename would put a file in the place of the link or of the device itself.
    """
    target = Path(os.path.realpath(file))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not target.is_file():
        raise NotWritten("no_plain_file", file)
    if target.exists() and _is_territory(target):
        raise NotWritten("is_territory", file)
    return target


def _is_territory(file: Path) -> bool:
    """By its name, by its first bytes, or, where those are encrypted, by the log of an open one."""
    if file.suffix == _SUFFIX or Path(f"{file}-wal").exists():
        return True
    with file.open("rb") as stream:
        return stream.read(len(_DATABASE)) == _DATABASE


def write(file: Path, content: bytes) -> None:
    """Write `content` to `file`, whole or not at all.

    Raises:
        NotWritten: as `written_whole`.
    """
    with written_whole(file, content):
        pass


def _beside(file: Path, content: bytes) -> Path:
    """A temporary file in the same folder, on the disk when this returns."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".loopwise-", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_usual_mode(file))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _usual_mode(file: Path) -> int:
    """The rights of the file that is replaced, else those that a new file gets."""
    try:
        return file.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _settle(folder: Path) -> None:
    """Bring the rename itself to the disk, where the system can."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "not_written")
        raise NotWritten(code, file) from error
