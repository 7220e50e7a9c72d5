"""Passwords as a `.dna` file keeps them, so that DNA lets the coders of a written file in.

The formula (`docs/how-to/exchange-with-dna.md`): a random salt of 16 bytes; SHA-256 over salt and password, then over the
digest again, 100,000 digests in all; what is stored is Base64 of salt and last digest, 64 characters.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable

ROUNDS = 100_000
SALT = 16


def password_hash(password: str, salt: bytes | None = None) -> str:
    """The hash of a password; every call draws another salt unless one is given."""
    salt = secrets.token_bytes(SALT) if salt is None else salt
    digest = hashlib.sha256(salt + password.encode("utf-8")).digest()
    for _ in range(ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode("ascii")


def hashing(ask: Callable[[], str]) -> Callable[[], str]:
    """A function that gives a new hash of the password with every call; the first call asks for it."""
    given: list[str] = []

    def hashed() -> str:
        if not given:
            given.append(ask())
        return password_hash(given[0])

    return hashed
