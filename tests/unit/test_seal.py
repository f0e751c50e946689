"""The seal: short enough to be typed from paper, and of one ledger, version and hash alone."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.config import BadSetting, Config, from_environment, read_seal_key
from scoreboard.storage.seal import GivenSeal, NotASeal, SealKey, is_signed
from tests.support.examples import examples

KEY = SealKey(bytes(range(32)))
HASH = "9f3c2ab14e77d0c1" + "5b" * 24
SEAL = KEY.seal("nm2024", "6e0c", 131, HASH)
SLUGS = st.from_regex(r"[a-z0-9-]{1,64}", fullmatch=True)


def test_a_seal_says_event_version_and_hash_and_fits_in_a_file_name() -> None:
    assert SEAL.short == "nm2024.131.9f3c2ab14e77d0c1"
    assert SEAL.text.startswith("nm2024.131.9f3c2ab14e77d0c1.")
    assert not set(SEAL.text) & set(' /\\:*?"<>|')
    assert len(SEAL.text.rpartition(".")[2]) == 105
    assert "".join(SEAL.groups) == SEAL.text.rpartition(".")[2]
    assert {len(group) for group in SEAL.groups} == {5}


def test_what_is_typed_from_paper_is_read() -> None:
    letters = "-".join(SEAL.groups).replace("0", "O").replace("1", "l")
    typed = f"  NM2024.131.9F3C 2AB1 4E77 DOCi .\n {letters.lower()} "
    assert GivenSeal.parse(typed) == GivenSeal.parse(SEAL.text)


def test_the_short_form_is_read_too_and_has_no_signature() -> None:
    found = GivenSeal.parse(SEAL.short)
    assert (found.event, found.version, found.hash_begins) == ("nm2024", 131, HASH[:16])
    assert found.signature is None
    assert not found.is_signed_by(KEY.public, "6e0c", HASH)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "This is no seal"),
        ("nm2024", "This is no seal"),
        ("nm2024.0.9f3c2ab14e77d0c1", "This is no seal"),
        ("nm2024.131.9f3c2ab14e77d0", "This is no seal"),
        (SEAL.text + "0", "105 letters and figures; here it has 106"),
        (SEAL.text[:-3] + "U" + SEAL.text[-2:], "no letter U"),
        (SEAL.text.replace(".131.", ".132."), "mistyped"),
        (SEAL.text.replace("nm2024", "nm2025"), "mistyped"),
        ("a" * 100_000, "This is no seal"),
    ],
)  # fmt: skip
def test_what_is_no_seal_is_refused_with_a_sentence(text: str, says: str) -> None:
    with pytest.raises(NotASeal, match=says):
        GivenSeal.parse(text)


@examples(60)
@given(st.integers(0, 104), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_mistyped_letter_is_nearly_always_told_as_such(at: int, letter: str) -> None:
    head, _, letters = SEAL.text.rpartition(".")
    typed = letters[:at] + letter + letters[at + 1 :]
    try:
        found = GivenSeal.parse(f"{head}.{typed}")
    except NotASeal:
        assert letter != letters[at]
    else:
        assert found.is_signed_by(KEY.public, "6e0c", HASH) is (letter == letters[at])


@examples(40)
@given(SLUGS, st.integers(1, 10**9), st.binary(min_size=32, max_size=32))
def test_every_seal_comes_back_from_its_text(slug: str, version: int, hashed: bytes) -> None:
    seal = KEY.seal(slug, "ledger", version, hashed.hex())
    found = GivenSeal.parse(seal.text)
    assert (found.event, found.version, found.signature) == (slug, version, seal.signature)
    assert found.is_signed_by(KEY.public, "ledger", hashed.hex())


def test_a_signature_is_good_for_nothing_else() -> None:
    said = {"event": "nm2024", "ledger": "6e0c", "version": 131, "hash_": HASH}
    assert is_signed(KEY.public, **said, signature=SEAL.signature)  # type: ignore[arg-type]
    for other in (
        {"event": "nm2025"}, {"ledger": "7"}, {"version": 132}, {"hash_": "0" * 64},
        {"signature": bytes(64)}, {"signature": b""},
    ):  # fmt: skip
        changed = said | {"signature": SEAL.signature} | other
        assert not is_signed(KEY.public, **changed)  # type: ignore[arg-type]
    assert not is_signed(bytes(32), **said, signature=SEAL.signature)  # type: ignore[arg-type]
    assert not is_signed(b"short", **said, signature=SEAL.signature)  # type: ignore[arg-type]
    assert replace(SEAL, public_key=b"") != SEAL


def test_the_key_of_the_seals_is_made_once_for_itself_and_is_nobody_elses_to_read(
    tmp_path: Path,
) -> None:
    settings = from_environment({}, tmp_path)
    key = read_seal_key(settings)
    file = tmp_path / "seal_key"
    assert len(key) == 32
    assert read_seal_key(settings) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert key.hex() != settings.secret_key


def test_a_file_that_holds_no_key_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "seal_key").write_text("torn", encoding="ascii")
    with pytest.raises(BadSetting, match="seal_key holds no key"):
        read_seal_key(Config(tmp_path, "sqlite:///x", "k"))


def test_the_key_of_several_machines_may_be_set(tmp_path: Path) -> None:
    given = from_environment({"SCOREBOARD_SEAL_KEY": "ab" * 32}, tmp_path)
    assert read_seal_key(given) == bytes.fromhex("ab" * 32)
    assert not (tmp_path / "seal_key").exists()
    with pytest.raises(BadSetting, match="SCOREBOARD_SEAL_KEY needs 64 figures"):
        from_environment({"SCOREBOARD_SEAL_KEY": "ab"}, tmp_path / "other")
    assert not (tmp_path / "other").exists()
