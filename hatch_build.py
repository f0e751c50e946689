"""The build hook: makes what git does not hold, for a wheel, an sdist or an editable install.

`scoreboard/vendor.py` and `scoreboard/bundling.py` do the work, and are loaded by their paths
because nothing is installed yet. The sdist carries the results, so a wheel made from it needs
neither Node.js nor npm. Run by itself, this makes them for the checkout it lies in.
"""

import importlib.util
import sys
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TOP_LEVEL_FOLDERS = ("templates", "static", "examples")


def _part(root: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"_{name}", root / f"scoreboard/{name}.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"scoreboard/{name}.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _is_made(root: Path) -> bool:
    vendor, pages = _part(root, "vendor"), _part(root, "pages")
    return bool(vendor.vendor_is_current(root) and pages.built_is_current(root))


def make(root: Path) -> None:
    """Fetch the front-end packages, make the pages' files, and compile the phrases, where stale."""
    vendor, pages, bundling = (_part(root, name) for name in ("vendor", "pages", "bundling"))
    with ExitStack() as stack:
        modules = root / "node_modules"
        program = bundling.program_in(modules)
        if not (vendor.vendor_is_current(root) and (pages.built_is_current(root) or program)):
            modules = stack.enter_context(vendor.npm_packages(root))
            program = bundling.program_in(modules)
        if not vendor.vendor_is_current(root):
            vendor.make_vendor(root, modules)
        if not pages.built_is_current(root) and program is not None:
            static = root / "static"
            table, made_from = pages.table_of(static), pages.fingerprint(root)
            bundling.make_built(root, program, table, made_from, static / pages.BUILT)
        elif program is None and not pages.built_is_current(root):
            print(
                "There is no esbuild for this machine: pages load their sources.", file=sys.stderr
            )
    vendor.compile_catalogs(root)


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes what is missing or stale, and adds the top-level folders to a wheel."""

    def dependencies(self) -> list[str]:
        """Node.js, but only where there is something to fetch: it is the largest download."""
        root = Path(self.root)
        return [] if _is_made(root) else [_part(root, "vendor").NODE_REQUIREMENT]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        make(root)
        # An editable install reads these folders where they stand.
        if self.target_name == "wheel" and version == "standard":
            for name in TOP_LEVEL_FOLDERS:
                build_data["force_include"][str(root / name)] = f"scoreboard/{name}"


if __name__ == "__main__":
    make(Path(__file__).resolve().parent)
