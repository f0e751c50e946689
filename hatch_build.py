"""The build hook: makes what git does not hold, for a wheel, an sdist or an editable install.

`scoreboard/vendor.py` does the work, and is loaded by its path because nothing is installed yet.
The sdist carries the results, so a wheel made from it needs neither Node.js nor npm.
"""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TOP_LEVEL_FOLDERS = ("templates", "static", "examples")


def _vendor(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("_vendor", root / "scoreboard/vendor.py")
    if spec is None or spec.loader is None:
        raise ImportError("scoreboard/vendor.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fetches the front-end packages, compiles the phrases, and adds the top-level folders."""

    def dependencies(self) -> list[str]:
        """Node.js, but only where there is something to fetch: it is the largest download."""
        vendor = _vendor(Path(self.root))
        return [] if vendor.vendor_is_current(Path(self.root)) else [vendor.NODE_REQUIREMENT]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        vendor = _vendor(root)
        if not vendor.vendor_is_current(root):
            vendor.make_vendor(root)
        vendor.compile_catalogs(root)
        # An editable install reads these folders where they stand.
        if self.target_name == "wheel" and version == "standard":
            for name in TOP_LEVEL_FOLDERS:
                build_data["force_include"][str(root / name)] = f"scoreboard/{name}"
