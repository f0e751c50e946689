"""A hall full of screens in a process of its own: `python -m bench.phones PORT`.

They behave as browsers do: page and files over up to six kept connections, then a websocket that
offers compression, Socket.IO by hand, and an answer to every ping. What they hear is kept with its
time and read only when nothing more comes, so that the client does not measure itself. Commands are
lines of JSON on the standard input, and so are the answers; times are those of `time.monotonic`,
which all processes of a machine share.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bench import wire
from bench.lines import INPUT, Line, Lines
from bench.processes import raise_limit

BROWSERS_CONNECTIONS = 6
# Nothing has come for so long: now there is time to read what was heard.
QUIET_SECONDS = 0.003
# Pings want an answer within seconds even where something comes all the time.
LONGEST_UNREAD = 0.5
# A server that says nothing of when to come again is asked after this.
AGAIN_SECONDS = 2.0


@dataclass(slots=True, eq=False)
class Phone:
    """One screen, from the opening of its page until the end."""

    group: Group
    auth: dict[str, Any]
    page: str
    files: list[str]
    name: str
    began: float = 0.0
    inside: bool = False
    waiting: deque[str] = field(default_factory=deque)
    under_way: int = 0
    frames: wire.Frames | None = None
    line: Line | None = None
    heard: list[tuple[float, int]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Group:
    """Screens that joined by one command."""

    phones: list[Phone] = field(default_factory=list)
    joins: list[float] = field(default_factory=list)
    refused: int = 0
    lost: int = 0
    messages: int = 0
    octets: int = 0
    requests: int = 0
    deflate: int = 0


@dataclass(slots=True, eq=False)
class Question:
    """Asked for once all of a group have heard of a version, or its time is over."""

    group: Group
    version: int
    until: float


class Hall:
    """All screens of this process."""

    def __init__(self, port: int) -> None:
        self._host = f"127.0.0.1:{port}"
        self._lines = Lines(("127.0.0.1", port))
        self._groups: dict[str, Group] = {}
        self._unread: list[tuple[float, Phone, bytes]] = []
        self._versions: dict[bytes, int | None] = {}
        self._question: Question | None = None
        self._asked = b""

    def run(self) -> None:
        """Serve commands until the standard input ends."""
        while True:
            events = self._lines.wait(self._patience())
            now = time.monotonic()
            for number, what in events:
                if number != INPUT:
                    self._lines.serve(number, what)
                elif not self._commands():
                    return
            self._lines.come_due(now)
            if self._unread and (not events or now - self._unread[0][0] > LONGEST_UNREAD):
                self._read()
            self._answer(now)

    def _patience(self) -> float:
        if self._unread:
            return QUIET_SECONDS
        until = self._lines.next_due(time.monotonic() + 1)
        if self._question is not None:
            until = min(until, self._question.until)
        return min(1.0, max(0.0, until - time.monotonic()))

    # A screen's way in

    def _enter(self, phone: Phone) -> None:
        phone.began = phone.began or time.monotonic()
        if not phone.page:
            self._connect(phone)
            return
        phone.waiting = deque(phone.files)
        self._browse(phone, phone.page)

    def _browse(self, phone: Phone, path: str) -> None:
        """A connection that asks for this, and then for what the page still wants."""
        answers, asked = wire.Answers(), [path]
        phone.under_way += 1

        def hear(_at: float, data: bytes) -> None:
            for status, head, _body in answers.feed(data):
                self._got(phone, line, asked, status, head)

        def ended() -> None:
            if asked:
                # As a browser does: on another connection, once more, in a moment.
                phone.under_way -= 1
                self._lines.later(time.monotonic() + 0.1, lambda: self._browse(phone, asked[0]))

        line = self._lines.open(hear, ended, self._get(phone, path))

    def _got(self, phone: Phone, line: Line, asked: list[str], status: int, head: bytes) -> None:
        asked.clear()
        phone.group.requests += 1
        if status >= 400:
            phone.under_way -= 1
            self._lines.close(line)
            self._again(phone, float(wire.field_of(head, "retry-after") or AGAIN_SECONDS))
            return
        if phone.waiting:
            asked.append(phone.waiting.popleft())
            with suppress(OSError):
                line.socket.send(self._get(phone, asked[0]))
            while phone.waiting and phone.under_way < BROWSERS_CONNECTIONS:
                self._browse(phone, phone.waiting.popleft())
            return
        phone.under_way -= 1
        if wire.field_of(head, "connection").lower() == "close":
            self._lines.close(line)
        if phone.under_way == 0:
            self._connect(phone)

    def _get(self, phone: Phone, path: str) -> bytes:
        return wire.request_bytes("GET", self._host, path, {"User-Agent": phone.name})

    def _connect(self, phone: Phone) -> None:
        answers = wire.Answers()

        def hear(at: float, data: bytes) -> None:
            if phone.frames is not None:
                self._unread.append((at, phone, data))
                return
            for _status, head, _body in answers.feed(data):
                try:
                    phone.frames = wire.frames_of(head)
                except ValueError:
                    self._lines.close(line)
                    self._again(phone, AGAIN_SECONDS)
                    return
                phone.group.deflate += b"permessage-deflate" in head.lower()
                line.socket.send(wire.text_frame(wire.connect_text(phone.auth)))
                if answers.rest:
                    self._unread.append((at, phone, answers.rest))

        def ended() -> None:
            phone.frames = None
            if phone.inside:
                phone.inside = False
                phone.group.lost += 1
            self._again(phone, AGAIN_SECONDS)

        first = wire.upgrade_bytes(
            self._host, {"User-Agent": phone.name}, phone.auth.get("view", "")
        )
        line = phone.line = self._lines.open(hear, ended, first)

    def _again(self, phone: Phone, pause: float) -> None:
        if phone in phone.group.phones:
            phone.group.refused += 1
            at = time.monotonic() + pause * (1 + random.random() / 2)
            self._lines.later(at, lambda: self._enter(phone))

    # What is heard

    def _read(self) -> None:
        heard, self._unread = self._unread, []
        for at, phone, data in heard:
            group = phone.group
            group.octets += len(data)
            for message in phone.frames.feed(data) if phone.frames else ():
                group.messages += 1
                self._understand(phone, at, message)
        if len(self._versions) > 64:
            self._versions.clear()

    def _understand(self, phone: Phone, at: float, message: bytes) -> None:
        line = phone.line
        if message == wire.PING and line is not None:
            with suppress(OSError):
                line.socket.send(wire.text_frame(wire.PONG))
        elif message.startswith(wire.EVENT):
            # A thousand are told the same: it is understood once.
            if message not in self._versions:
                self._versions[message] = wire.board_version(message)
            if (version := self._versions[message]) is not None:
                phone.heard.append((at, version))
                # Let in is who has a board: a place in a queue is none.
                if not phone.inside:
                    phone.inside = True
                    phone.group.joins.append(at - phone.began)
        elif message.startswith(wire.REFUSED) and line is not None:
            self._lines.close(line)
            phone.frames = None
            said = json.loads(message[2:])
            data = said.get("data") or {}
            self._again(phone, float(data.get("retry") or AGAIN_SECONDS))

    # Commands

    def _commands(self) -> bool:
        said = os.read(0, 1 << 20)
        *whole, self._asked = (self._asked + said).split(b"\n")
        for line in whole:
            command = json.loads(line)
            getattr(self, f"_do_{command.pop('do')}")(**command)
        return bool(said)

    def _say(self, **said: Any) -> None:
        data = json.dumps(said).encode() + b"\n"
        while data:
            data = data[os.write(1, data) :]

    def _do_join(
        self,
        group: str,
        auths: list[dict[str, Any]],
        count: int,
        rate: float,
        page: str,
        files: list[str],
    ) -> None:
        """So many come, `rate` a second or all at once; the auths are taken in turn."""
        of = self._groups.setdefault(group, Group())
        start = time.monotonic()
        for nth in range(count):
            name = f"{wire.AGENT} {group}-{len(of.phones)}"
            phone = Phone(of, auths[nth % len(auths)], page, files, name)
            of.phones.append(phone)
            at = start + (nth / rate if rate else 0)
            self._lines.later(at, lambda phone=phone: self._enter(phone))
        self._say(ok=True)

    def _do_state(self, group: str) -> None:
        """How far a group has come."""
        of = self._groups.get(group) or Group()
        self._say(
            inside=sum(phone.inside for phone in of.phones),
            joins=of.joins,
            refused=of.refused,
            lost=of.lost,
            messages=of.messages,
            octets=of.octets,
            requests=of.requests,
            deflate=of.deflate,
        )

    def _do_heard(self, group: str, version: int, patience: float) -> None:
        """When each of a group heard of this version or a newer one; answered once all have."""
        until = time.monotonic() + patience
        self._question = Question(self._groups[group], version, until)

    def _answer(self, now: float) -> None:
        asked = self._question
        if asked is None:
            return
        found = [
            next((at for at, version in phone.heard if version >= asked.version), None)
            for phone in asked.group.phones
            if phone.inside
        ]
        if None in found and now < asked.until:
            return
        self._question = None
        for phone in asked.group.phones:
            del phone.heard[:-1]
        self._say(times=sorted(at for at in found if at is not None), missing=found.count(None))

    def _do_leave(self, group: str, count: int) -> None:
        """So many of a group close their page; 0: all."""
        of = self._groups.get(group) or Group()
        going = of.phones[: count or len(of.phones)]
        del of.phones[: len(going)]
        for phone in going:
            phone.inside = False
            if phone.line is not None:
                self._lines.close(phone.line)
        self._say(ok=True)

    def _do_forget(self, group: str) -> None:
        """Begin to count anew."""
        self._groups.pop(group, None)
        self._say(ok=True)


if __name__ == "__main__":
    raise_limit()
    Hall(int(sys.argv[1])).run()
