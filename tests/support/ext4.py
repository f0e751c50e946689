"""A real disk that fails: an ext4 in a file. Only who may mount can have one."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.support.waiting import until


def done(command: Sequence[str]) -> bool:
    """Whether a command could be run, and has done its work."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


class Ext4:
    """A disk of 24 megabytes in a file, which its system only reads once it has failed."""

    def __init__(self, folder: Path) -> None:
        self._image = folder / "image"
        self.folder = folder / "disk"
        self.folder.mkdir()
        with self._image.open("wb") as file:
            file.truncate(24 * 1024**2)

    def make(self) -> bool:
        made = done(["mke2fs", "-q", "-t", "ext4", "-e", "remount-ro", str(self._image)])
        return made and self.mount() and self._switch.exists()

    def mount(self) -> bool:
        return done(["mount", "-o", "loop", str(self._image), str(self.folder)])

    def umount(self, *lazily: str) -> bool:
        return done(["umount", *lazily, str(self.folder)])

    def repair(self) -> None:
        until(self.umount, "nobody uses it any more")
        # 1: faults were found, and mended.
        checked = subprocess.run(
            ["e2fsck", "-fy", str(self._image)], capture_output=True, check=False
        )
        assert checked.returncode in (0, 1), checked.stdout
        assert self.mount()

    def fail(self) -> None:
        """As when a cable is loose: what is open stays open, and nothing more is written."""
        self._switch.write_text("1", encoding="ascii")

    @property
    def _switch(self) -> Path:
        mounts = Path("/proc/mounts").read_text("utf-8").splitlines()
        source = next(line.split()[0] for line in mounts if line.split()[1] == str(self.folder))
        return Path("/sys/fs/ext4") / Path(source).name / "trigger_fs_error"
