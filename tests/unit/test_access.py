"""Role links and PINs: printed again at will, useless to a thief, ended at once."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import scoreboard
from scoreboard.identity import Identity
from scoreboard.roles import Role
from scoreboard.services import open_services
from scoreboard.storage.access import WHOLE_SERVER, Access, Grant
from scoreboard.storage.database import Database
from tests.support.site import TEST_KEY, Site, config_in
from tests.unit.contests import contest, heat, judged, people, points
from tests.unit.ledgers import execute

PACKAGE = Path(scoreboard.__file__).parent
ROLES: list[tuple[Role, str]] = [
    ("organiser", ""), ("scorer", ""), ("judge", "lin"), ("judge", "wu"),
]  # fmt: skip


@pytest.fixture
def access(database: Database) -> Access:
    made = Access(database, TEST_KEY)
    made.ensure("quiz", ROLES)
    return made


def tokens(access: Access, event: str = "quiz") -> dict[str, str]:
    return {grant.name: token for grant, token, _ in access.links(event)}


def pins(access: Access, event: str = "quiz") -> dict[str, str]:
    return {grant.name: pin for grant, _, pin in access.links(event) if pin is not None}


def test_every_role_has_its_own_link_and_every_judge_a_pin(access: Access) -> None:
    assert tokens(access).keys() == {"organiser", "scorer", "judge:lin", "judge:wu"}
    assert len(set(tokens(access).values())) == 4
    assert all(len(token) >= 32 for token in tokens(access).values())
    assert pins(access).keys() == {"judge:lin", "judge:wu"}
    assert all(len(pin) == 6 and pin.isdigit() for pin in pins(access).values())


def test_a_link_opens_exactly_what_it_was_made_for(access: Access) -> None:
    for name, token in tokens(access).items():
        grant = access.by_token(token)
        assert grant is not None
        assert (grant.event, grant.name) == ("quiz", name)
        assert access.is_valid(grant)
    for name, pin in pins(access).items():
        grant = access.by_pin(pin)
        assert grant is not None
        assert grant.name == name


@pytest.mark.parametrize("made_up", ["", "x", "0" * 32, "%", "123456"])
def test_a_made_up_link_or_pin_opens_nothing(access: Access, made_up: str) -> None:
    assert access.by_token(made_up) is None
    assert access.by_pin(f"{made_up:>7}") is None


def test_links_can_be_printed_again_and_are_the_same(access: Access, database: Database) -> None:
    printed = access.links("quiz")
    access.ensure("quiz", ROLES)
    assert access.links("quiz") == printed
    restarted = Access(database, TEST_KEY)
    restarted.ensure("quiz", ROLES)
    assert restarted.links("quiz") == printed


def test_the_same_judge_has_another_link_in_another_event(access: Access) -> None:
    access.ensure("other", ROLES)
    assert not set(tokens(access).values()) & set(tokens(access, "other").values())
    assert not set(pins(access).values()) & set(pins(access, "other").values())
    assert len(tokens(access)) == 4, "the other event takes nothing away"


def test_a_stolen_database_opens_no_door(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.scorer.set_round("open", "r1")
    links = site.services.access.links(site.event.slug)
    whole = site.services.access.links(WHOLE_SERVER)
    secrets = [token for _, token, _ in [*links, *whole]] + [pin for *_, pin in links if pin]
    files = [path for path in tmp_path.iterdir() if path.name.startswith("scoreboard.db")]
    content = b"".join(path.read_bytes() for path in files)
    assert len(secrets) > 10
    assert b"judge" in content, "what is searched must be what was written"
    assert not [secret for secret in secrets if secret.encode() in content]
    assert TEST_KEY.encode() not in content


def test_with_another_secret_key_every_link_is_another(access: Access, database: Database) -> None:
    old = access.links("quiz")
    other = Access(database, TEST_KEY[::-1])
    other.ensure("quiz", ROLES)
    for grant, token, pin in old:
        assert other.by_token(token) is None, grant.name
        assert pin is None or other.by_pin(pin) is None
    assert not set(tokens(other).values()) & {token for _, token, _ in old}
    assert all(other.by_token(token) for token in tokens(other).values())


def test_a_revoked_link_ends_at_once_and_a_new_one_is_in_force(access: Access) -> None:
    old, old_pin = tokens(access)["judge:lin"], pins(access)["judge:lin"]
    held = access.by_token(old)
    assert held is not None
    access.revoke("quiz", "judge", "lin")
    assert access.by_token(old) is None
    assert access.by_pin(old_pin) is None
    assert not access.is_valid(held)
    new = access.by_token(tokens(access)["judge:lin"])
    assert new is not None
    assert access.is_valid(new)
    assert access.by_token(tokens(access)["judge:wu"]), "nobody else is touched"


def test_what_is_not_there_cannot_be_revoked(access: Access) -> None:
    for role, subject in (("judge", "chen"), ("judge", ""), ("scorer", "lin")):
        with pytest.raises(KeyError):
            access.revoke("quiz", role, subject)  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        access.revoke("other", "scorer", "")


def test_a_judge_who_left_the_set_up_has_no_link_any_more(access: Access) -> None:
    token, pin = tokens(access)["judge:lin"], pins(access)["judge:lin"]
    held = access.by_token(token)
    assert held is not None
    access.ensure("quiz", [role for role in ROLES if role != ("judge", "lin")])
    assert access.by_token(token) is None
    assert access.by_pin(pin) is None
    assert not access.is_valid(held)
    assert "judge:lin" not in tokens(access)
    with pytest.raises(KeyError):
        access.revoke("quiz", "judge", "lin")
    assert "judge:lin" not in tokens(access)


def test_a_judge_who_comes_back_does_not_bring_a_revoked_link_back(access: Access) -> None:
    first = tokens(access)["judge:lin"]
    held = access.by_token(first)
    assert held is not None
    access.revoke("quiz", "judge", "lin")
    second = tokens(access)["judge:lin"]
    access.ensure("quiz", [role for role in ROLES if role != ("judge", "lin")])
    access.ensure("quiz", ROLES)
    assert access.by_token(first) is None
    assert access.by_token(second) is None
    assert not access.is_valid(held)
    assert tokens(access)["judge:lin"] not in (first, second)


def test_two_judges_never_share_a_pin(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Access._digest

    def few(self: Access, *parts: object) -> bytes:
        # Every judge's first two attempts fall on the same digits.
        if parts[0] == "pin" and int(str(parts[-1])) < 2:
            return (int(str(parts[-1])) + 4711).to_bytes(8)
        return original(self, *parts)

    monkeypatch.setattr(Access, "_digest", few)
    access = Access(database, TEST_KEY)
    access.ensure("quiz", ROLES)
    access.ensure("other", ROLES)
    given = [*pins(access).values(), *pins(access, "other").values()]
    assert {"004711", "004712"} <= set(given)
    assert len(set(given)) == 4
    for event in ("quiz", "other"):
        for name, pin in pins(access, event).items():
            grant = access.by_pin(pin)
            assert grant is not None
            assert (grant.event, grant.name) == (event, name)
    before = pins(access)
    access.ensure("quiz", ROLES)
    assert pins(access) == before


def test_the_names_in_the_ledger_say_who_it_was() -> None:
    assert Grant("quiz", "judge", "lin", 1).name == "judge:lin"
    assert Grant("quiz", "scorer", "", 1).name == "scorer"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, contest(heat(judged()), judges=people("lin wu")))


def signed_in(site: Site, judge_id: str) -> Any:
    """A tablet that opened its judge's link: only its cookie speaks for it."""
    tablet = site.app.test_client()
    url = next(j["url"] for j in site.links["judges"] if j["id"] == judge_id)
    assert tablet.get(url.removeprefix("http://hall")).status_code == 302
    return tablet


def test_a_revoked_judges_cookie_and_token_end_with_the_next_request(site: Site) -> None:
    tablet, page = signed_in(site, "lin"), "/e/quiz/judge"
    bearer = site.judge("lin")
    site.scorer.set_round("open", "essay")
    assert tablet.get(page).status_code == 200
    assert bearer.mark("essay", "red", 10).status_code == 201
    site.services.access.revoke("quiz", "judge", "lin")
    assert tablet.get(page).status_code == 401
    assert bearer.mark("essay", "red", 11).status_code == 401
    assert signed_in(site, "wu").get("/e/quiz/judge").status_code == 200


def test_a_judge_whose_link_another_process_has_taken_back_writes_nothing(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path, contest(heat(judged()), judges=people("lin wu")))
    judge, scorer = site.judge("lin"), site.scorer
    scorer.set_round("open", "essay")
    assert judge.mark("essay", "red", 10).status_code == 201
    open_services(config_in(tmp_path)).access.revoke("quiz", "judge", "lin")
    version = site.version
    for team in ("red", "nobody"):
        assert judge.mark("essay", team, 11).status_code == 401
    assert site.version == version


def test_a_desk_whose_link_has_ended_goes_on_as_who_else_the_browser_is_signed_in_as(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path, contest(heat(points("buzzer"))))
    both, whole = site.app.test_client(), site.services.access.links(WHOLE_SERVER)[0][1]
    for link in (f"/join/{whole}", site.links["scorer"].removeprefix("http://hall")):
        assert both.get(link).status_code == 302
    assert site.scorer.set_round("open", "buzzer").status_code == 200
    token = re.search('"csrf": "([^"]+)"', both.get("/e/quiz/desk").text)
    assert token is not None
    site.services.access.revoke("quiz", "scorer", "")
    answer = both.post(
        "/api/v1/events/quiz/awards",
        json={"id": str(uuid4()), "round": "buzzer", "team": "red", "points": "5"},
        headers={"X-CSRFToken": token[1]},
    )
    assert answer.status_code == 201
    assert answer.get_json()["entry"]["by"] == "organiser"


def test_a_judge_taken_out_of_the_set_up_is_a_stranger(site: Site) -> None:
    tablet = signed_in(site, "lin")
    assert tablet.get("/e/quiz/judge").status_code == 200
    site.services.preparing.set_up(contest(heat(judged()), judges=people("wu chen")))
    assert tablet.get("/e/quiz/judge").status_code == 401
    assert site.judge("lin").get("ledger").status_code == 401


def test_an_identity_rests_on_the_token_alone_where_there_is_one(site: Site) -> None:
    identity = Identity(site.services.access)
    token = site.judge("lin").token
    with site.app.test_request_context():
        grant = identity.identify("quiz", token)
        assert grant is not None
        assert grant.name == "judge:lin"
        identity.remember(grant)
        assert identity.identify("quiz") == grant
        assert identity.identify("other") is None
        assert identity.identify("quiz", "made-up") is None, (
            "a wrong token is not saved by a cookie"
        )


def test_nobody_asks_for_a_judge_by_the_name_of_the_role_where_the_role_s_row_says_it() -> None:
    asked = re.compile(r"""\brole [=!]= ["']""")
    # In the ledger the name is the spelling of who wrote an entry.
    found = [p.name for p in PACKAGE.rglob("*.py") if asked.search(p.read_text("utf-8"))]
    assert found == ["model.py"]


@pytest.fixture
def with_a_guest(access: Access) -> Access:
    access.add_person("quiz", "scorer", "Zhou")
    return access


def own_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE access SET token_hash = '{own}' WHERE role = 'judge' AND subject = 'wu'",
        "UPDATE access SET token_hash = '{own}' WHERE subject = 's1'",
        (
            "INSERT INTO access (event_slug, role, subject, name, generation, pin_attempt,"
            " token_hash) VALUES ('quiz', 'organiser', 'x', 'X', 1, 0, '{own}')"
        ),
        "UPDATE access SET token_hash = '{own}' WHERE role = 'organiser'",
    ],
)
def test_who_writes_a_hash_of_their_own_into_the_database_opens_no_door(
    with_a_guest: Access, database: Database, change: str
) -> None:
    execute(database, change.format(own=own_hash("my own link")))
    assert with_a_guest.by_token("my own link") is None
    assert with_a_guest.last_known("my own link") is None
    assert len(with_a_guest.foreign("quiz")) == 1


def test_a_judges_link_that_is_written_to_a_higher_role_opens_nothing(
    access: Access, database: Database
) -> None:
    link, pin = tokens(access)["judge:lin"], pins(access)["judge:lin"]
    execute(database, "UPDATE access SET role = 'presenter', subject = '' WHERE subject = 'lin'")
    assert access.by_token(link) is None
    assert access.by_pin(pin) is None
    assert [grant.name for grant in access.foreign("quiz")] == ["presenter"]


def test_no_link_that_was_given_out_is_taken_for_foreign(with_a_guest: Access) -> None:
    with_a_guest.revoke("quiz", "judge", "lin")
    assert with_a_guest.foreign("quiz") == []
