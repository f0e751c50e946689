"""Circles in a graph of imports."""

from __future__ import annotations


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Names that lead back to the first of them, or nothing where there are none."""
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return path[path.index(name) :]
        if name in done:
            return []
        found = next((c for other in sorted(graph[name]) if (c := walk(other, [*path, name]))), [])
        done.add(name)
        return found

    return next((found for name in graph if (found := walk(name, []))), [])
