"""What can stand between the rep and a territory; each says which and about which file."""

from __future__ import annotations

from pathlib import Path


class TerritoryError(Exception):
    """A territory cannot be opened or written. `code` names why; words are made of it above."""

    code = "unknown"

    def __init__(self, file: Path, detail: str = "") -> None:
        super().__init__(f"{self.code}: {file} {detail}".strip())
        self.file = file
        self.detail = detail


class NotFound(TerritoryError):
    """There is no such file."""

    code = "missing"


class AlreadyThere(TerritoryError):
    """A new territory would overwrite a file."""

    code = "exists"


class NotATerritory(TerritoryError):
    """The file is none of ours, or is damaged."""

    code = "damaged"


class WantsPassphrase(NotATerritory):
    """No passphrase was given, and the file looks as an encrypted territory does."""

    code = "encrypted"


class WrongPassphrase(TerritoryError):
    """A passphrase was given and does not open the file."""

    code = "passphrase"


class Newer(TerritoryError):
    """A later Loopwise wrote the file; it is left untouched."""

    code = "newer"


class InUse(TerritoryError):
    """Another window or command holds the territory."""

    code = "locked"


class NotWritable(TerritoryError):
    """The file or its folder is read-only."""

    code = "read_only"


class DiskFull(TerritoryError):
    """There is no room left where the territory lies; nothing of the change was kept."""

    code = "full"
