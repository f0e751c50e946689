"""The rooms of the live path by name: who is in each is sent the same."""

from __future__ import annotations

from typing import Literal, get_args

# Who looks on from outside: they are told after the hall.
Onlookers = Literal["audience", "walls"]
ONLOOKERS: tuple[Onlookers, ...] = get_args(Onlookers)


def public_room(slug: str, stage: str | None = None) -> str:
    """The room of the displays of the hall; of one stage, or of the stage that is played."""
    return f"public/{slug}/{stage}" if stage else f"public/{slug}"


def panel_room(slug: str, stage: str | None = None) -> str:
    """The room of judges' sign-ins, on whatever page they look at the board."""
    return f"panel/{slug}/{stage}" if stage else f"panel/{slug}"


def judge_room(slug: str, judge_id: str) -> str:
    """The room of a judge's tablets."""
    return f"judge/{slug}/{judge_id}"


def host_room(slug: str) -> str:
    """The room of the presenter."""
    return f"host/{slug}"


def desk_room(slug: str) -> str:
    """The room of the desks."""
    return f"desk/{slug}"


def screens_room(slug: str) -> str:
    """The room of all screens that are listed at the desk."""
    return f"screens/{slug}"


def screen_room(slug: str, key: str) -> str:
    """The room of one screen, by its key in the desk's list."""
    return f"screen/{slug}/{key}"


def audience_room(slug: str, stage: str | None = None) -> str:
    """The room of the phones that look at one stage, or at the stage that is played."""
    return f"stage/{slug}/{stage}" if stage else f"audience/{slug}"


def walls_room(slug: str, stage: str | None = None) -> str:
    """The room of the displays for which the hall has no place."""
    return f"walls/{slug}/{stage}" if stage else f"walls/{slug}"


def scene_room(slug: str, who: str) -> str:
    """The room of those who are told what the big screen tells, and see it alike."""
    return f"scene/{slug}/{who}"


def is_for_phones(room: str) -> bool:
    """Whether a room's messages are onlookers': phones come after the hall."""
    kind, _, rest = room.partition("/")
    who = rest.rpartition("/")[2]
    return kind in ("audience", "stage", "walls") or (kind == "scene" and who in ONLOOKERS)
