"""The folder `deploy`: its files are what their programs accept, and all read one environment."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from scoreboard.config import from_environment
from scoreboard.limits import IDLE_SECONDS, LARGEST_UPLOAD, MOST_DESCRIPTORS
from tests.support.nginx import TEMPLATE, Front
from tests.support.provide import need, nginx, systemd_analyze

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
SETTING = re.compile(r"^([A-Z][A-Z_]+)=(.*)$", re.MULTILINE)
ENVIRONMENT = dict(SETTING.findall((DEPLOY / "scoreboard.env").read_text("utf-8")))
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
UNIT = DEPLOY / "scoreboard@.service"


@pytest.mark.parametrize(
    "path", ["/join/{key}", "/JOIN/{key}", "/zh/join/{key}", "/{key}", "/e/nm2024/{key}"]
)
def test_no_log_of_nginx_holds_a_key_however_its_address_is_mistyped(path: str) -> None:
    text = TEMPLATE.read_text("utf-8")
    found = re.search(r"map \$uri \$logged \{(.*?)\n    \}", text, re.DOTALL)
    assert found is not None
    rows = re.findall(r'^\s*"?(~\*?)([^" ]+)"? (\S+);', found[1], re.MULTILINE)
    asked = path.format(key="n5_hiDs8x1hLlawMJ87OhokRjLsefe9W")
    flags = {"~": re.NOFLAG, "~*": re.IGNORECASE}
    said = next((to for how, what, to in rows if re.search(what, asked, flags[how])), asked)
    assert "hiDs8x1" not in said
    # An error about a process that is away names the whole address.
    assert re.search(r"^error_log \S+ crit;", text, re.MULTILINE)


def settings_of_the_program() -> set[str]:
    named: set[str] = set()
    for path in (ROOT / "scoreboard").rglob("*.py"):
        named |= set(re.findall(r"\bSCOREBOARD_[A-Z_]+\b", path.read_text("utf-8")))
    return named


def test_the_environment_has_every_setting_of_the_program_and_no_other() -> None:
    asked = set(re.findall(r"\$\{(NGINX_\w+)\}", TEMPLATE.read_text("utf-8")))
    assert ENVIRONMENT.keys() == settings_of_the_program() | asked


def test_the_environment_starts_a_server_once_its_key_is_filled_in(tmp_path: Path) -> None:
    mine = {**ENVIRONMENT, "SCOREBOARD_DATA": str(tmp_path)}
    config = from_environment({**mine, "SCOREBOARD_SECRET_KEY": "0123456789abcdef"})
    assert config.database_file is None
    assert config.message_queue
    assert (config.trusted_proxies, config.log, config.metrics) == (1, "json", True)


def test_every_setting_has_a_sentence_before_it() -> None:
    lines = (DEPLOY / "scoreboard.env").read_text("utf-8").splitlines()
    for before, line in pairwise(lines):
        if line.startswith("SCOREBOARD_"):
            assert before.startswith("# "), line


def test_nginx_accepts_its_configuration(tmp_path: Path) -> None:
    said = Front(need(nginx()), tmp_path, [8001, 8002]).checked()
    assert said.returncode == 0, said.stderr
    assert "warn" not in said.stderr


def test_what_nginx_allows_goes_with_what_a_process_allows() -> None:
    conf = TEMPLATE.read_text("utf-8")

    def value(name: str) -> int:
        (found,) = set(re.findall(rf"^\s*{name} (\d+)", conf, re.MULTILINE))
        return int(found)

    upstream = conf[conf.index("upstream scoreboard") :]
    idle = re.search(r"keepalive_timeout (\d+)s", upstream)
    assert idle is not None
    assert int(idle[1]) < IDLE_SECONDS, "else nginx sends on a line that the process has ended"
    assert value("client_max_body_size") * 1024 * 1024 >= LARGEST_UPLOAD
    assert value("worker_rlimit_nofile") >= 2 * value("worker_connections")
    assert "X-Forwarded-For $remote_addr" in conf, (
        "what a phone claims of itself counts for nothing"
    )
    assert "$proxy_add_x_forwarded_for" not in conf
    assert "$args" not in conf.replace("$request_id", "")
    assert "$request_uri" not in conf, "a link stands in it"


def lines_of(unit: Path) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", unit.read_text("utf-8"), re.MULTILINE):
        said.setdefault(name, []).append(value)
    return said


def test_the_unit_runs_the_command_as_nobody_special() -> None:
    said = lines_of(UNIT)
    (command,) = said["ExecStart"]
    program, *arguments = command.split()
    assert Path(program).name == "scoreboard"
    help_text = subprocess.run(
        [sys.executable, "-m", "scoreboard", "serve", "--help"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    ).stdout  # fmt: skip
    assert arguments[0] == "serve"
    assert all(one in help_text for one in arguments if one.startswith("--"))
    assert said["User"] == ["scoreboard"]
    assert said["CapabilityBoundingSet"] == [""]
    assert said["ProtectSystem"] == ["strict"]
    assert said["NoNewPrivileges"] == ["yes"]
    assert int(said["LimitNOFILE"][0]) == MOST_DESCRIPTORS
    assert ENVIRONMENT["SCOREBOARD_DATA"] == f"/var/lib/{said['StateDirectory'][0]}"


def test_systemd_accepts_the_unit_and_finds_it_hardened(tmp_path: Path) -> None:
    for unit in (UNIT, DEPLOY / "scoreboard.target"):
        text = unit.read_text("utf-8")
        # The program is not installed on the machine that runs the tests.
        (tmp_path / unit.name).write_text(
            text.replace("/opt/scoreboard/bin/scoreboard", "/bin/true")
        )

    program = need(systemd_analyze())

    def analyze(*arguments: str) -> str:
        done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    unit = str(tmp_path / UNIT.name)
    assert UNIT.name not in analyze("verify", "--man=no", unit)
    # From 0 (locked in) to 10 (free to do anything).
    assert "Overall exposure level" in analyze("security", "--offline=true", "--threshold=20", unit)


def test_compose_starts_what_a_process_needs_before_it() -> None:
    processes = {name: one for name, one in SERVICES.items() if name.startswith("process")}
    assert len(processes) == 4
    for one in processes.values():
        assert one["env_file"] == "scoreboard.env"
        assert one["environment"].keys() <= settings_of_the_program()
        assert one["depends_on"] == {
            "postgresql": {"condition": "service_healthy"},
            "redis": {"condition": "service_healthy"},
        }
        assert one["read_only"]
        assert one["cap_drop"] == ["ALL"]
        assert (DEPLOY / one["build"]["context"] / one["build"]["dockerfile"]).is_file()
    for name in ("postgresql", "redis"):
        assert SERVICES[name]["healthcheck"]["test"]
        assert "ports" not in SERVICES[name], "nobody outside reaches it"
    front = SERVICES["nginx"]
    asked = set(re.findall(r"\$\{(NGINX_\w+)\}", TEMPLATE.read_text("utf-8")))
    assert asked <= front["environment"].keys()
    named = set(re.findall(r"server (\w+):8000;", front["environment"]["NGINX_SERVERS"]))
    assert named == processes.keys() == set(front["depends_on"])
    volumes = {one["volumes"][0].split(":")[0] for one in SERVICES.values() if "volumes" in one}
    assert COMPOSE["volumes"].keys() == {name for name in volumes if not name.startswith(".")}
    assert all(":" in one.get("image", "own:") or "build" in one for one in SERVICES.values())


def steps_of(containerfile: str) -> list[tuple[str, str]]:
    """Its instructions, each with its words; lines that go on are joined."""
    whole = re.sub(r"\\\n\s*", "", containerfile)
    lines = [line for line in whole.splitlines() if line and not line.startswith("#")]
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines]


def test_the_container_holds_what_hadolint_asks_for() -> None:
    """Its rules DL3006, DL3007 (a tag, not latest), DL3002 (not root), DL3000, DL3020, DL3025,
    DL3042 and DL4000, DL4003, DL4004 (one of each).
    """
    steps = steps_of((DEPLOY / "Containerfile").read_text("utf-8"))
    names = [name for name, _ in steps]
    known = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK",
             "ENTRYPOINT", "CMD"}  # fmt: skip
    assert set(names) <= known
    images = [words.split()[0] for name, words in steps if name == "FROM"]
    assert all(":" in image and not image.endswith(":latest") for image in images)
    last = names[len(names) - names[::-1].index("FROM") :]
    assert last.count("USER") == last.count("CMD") == last.count("ENTRYPOINT") == 1
    (user,) = [words for name, words in steps if name == "USER"]
    assert user.isdigit()
    assert int(user) > 0
    for name, words in steps:
        if name == "WORKDIR":
            assert words.startswith("/")
        if name in ("CMD", "ENTRYPOINT"):
            assert words.startswith("[")
        if name == "RUN" and "pip install" in words:
            assert "--no-cache-dir" in words
            assert "-c constraints.txt" in words
    copied = [words.split()[-2] for name, words in steps if name == "COPY"]
    assert all(one == "." or one.startswith("/opt") for one in copied)
    left_out = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert {".git", ".venv", "node_modules", "scoreboard-data"} <= set(left_out)


def test_the_page_on_deploying_names_what_is_there() -> None:
    page = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    for path in DEPLOY.iterdir():
        assert f"deploy/{path.name}" in page, path.name
    for named in re.findall(r"\bdeploy/([\w@.]+\w)", page):
        assert (DEPLOY / named).exists() or named == ".env", named
    for setting in re.findall(r"\bSCOREBOARD_[A-Z_]+\b", page):
        assert setting in ENVIRONMENT, setting
