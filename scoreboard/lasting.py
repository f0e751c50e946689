"""Files that outlive a power cut: what is in them, and the names they have."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_beside(path: Path, text: str) -> Path:
    """Write ASCII text into a new file beside a path, for its owner alone; it is on the disk.

    The new file then takes the path's name at once or not at all: else a power cut may leave the
    name with nothing in it. Raises OSError.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def sync_folder(folder: Path) -> None:
    """See that a file's new name outlives a power cut, where a system can promise that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
