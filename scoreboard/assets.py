"""Finds templates, static files and examples: inside the package or beside it."""

from pathlib import Path

from scoreboard import vendor

_PACKAGE = Path(__file__).resolve().parent


def templates_dir() -> Path:
    """The folder of the pages' templates."""
    return _folder("templates")


def static_dir() -> Path:
    """The folder of styles, scripts and, under `vendor`, fonts and packages."""
    return _folder("static")


def examples_dir() -> Path:
    """The folder of the shipped event files."""
    return _folder("examples")


def event_templates_dir() -> Path:
    """The folder of the event files that a new event can begin from."""
    return examples_dir() / "templates"


def translations_dir() -> Path:
    """The folder of the message catalogs."""
    return _PACKAGE / "translations"


def ensure_vendor() -> None:
    """Make or fetch missing packages, fonts and compiled phrases before a page is served.

    A wheel and an editable install have them; a plain checkout makes them here. One that is
    there but older than the lock file stays: a hall has no internet to fetch another.
    Raises `vendor.VendorError` with a sentence that says what to do.
    """
    checkout = _PACKAGE.parent
    if static_dir() != checkout / "static":
        return
    if not (checkout / "static/vendor").is_dir():
        vendor.make_vendor(checkout)
    vendor.compile_catalogs(checkout)


def _folder(name: str) -> Path:
    """Inside the package where a wheel was installed, else beside it in the checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
