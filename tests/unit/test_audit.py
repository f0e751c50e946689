"""`make audit` says what it found, and where it could ask nobody that it knows nothing."""

from __future__ import annotations

import json
import subprocess

from tests.support.audit import CHECKOUT, RUFF, of_npm, of_pip

SKIPPED = {"name": "flask", "skip_reason": "Dependency not found on PyPI"}


def test_a_known_hole_is_named_with_the_version_that_mends_it() -> None:
    hole = {"id": "PYSEC-1", "fix_versions": ["3.1.9"]}
    said = {"dependencies": [{"name": "flask", "version": "3.1.0", "vulns": [hole]}, SKIPPED]}
    assert of_pip(json.dumps(said)).holes == ("flask 3.1.0: PYSEC-1, mended in 3.1.9",)
    npm = {"vulnerabilities": {"x": {"name": "x", "range": "<2", "severity": "high"}}}
    assert of_npm(json.dumps(npm)).holes == ("x <2: high",)


def test_without_an_answer_nothing_is_known_and_nothing_is_claimed() -> None:
    for printed in ("", "not json", "[]", json.dumps({"dependencies": [SKIPPED]})):
        assert "could not be asked" in of_pip(printed).unknown
    for printed in ("", json.dumps({"message": "405 Method Not Allowed"})):
        assert "could not be asked" in of_npm(printed).unknown


def test_packages_without_holes_are_said_to_have_none() -> None:
    fine = {"dependencies": [{"name": "flask", "version": "3.1.0", "vulns": []}]}
    assert of_pip(json.dumps(fine)) == of_npm(json.dumps({"vulnerabilities": {}}))
    assert of_pip(json.dumps(fine)).unknown == ""


def test_the_code_breaks_no_rule_of_security() -> None:
    done = subprocess.run(RUFF, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
