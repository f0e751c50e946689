"""The seal: what a ledger held at a version, signed, and short enough to be typed from paper."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from scoreboard.contest.words import N_, Say, in_english

# So many figures of the hash are in the text; the signature is over all of it.
HASH_FIGURES = 16
# Two letters at the end that a mistyped one does not fit: the seal is then not taken for forged.
_CHECK_LETTERS = 2
_GROUP = 5
# Crockford's base 32: no letter that is read as another one. What is typed instead is taken.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_USUAL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_WRITE = str.maketrans(_USUAL, _LETTERS)
_READ = str.maketrans(_LETTERS, _USUAL)
_MEANT = str.maketrans("OIL", "011")
_MEANT_FIGURES = str.maketrans("oil", "011")
_SIGNATURE_BYTES = 64
_SIGNATURE_LETTERS = 103
_TEXT = re.compile(
    r"(?P<event>[a-z0-9-]{1,64})\.(?P<version>[1-9][0-9]{0,11})\.(?P<hash>[0-9a-foil]{16})"
    r"(?:\.(?P<signature>[0-9a-z-]+))?"
)
# Longer is no seal, whatever stands in it.
_LONGEST = 400


class NotASeal(ValueError):
    """A text that is no seal, or one with a slip of the pen; the sentence says which."""

    def __init__(self, text: str, **names: object) -> None:
        super().__init__(in_english(text, **names))
        self._text, self._names = text, names

    def said(self, say: Say) -> str:
        """The sentence in somebody's language."""
        return say(self._text, **self._names)


@dataclass(frozen=True, slots=True)
class Seal:
    """What the ledger of an event held at a version, and the signature over that.

    `ledger` is which history it is (`Ledger.end`), `public_key` the half of the seal's own key
    that anybody may know.
    """

    event: str
    ledger: str
    version: int
    hash: str
    signature: bytes
    public_key: bytes

    @property
    def short(self) -> str:
        """Event, version and the beginning of the hash: fit for the name of a file."""
        return f"{self.event}.{self.version}.{self.hash[:HASH_FIGURES]}"

    @property
    def text(self) -> str:
        """All that a paper must hold so that the ledger can be held against it."""
        signed = _letters(self.signature)
        return f"{self.short}.{signed}{_check_letters(self.short, signed)}"

    @property
    def groups(self) -> list[str]:
        """The signature's letters in groups to be typed."""
        letters = self.text.rpartition(".")[2]
        return [letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP)]


@dataclass(frozen=True, slots=True)
class GivenSeal:
    """A seal as somebody gives it; without `signature` it is the short form."""

    event: str
    version: int
    hash_begins: str
    signature: bytes | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a seal's text or its short form: in any case, with spaces, and hyphens in between.

        Raises NotASeal.
        """
        said = re.sub(r"\s+", "", text[:_LONGEST]).lower()
        found = _TEXT.fullmatch(said) if len(text) <= _LONGEST else None
        if found is None:
            raise NotASeal(
                N_("This is no seal. A seal reads EVENT.VERSION.HASH.SIGNATURE; the last may lack.")
            )
        event, version, begins, signed = found.group("event", "version", "hash", "signature")
        begins = begins.translate(_MEANT_FIGURES)
        short = f"{event}.{version}.{begins}"
        return cls(event, int(version), begins, _signature(short, signed) if signed else None)

    def is_signed_by(self, key: bytes, ledger: str, hash_: str) -> bool:
        """Whether that key signed this version of that ledger with that hash."""
        if self.signature is None:
            return False
        return is_signed(key, self.event, ledger, self.version, hash_, self.signature)


class SealKey:
    """The key that seals, and does nothing else."""

    def __init__(self, private: bytes) -> None:
        """`private` are the 32 bytes of an Ed25519 key."""
        self._private = Ed25519PrivateKey.from_private_bytes(private)
        self.public = self._private.public_key().public_bytes_raw()

    def seal(self, event: str, ledger: str, version: int, hash_: str) -> Seal:
        """Seal what a ledger holds at a version."""
        signature = self._private.sign(_signed(event, ledger, version, hash_))
        return Seal(event, ledger, version, hash_, signature, self.public)


def is_signed(
    key: bytes, event: str, ledger: str, version: int, hash_: str, signature: bytes
) -> bool:
    """Whether a public key's signature is over exactly this."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(
            signature, _signed(event, ledger, version, hash_)
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def _signed(event: str, ledger: str, version: int, hash_: str) -> bytes:
    """The one spelling of what is signed; no part of it can hold the end of a line."""
    return "\n".join(("scoreboard seal 1", event, ledger, str(version), hash_)).encode()


def _letters(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=").translate(_WRITE)


def _check_letters(short: str, signed: str) -> str:
    return _letters(hashlib.sha256(f"{short}.{signed}".encode()).digest())[:_CHECK_LETTERS]


def _signature(short: str, typed: str) -> bytes:
    """The signature that was typed. Raises NotASeal."""
    letters = typed.replace("-", "").upper().translate(_MEANT)
    if "U" in letters:
        raise NotASeal(N_("The seal is mistyped somewhere: it has no letter U."))
    if len(letters) != _SIGNATURE_LETTERS + _CHECK_LETTERS:
        raise NotASeal(
            N_("The last part of a seal has %(n)s letters and figures; here it has %(there)s."),
            n=_SIGNATURE_LETTERS + _CHECK_LETTERS,
            there=len(letters),
        )
    signed, check = letters[:-_CHECK_LETTERS], letters[-_CHECK_LETTERS:]
    if check != _check_letters(short, signed):
        raise NotASeal(
            N_("The seal is mistyped somewhere: its last two letters do not fit the rest.")
        )
    padded = signed.translate(_READ) + "=" * (-len(signed) % 8)
    return base64.b32decode(padded)[:_SIGNATURE_BYTES]
