"""The settings: one frozen Config, parsed once from the environment, strict, no default secret."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, get_args

from scoreboard.lasting import sync_folder, write_beside
from scoreboard.limits import WRONG

AsyncMode = Literal["eventlet", "gevent", "threading"]
LogStyle = Literal["quiet", "text", "json"]
LOG_STYLES: tuple[LogStyle, ...] = get_args(LogStyle)
ASYNC_MODES: tuple[AsyncMode, ...] = get_args(AsyncMode)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:]+\])(?::[0-9]{1,5})?")
# A key shorter than this could be guessed; 32 is what first run makes.
SHORTEST_KEY = 16
SEAL_KEY_BYTES = 32


class BadSetting(Exception):
    """A setting that cannot be read; the sentence names it and the accepted values."""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings that come from the environment."""

    data: Path
    database_url: str
    secret_key: str
    message_queue: str | None = None
    async_mode: AsyncMode = "eventlet"
    trusted_proxies: int = 0
    log: LogStyle = "quiet"
    metrics: bool = False
    # Seconds between two asks of a phone that polls; 0: phones keep a socket.
    phones_poll: int = 0
    # The key of the seals where it is set; else it lies in the data folder (`read_seal_key`).
    seal_key: str | None = None
    # A second folder for backups, where it is set; else one may be named at the desk.
    backup_folder: Path | None = None
    # The hosts that links are printed with; empty: the addresses and the name of this machine.
    hosts: tuple[str, ...] = ()

    @property
    def database_file(self) -> Path | None:
        """The file of an embedded database; None on a database server."""
        prefix = "sqlite:///"
        return (
            Path(self.database_url.removeprefix(prefix))
            if self.database_url.startswith(prefix)
            else None
        )


def from_environment(environ: Mapping[str, str] | None = None, data: Path | None = None) -> Config:
    """The settings of this process; makes the data folder and, on first run, the secret key.

    Raises:
        BadSetting: a setting cannot be read.
    """
    env = os.environ if environ is None else environ
    # Checked before anything is written, so that a refused start leaves nothing behind.
    if WRONG:
        raise BadSetting(WRONG[0])
    async_mode = read_async_mode(env)
    proxies = _whole(env, "SCOREBOARD_TRUSTED_PROXIES")
    poll = _whole(env, "SCOREBOARD_PHONES_POLL", 60)
    queue, log, metrics, hosts = _queue(env), _log(env), _metrics(env), _hosts(env)
    _check_key(env.get("SCOREBOARD_SECRET_KEY"))
    seal_key = env.get("SCOREBOARD_SEAL_KEY") or None
    if seal_key is not None:
        _seal_bytes(seal_key, "SCOREBOARD_SEAL_KEY needs 64 figures: openssl rand -hex 32")
    folder = data_folder(env, data)
    url = _database_url(env, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"SCOREBOARD_DATA: {folder} cannot be made: {error.strerror}.") from None
    key = _secret_key(env, folder)
    return Config(
        folder, url, key, queue, async_mode, proxies, log, metrics, poll, seal_key,
        _backup_folder(env), hosts,
    )  # fmt: skip


def data_folder(env: Mapping[str, str], data: Path | None = None) -> Path:
    """The folder of all that is kept, whether it is there yet or not."""
    return (data or Path(env.get("SCOREBOARD_DATA") or "scoreboard-data")).resolve()


def read_async_mode(env: Mapping[str, str]) -> AsyncMode:
    """The server's kind of concurrency. Raises BadSetting."""
    mode = env.get("SCOREBOARD_ASYNC_MODE") or "eventlet"
    if mode not in ASYNC_MODES:
        raise BadSetting(f"SCOREBOARD_ASYNC_MODE is {mode!r}; it can be {', '.join(ASYNC_MODES)}.")
    return mode


def _whole(env: Mapping[str, str], name: str, most: int = 10) -> int:
    raw = env.get(name) or "0"
    if raw not in map(str, range(most + 1)):
        raise BadSetting(f"{name} is {raw!r}; it can be a whole number from 0 to {most}.")
    return int(raw)


def _log(env: Mapping[str, str]) -> LogStyle:
    style = env.get("SCOREBOARD_LOG") or "quiet"
    if style not in LOG_STYLES:
        raise BadSetting(f"SCOREBOARD_LOG is {style!r}; it can be {', '.join(LOG_STYLES)}.")
    return style


def _hosts(env: Mapping[str, str]) -> tuple[str, ...]:
    named = (env.get("SCOREBOARD_HOSTS") or "").replace(",", " ").lower().split()
    for one in named:
        if not _HOST.fullmatch(one):
            raise BadSetting(
                f"SCOREBOARD_HOSTS: {one!r} is no host; it can be quiz.example.org, "
                "192.168.1.20:8000, or several with blanks between them."
            )
    return tuple(named)


def _metrics(env: Mapping[str, str]) -> bool:
    wanted = env.get("SCOREBOARD_METRICS") or "0"
    if wanted not in ("0", "1"):
        raise BadSetting(f"SCOREBOARD_METRICS is {wanted!r}; it can be 0 or 1.")
    if wanted == "1" and find_spec("prometheus_client") is None:
        raise BadSetting("Metrics need their library: pip install 'scoreboard[metrics]'")
    return wanted == "1"


def _queue(env: Mapping[str, str]) -> str | None:
    queue = env.get("SCOREBOARD_MESSAGE_QUEUE") or None
    if queue and not queue.startswith(("redis://", "rediss://", "unix://")):
        raise BadSetting(f"SCOREBOARD_MESSAGE_QUEUE is {queue!r}; it can be a redis:// address.")
    if queue and find_spec("redis") is None:
        raise BadSetting("Redis needs its driver: pip install 'scoreboard[large]'")
    return queue


def _backup_folder(env: Mapping[str, str]) -> Path | None:
    named = env.get("SCOREBOARD_BACKUP_FOLDER")
    if not named:
        return None
    if not Path(named).is_absolute():
        raise BadSetting(f"SCOREBOARD_BACKUP_FOLDER is {named!r}; it can be a folder's whole path.")
    return Path(named)


def _database_url(env: Mapping[str, str], folder: Path) -> str:
    url = env.get("SCOREBOARD_DATABASE_URL") or f"sqlite:///{folder / 'scoreboard.db'}"
    # Imported here: the settings are read before green threads are made, this only after.
    from sqlalchemy import make_url  # noqa: PLC0415
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    wrong = BadSetting(
        "SCOREBOARD_DATABASE_URL can be sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME."
    )
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        raise wrong from None
    # An in-memory database would be another, empty one for every connection.
    if not parts.database or parts.database == ":memory:" or "mode=memory" in url:
        raise wrong
    if parts.drivername not in ("sqlite", "postgresql+psycopg"):
        raise wrong
    if parts.drivername != "sqlite" and find_spec("psycopg") is None:
        raise BadSetting("PostgreSQL needs its driver: pip install 'scoreboard[large]'")
    return url


def _secret_key(env: Mapping[str, str], folder: Path) -> str:
    key = env.get("SCOREBOARD_SECRET_KEY")
    if key is not None:
        return key
    path = folder / "secret_key"
    key = _in_file(path)
    if len(key) < SHORTEST_KEY:
        raise BadSetting(f"{path} holds no key; delete it to have a new one made.")
    return key


def read_seal_key(config: Config) -> bytes:
    """The 32 bytes of the key that seals, made by chance on first use, for nothing else.

    It is no part of the secret key: who can print links need not be able to seal, and a new secret
    key leaves old seals what they were.

    Raises:
        BadSetting: the file cannot be used, or holds no key.
    """
    path = config.data / "seal_key"
    return _seal_bytes(
        config.seal_key or _in_file(path),
        f"{path} holds no key; put back the one it was, or delete it to have a new one made.",
    )


def _seal_bytes(text: str, else_say: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != SEAL_KEY_BYTES:
        raise BadSetting(else_say)
    return key


def _in_file(path: Path) -> str:
    """The key in a file, which is made where it is not there; "" where it holds no text."""
    try:
        if not path.exists():
            _make_key(path)
        return path.read_text(encoding="ascii").strip()
    except UnicodeDecodeError:
        return ""
    except OSError as error:
        raise BadSetting(f"{path} cannot be used: {error.strerror}.") from None


def keep_secret_key(folder: Path, key: str) -> None:
    """Put another secret key in place of the folder's own.

    Raises:
        BadSetting: the environment sets one, or the file cannot be written.
    """
    if os.environ.get("SCOREBOARD_SECRET_KEY") is not None:
        raise BadSetting("SCOREBOARD_SECRET_KEY is set, and is another than the one to be kept.")
    path = folder / "secret_key"
    try:
        write_key(path, key)
    except OSError as error:
        raise BadSetting(f"{path} cannot be used: {error.strerror}.") from None


def _check_key(key: str | None) -> None:
    if key is not None and len(key) < SHORTEST_KEY:
        raise BadSetting(f"SCOREBOARD_SECRET_KEY needs at least {SHORTEST_KEY} characters.")


def _make_key(path: Path) -> None:
    """Create the key file atomically: of two processes that start together one wins."""
    made = write_beside(path, secrets.token_hex(32) + "\n")
    try:
        with suppress(FileExistsError):
            try:
                os.link(made, path)
            except FileExistsError:
                raise
            except OSError:
                # A stick without hard links: the first to write the file makes the key.
                with path.open("x", encoding="ascii") as file:
                    file.write(made.read_text(encoding="ascii"))
                    file.flush()
                    os.fsync(file.fileno())
    finally:
        made.unlink()
    sync_folder(path.parent)


def write_key(path: Path, key: str) -> None:
    """Put a key into a file that its owner alone may read, in place of what is there."""
    write_beside(path, f"{key}\n").replace(path)
    sync_folder(path.parent)
