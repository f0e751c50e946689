"""The recovery code: what locks the secret key inside a backup, printed with the cards.

The code follows from the key, so that the server can print it at any time; the key does not follow
from the code without a backup, nor from a backup without the code. So a stolen backup opens no
door, and a restored one opens all printed cards again for who has the code.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

# Crockford's base 32: no letter that is read as another one. What is typed instead is taken.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans("OIL", "011")
GROUPS, _GROUP = 8, 4
# All but the last, which checks the others: 155 bits.
_SAID = GROUPS * _GROUP - 1
_PURPOSE = b"scoreboard recovery code 1"
_LOCKED_FOR = b"scoreboard locked key 1"
# 32 MB and a tenth of a second; the code itself is beyond guessing.
_COST = {"n": 2**15, "r": 8, "p": 1}
_TABLE = "locked_key"


class WrongCode(ValueError):
    """A text that is no recovery code, or not that of this backup; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A secret key that only its recovery code unlocks."""

    salt: bytes
    nonce: bytes
    text: bytes

    def unlock(self, code: str) -> str:
        """The secret key. Raises WrongCode."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415  # seldom wanted
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        key = _key_of(read_code(code), self.salt)
        try:
            return AESGCM(key).decrypt(self.nonce, self.text, _LOCKED_FOR).decode()
        except InvalidTag:
            raise WrongCode("this recovery code is another server's") from None


class Recovery:
    """The recovery code of a secret key, and the key locked by it."""

    def __init__(self, secret_key: str) -> None:
        self._secret = secret_key

    @cached_property
    def code(self) -> str:
        """The code, in groups as it is printed."""
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  # seldom wanted
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

        derived = HKDF(SHA256(), length=20, salt=None, info=_PURPOSE).derive(self._secret.encode())
        number = int.from_bytes(derived) >> 5
        said = [number >> 5 * place & 31 for place in reversed(range(_SAID))]
        return grouped("".join(LETTERS[one] for one in (*said, _check_letter(said))))

    @cached_property
    def locked(self) -> Locked:
        """The key, locked once for all backups of this process."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        salt, nonce = os.urandom(16), os.urandom(12)
        key = _key_of(read_code(self.code), salt)
        return Locked(salt, nonce, AESGCM(key).encrypt(nonce, self._secret.encode(), _LOCKED_FOR))

    def put_into(self, backup: Path) -> None:
        """Put the locked key into a backup that has no name yet. Raises sqlite3.Error.

        Whoever gives it its name has the system write it to the disk before.
        """
        locked = self.locked
        with closing(sqlite3.connect(backup)) as copy:
            copy.execute("PRAGMA synchronous=OFF")
            copy.execute(f"DROP TABLE IF EXISTS {_TABLE}")
            copy.execute(f"CREATE TABLE {_TABLE} (salt BLOB, nonce BLOB, text BLOB)")
            row = (locked.salt, locked.nonce, locked.text)
            copy.execute(f"INSERT INTO {_TABLE} VALUES (?, ?, ?)", row)  # noqa: S608  # a constant
            copy.commit()


def locked_in(backup: Path) -> Locked | None:
    """The locked key of a backup; None where it holds none. Raises sqlite3.Error."""
    with closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        if not copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [_TABLE]).fetchone():
            return None
        row = copy.execute(f"SELECT salt, nonce, text FROM {_TABLE}").fetchone()  # noqa: S608
        return Locked(*row) if row else None


def take_out(database: Path) -> None:
    """What is served holds no key, not even a locked one. Raises sqlite3.Error."""
    with closing(sqlite3.connect(database)) as copy:
        copy.execute(f"DROP TABLE IF EXISTS {_TABLE}")
        copy.commit()


def grouped(letters: str) -> str:
    """Letters in groups of four."""
    groups = (letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))
    return "-".join(groups)


def read_code(text: str) -> str:
    """The letters of a code that was typed: in any case, with or without hyphens and spaces.

    Raises WrongCode where one is mistyped or missing, or two have changed places.
    """
    letters = "".join(one for one in text.upper() if one not in " -\t").translate(_MEANT)
    if len(letters) != _SAID + 1:
        raise WrongCode(
            f"a recovery code has {GROUPS} groups of {_GROUP} letters and figures, "
            f"{_SAID + 1} in all; here are {len(letters)}"
        )
    unknown = next((one for one in letters if one not in LETTERS), None)
    if unknown is not None:
        raise WrongCode(f"no recovery code has a {unknown!r} in it")
    *said, check = (LETTERS.index(one) for one in letters)
    if _check_letter(said) != check:
        raise WrongCode("a letter of the recovery code is mistyped; compare it with the paper")
    return letters


def _check_letter(said: list[int]) -> int:
    """The letter that makes any other one wrong, and any two that stand side by side swapped.

    The sum of the letters times powers of two in the field of 32 elements (x^5 + x^2 + 1), from
    the second on: one letter's change changes it, and so does that of two neighbours.
    """
    total = 0
    for one in reversed(said):
        total = _doubled(total ^ one)
    return _doubled(total)


def _doubled(one: int) -> int:
    return (one << 1 ^ 0b100101) if one & 16 else one << 1


def _key_of(letters: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415  # seldom wanted

    return Scrypt(salt=salt, length=32, **_COST).derive(letters.encode())
