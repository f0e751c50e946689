"""The design's promises about who may import whom, and who may call what."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import scoreboard
from scoreboard.roles import roles_that_may
from tests.support.site import Site
from tests.unit.circles import circle

PACKAGE = Path(scoreboard.__file__).parent
# Whoever is lower knows nothing of who is higher; within a folder imports may go both ways.
LAYERS = {
    "contest": 0, "vendor": 0, "pages": 0, "bundling": 0, "extraction": 0, "limits": 0,
    "in_thread": 0, "lasting": 0, "network": 0, "output": 0, "roles": 0, "tls": 0, "config": 1,
    "lane": 1, "rates": 1, "crowd": 2, "gate": 3, "servers": 3,
    "storage": 1, "files": 1, "assets": 1,
    "delivery": 2, "translation": 2, "identity": 2, "links": 2, "boards": 2, "logs": 2,
    "verbs": 3, "pair": 3, "live": 4,
    "services": 4, "metrics": 5, "recount": 5, "web": 6,
    "app": 7,
    "demo": 8,
    "cli": 9,
    "__main__": 10,
}  # fmt: skip
# The core's own floors, from the ground up; model, words, texts, numbers and so on below.
FLOORS = ("rules", "record", "standings", "acts", "boards", "show", "explaining")
PURE = {
    "__future__", "bisect", "collections", "dataclasses", "datetime", "decimal", "enum",
    "fractions", "functools", "itertools", "math", "operator", "re", "statistics", "typing",
    "unicodedata",
}  # fmt: skip
IMPURE = {"open", "input", "print", "exec", "eval", "compile", "__import__", "breakpoint"}
CLOCK = {".now", ".utcnow", ".today", ".time", ".time_ns", ".monotonic", ".perf_counter"}
# A place may be 4.5, which is exact in binary; nothing else of the core may become a float.
PLACES_AS_FLOAT = {"rules.ranking": 1, "rules.problem": 1}
OPEN_TO_ALL = {
    "home.events", "home.healthz", "display.page", "overlay.page", "audience.code",
    "audience.page", "team.page", "recount.page",
    "join.by_link", "join.by_pin", "join.with_pin", "files.workbook_sample", "files.csv_sample",
    "api.events", "api.event_board", "api.event_chart", "api.team_breakdown", "api.description",
    "api.time", "api.event_scene",
    "api.greet", "api.follow", "api.pair_state", "trust.how", "trust.authority", "judge.worker",
    "api.look", "api.recount_file", "pictures.picture", "fonts.style", "fonts.file",
}  # fmt: skip


def modules() -> dict[str, ast.Module]:
    """Every module of the package by its dotted name below `scoreboard`."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if "versions" not in parts:
            found[".".join(parts)] = ast.parse(path.read_text(encoding="utf-8"))
    return found


MODULES = modules()
CORE = {name: tree for name, tree in MODULES.items() if name.startswith("contest.")}


def imports(tree: ast.Module) -> set[str]:
    """The dotted names a module imports, wherever in it; `from a import b` gives a and a.b."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            found.add(node.module or "")
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def own_imports(tree: ast.Module) -> set[str]:
    """The parts of the package (contest, storage, web …) that a module imports."""
    inside = (name.split(".") for name in imports(tree) if name.startswith("scoreboard."))
    return {parts[1] for parts in inside if parts[1] in LAYERS}


def calls(tree: ast.Module) -> list[str]:
    """The functions called in a module: `open(…)` gives "open", `date.today()` ".today"."""
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    plain = [func.id for func in called if isinstance(func, ast.Name)]
    return plain + [f".{func.attr}" for func in called if isinstance(func, ast.Attribute)]


def test_the_core_is_there_to_be_looked_at() -> None:
    assert len(CORE) > 10
    assert {"contest.rules.scoring", "contest.rules.ties", "contest.boards.board"} <= CORE.keys()


@pytest.mark.parametrize("name", CORE)
def test_the_core_imports_itself_and_pure_parts_of_the_standard_library_only(name: str) -> None:
    outside = {i for i in imports(CORE[name]) if not i.startswith("scoreboard.contest")}
    assert {i.split(".")[0] for i in outside} <= PURE


@pytest.mark.parametrize("name", CORE)
def test_a_floor_of_the_core_rests_on_those_below_it_only(name: str) -> None:
    floor = _floor(name)
    for other in imports(CORE[name]):
        if other.removeprefix("scoreboard.") in CORE:
            assert _floor(other.removeprefix("scoreboard.")) <= floor, f"{name} imports {other}"


def _floor(name: str) -> int:
    parts = name.split(".")
    return FLOORS.index(parts[1]) if len(parts) > 2 else -1


def test_every_module_of_the_core_has_its_floor() -> None:
    ground = {"__init__", "model", "words", "texts", "numbers", "heading", "contrast"}
    assert {name.split(".")[1] for name in CORE} <= {*ground, *FLOORS}


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {
        name: {m for i in imports(tree) if (m := i.removeprefix("scoreboard.")) in MODULES}
        for name, tree in MODULES.items()
    }
    assert circle(graph) == []


def at_load(tree: ast.Module) -> set[str]:
    """The own modules that are loaded with a module; not for types only, nor when a call asks."""
    top = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    named = {f"{node.module}.{alias.name}" for node in top for alias in node.names}
    named |= {node.module or "" for node in top}
    return {m for name in named if (m := name.removeprefix("scoreboard.")) in MODULES}


def test_no_chain_of_imports_is_longer_than_eighteen_modules() -> None:
    chains: dict[str, list[str]] = {}

    def chain(name: str) -> list[str]:
        if name not in chains:
            below = max((chain(m) for m in at_load(MODULES[name]) - {name}), key=len, default=[])
            chains[name] = [name, *below]
        return chains[name]

    longest = max(map(chain, MODULES), key=len)
    assert len(longest) <= 18, " > ".join(longest)


def test_an_import_within_a_function_says_why_it_is_late() -> None:
    """Else it would only hide a chain. For all commands `cli` says it once."""
    unexplained = []
    for name, tree in MODULES.items():
        lines = (PACKAGE / f"{name.replace('.', '/')}.py").read_text("utf-8").splitlines()
        inside = {
            node.lineno
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef)
            for node in ast.walk(function)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scoreboard")
        }
        for at in inside if not name.startswith("cli.") else ():
            above, own = lines[at - 2].strip(), lines[at - 1].replace("# noqa: PLC0415", "")
            if "#" not in own and not above.startswith("#"):
                unexplained.append(f"{name}:{at}")
    assert unexplained == []


@pytest.mark.parametrize("name", CORE)
def test_the_core_reads_no_file_no_clock_and_throws_no_dice(name: str) -> None:
    assert not set(calls(CORE[name])) & (IMPURE | CLOCK)


@pytest.mark.parametrize("name", CORE)
def test_no_score_becomes_a_float(name: str) -> None:
    tree = CORE[name]
    allowed = PLACES_AS_FLOAT.get(name.removeprefix("contest."), 0)
    assert calls(tree).count("float") == allowed
    numbers = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    assert not [n for n in numbers if isinstance(n, (float, complex))]


def test_importing_the_core_loads_no_framework_and_no_source_of_chance() -> None:
    wanted = ", ".join(f"scoreboard.{name}" for name in CORE)
    unwanted = (
        "flask", "sqlalchemy", "pydantic", "eventlet", "click", "sqlite3", "socket", "random",
        "secrets", "uuid", "scoreboard.storage", "scoreboard.web", "scoreboard.live",
    )  # fmt: skip
    assert loaded_with(wanted, unwanted, "-I", "-S") == "[]"


def test_a_command_that_serves_nobody_loads_nothing_that_serves() -> None:
    unwanted = ("flask", "socketio", "eventlet", "openpyxl", "scoreboard.web", "scoreboard.live")
    assert loaded_with("scoreboard.cli, scoreboard.services", unwanted) == "[]"


def loaded_with(wanted: str, unwanted: tuple[str, ...], *bare: str) -> str:
    """What of the unwanted is loaded with some modules in a new process.

    `bare` -I -S: without the environment's own start-up files, which may import anything.
    """
    code = f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); import {wanted};"
    code += f"print(sorted(set({unwanted!r}) & set(sys.modules)))"
    command = [sys.executable, *bare, "-c", code]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not told.stderr
    return told.stdout.strip()


@pytest.mark.parametrize("name", sorted(MODULES.keys() - {"__init__"}))
def test_imports_point_one_way(name: str) -> None:
    part, _, _ = name.partition(".")
    assert part in LAYERS, f"give {part} a layer: who may import it, and whom may it import?"
    above = {other for other in own_imports(MODULES[name]) if LAYERS[other] >= LAYERS[part]}
    assert above <= {part}


def test_the_layers_speak_of_what_there_is() -> None:
    assert {name.split(".")[0] for name in MODULES} - {"__init__"} == LAYERS.keys()


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("verbs.")])
def test_verbs_are_handed_publish_and_know_no_sockets(name: str) -> None:
    known = imports(MODULES[name])
    assert not [name for name in known if "live" in name or "socketio" in name or "flask" in name]


def test_the_views_of_every_module_of_the_api_are_served() -> None:
    with_views = {
        path.stem
        for path in (PACKAGE / "web" / "api").glob("*.py")
        if "\n@api." in path.read_text()
    }
    assert {f"scoreboard.web.api.{name}" for name in with_views - {"spec"}} <= imports(
        MODULES["web.api.views"]
    )


@pytest.mark.parametrize("library", ["eventlet", "gevent"])
def test_one_file_names_each_library_that_serves(library: str) -> None:
    naming = {
        name for name, tree in MODULES.items()
        if any(i.split(".")[0] == library for i in imports(tree))
    }  # fmt: skip
    assert naming == {f"servers.with_{library}"}


def test_only_the_ledger_writes_entries() -> None:
    kept = ("storage.", "web.", "cli.", "verbs.", "live.")
    made = {name for name, tree in MODULES.items() if "EntryRow" in calls(tree)}
    written = {
        name for name, tree in MODULES.items() if name.startswith(kept) and "insert" in calls(tree)
    }
    assert not made
    # What another laptop's ledger has written is copied as it is, and its chain computed.
    assert written == {"storage.ledger_transaction", "storage.mirror"}


def test_every_view_says_who_may_call_it(site: Site) -> None:
    views = {name: view for name, view in site.app.view_functions.items() if name != "static"}
    assert len(views) > 15
    unmarked = {name for name, view in views.items() if not hasattr(view, "needs")}
    assert not unmarked
    to_all = {name for name, view in views.items() if vars(view)["needs"] == "everybody"}
    assert to_all == OPEN_TO_ALL


def test_a_guarded_view_belongs_to_an_event_and_asks_for_what_some_role_may(site: Site) -> None:
    guarded = [
        (rule, vars(site.app.view_functions[rule.endpoint])["needs"])
        for rule in site.app.url_map.iter_rules()
        if rule.endpoint != "static" and rule.endpoint not in OPEN_TO_ALL
    ]
    assert len(guarded) > 8
    for rule, needs in guarded:
        of_the_server = "whole_server" in vars(site.app.view_functions[rule.endpoint])
        assert ("slug" in rule.arguments) is not of_the_server, rule
        assert roles_that_may(needs), rule


def test_no_page_asks_for_a_role_by_its_name() -> None:
    """What a page offers follows from what the server says that its reader may do."""
    root = PACKAGE.parent
    sources = [*(root / "static" / "js").rglob("*.js"), *(root / "templates").glob("*.html")]
    compared = re.compile(r"page\.role *(==|!=| in |\?\.)|role *!==? *\"viewer\"")
    assert len(sources) > 100
    assert [path.name for path in sources if compared.search(path.read_text("utf-8"))] == []


def test_nobody_writes_unasked_but_through_the_pin_and_who_knows_the_key(site: Site) -> None:
    writing = {
        rule.endpoint
        for rule in site.app.url_map.iter_rules()
        if rule.endpoint in OPEN_TO_ALL and (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
    }
    assert writing == {"join.with_pin", "api.greet", "api.follow"}


def test_a_view_that_says_nothing_is_open_to_nobody(site: Site) -> None:
    site.app.add_url_rule("/e/<slug>/forgotten", "forgotten", lambda slug: slug)
    for person in (site.stranger, site.scorer, site.organiser):
        answer = person.client.get("/e/nm2024/forgotten", headers=person.headers)
        assert answer.status_code == 403
        assert "nm2024" not in answer.text


def test_no_function_is_longer_than_forty_lines() -> None:
    long = []
    for path in PACKAGE.rglob("*.py"):
        # What a migration does is never changed.
        if "versions" in path.parts:
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        for node in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                said = [line for line in lines[node.lineno - 1 : node.end_lineno] if line.strip()]
                long += [f"{path.name}: {node.name}"] * (len(said) > 40)
    assert long == []
