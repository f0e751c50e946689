"""Two laptops that know one key speak so that nobody else can read, change or repeat it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.pair.channel import Channel, Greeting, Hello, NotTrusted, greeting_of
from scoreboard.pair.key import NoKey, pair_key, read, written
from tests.support.examples import examples

KEY = pair_key("a key that only tests know", 1)


def joined(first_key: bytes = KEY, second_key: bytes = KEY) -> tuple[Channel, Channel]:
    """The first's and the second's channel."""
    second, first = Hello(), Hello()
    proof, of_first = first.as_first(first_key, greeting_of(second.greeting.as_json()))
    return of_first, second.as_second(second_key, greeting_of(first.greeting.as_json()), proof)


def test_what_one_says_the_other_hears_in_both_directions() -> None:
    first, second = joined()
    for n in range(3):
        assert first.hear(second.say({"do": "next", "held": n})) == {"do": "next", "held": n}
        assert second.hear(first.say({"batch": n})) == {"batch": n}


def test_a_first_that_does_not_know_the_key_is_found_out_by_its_proof() -> None:
    with pytest.raises(NotTrusted):
        joined(first_key=pair_key("another server's", 1))


def test_a_second_that_does_not_know_the_key_can_say_nothing() -> None:
    second, first = Hello(), Hello()
    _, of_first = first.as_first(KEY, second.greeting)
    # Somebody who takes any proof: what they say does not open.
    wrong = pair_key("guessed", 1)
    to_first, to_second, _ = second._keys(wrong, first.greeting, first.greeting, second.greeting)
    with pytest.raises(NotTrusted):
        of_first.hear(Channel(to_first, to_second).say({"do": "begin"}))


def test_a_recorded_conversation_opens_to_nobody_who_learns_the_key_later() -> None:
    (first, second), (later, _) = joined(), joined()
    frame = second.say({"do": "secret"})
    with pytest.raises(NotTrusted):
        later.hear(frame)
    assert first.hear(frame) == {"do": "secret"}


def test_what_was_sent_to_one_side_cannot_be_sent_back_to_the_other() -> None:
    first, second = joined()
    frame = second.say({"do": "next"})
    with pytest.raises(NotTrusted):
        second.hear(frame)
    assert first.hear(frame) == {"do": "next"}


@given(st.data())
@examples(60)
def test_a_frame_that_was_changed_cut_off_repeated_or_left_out_does_not_open(
    data: st.DataObject,
) -> None:
    first, second = joined()
    frames = [second.seal(f"mark {n}".encode()) for n in range(4)]
    assert first.open(frames[0]) == b"mark 0"
    good = frames[1]
    at = data.draw(st.integers(0, len(good) - 1))
    changed = bytearray(good)
    changed[at] ^= data.draw(st.integers(1, 255))
    others = (bytes(changed), good[:at], good + b"\0", frames[0], frames[2], frames[3])
    for other in others:
        with pytest.raises(NotTrusted):
            first.open(other)
    assert first.open(good) == b"mark 1", "the right one still does"


@pytest.mark.parametrize(
    "said", [{}, {"nonce": "00"}, {"nonce": "0" * 64, "share": "xy"}, {"nonce": 1, "share": 2}]
)
def test_what_is_no_greeting_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(NotTrusted):
        greeting_of(said)


def test_a_half_key_that_leaves_no_secret_is_refused() -> None:
    with pytest.raises(NotTrusted):
        Hello().as_first(KEY, Greeting(b"n" * 32, bytes(32)))


@given(st.binary(min_size=16, max_size=16))
@examples(50)
def test_a_key_is_typed_as_it_is_printed_or_without_care(key: bytes) -> None:
    text = written(key)
    assert read(text) == key
    assert read(text.lower().replace("-", " ")) == key
    assert read(text.replace("O", "0").replace("I", "1").replace("B", "8")) == key


@pytest.mark.parametrize("text", ["", "ABCD", "4IXB-4U5H", "x" * 40, "密钥"])
def test_what_is_no_key_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NoKey):
        read(text)


def test_another_generation_is_another_key() -> None:
    assert len({pair_key("the same", n) for n in range(1, 5)} | {pair_key("other", 1)}) == 5
    assert len(KEY) * 8 == 128
