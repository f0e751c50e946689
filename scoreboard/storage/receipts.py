"""The server's word for what it has acknowledged: only who was told so can hold it."""

from __future__ import annotations

import hashlib
import hmac


class Receipts:
    """Makes and reads the receipts of entries."""

    def __init__(self, secret_key: str) -> None:
        self._key = hmac.new(secret_key.encode(), b"receipts", hashlib.sha256).digest()

    def of(self, uid: str, version: int) -> str:
        """What stands in the answer that acknowledges an entry: 24 characters."""
        return hmac.digest(self._key, f"{version}|{uid}".encode(), "sha256").hex()[:24]

    def holds(self, uid: str, version: int, receipt: str) -> bool:
        """Whether this server has acknowledged the entry of that id as that version."""
        return receipt.isascii() and hmac.compare_digest(receipt, self.of(uid, version))
