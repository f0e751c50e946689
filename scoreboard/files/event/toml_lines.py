"""Where each key and value of a TOML file stands, from its syntax tree."""

from __future__ import annotations

import tomllib

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from scoreboard.files.event.problems import Path

# No event file nests deeper; a path below this has the line of its ancestor.
DEEPEST = 8

_LANGUAGE = Language(tree_sitter_toml.language())


def syntax_tree(source: bytes) -> Node:
    """The tree of a TOML text; what does not fit its grammar stands in nodes of type ERROR."""
    return Parser(_LANGUAGE).parse(source).root_node


class TomlLines:
    """The line of every path in a file that tomllib accepts."""

    def __init__(self, source: bytes) -> None:
        self._lines: dict[Path, int] = {}
        self._tables: dict[Path, int] = {}
        self._read(syntax_tree(source))

    def of(self, where: Path) -> int:
        """The line of the path, or of the nearest thing around it; the file itself is line 1."""
        for length in range(len(where), 0, -1):
            line = self._lines.get(where[:length])
            if line is not None:
                return line
        return 1

    def _read(self, document: Node) -> None:
        for node in document.children:
            if node.type == "pair":
                self._pair((), node)
            elif node.type in ("table", "table_array_element"):
                self._table(node, many=node.type == "table_array_element")

    def _table(self, node: Node, *, many: bool) -> None:
        key = next((child for child in node.children if child.type.endswith("_key")), None)
        if key is None:
            return
        *around, last = _names(key)
        where: Path = ()
        for name in around:
            where = self._latest((*where, name), node)
        where = (*where, last)
        self._note(where, node)
        if many:
            self._tables[where] = self._tables.get(where, 0) + 1
            where = (*where, self._tables[where] - 1)
            self._note(where, node)
        for child in node.children:
            if child.type == "pair":
                self._pair(where, child)

    def _latest(self, where: Path, node: Node) -> Path:
        # [stages.x] means the newest of the [[stages]] above it.
        self._note(where, node)
        return (*where, self._tables[where] - 1) if where in self._tables else where

    def _pair(self, where: Path, node: Node) -> None:
        # Key, equals sign, value, and perhaps the remark at the line's end.
        key, _, value = node.children[:3]
        for name in _names(key):
            where = (*where, name)
            self._note(where, key)
        self._value(where, value)

    def _value(self, where: Path, node: Node) -> None:
        if len(where) > DEEPEST:
            return
        if node.type == "inline_table":
            for child in node.children:
                if child.type == "pair":
                    self._pair(where, child)
        elif node.type == "array":
            values = [c for c in node.children if c.is_named and c.type != "comment"]
            for number, value in enumerate(values):
                self._note((*where, number), value)
                self._value((*where, number), value)

    def _note(self, where: Path, node: Node) -> None:
        self._lines.setdefault(where, node.start_point.row + 1)


def _names(key: Node) -> list[str]:
    """The parts of a key; tomllib itself undoes quotes and escapes."""
    text = (key.text or b"").decode()
    if key.type == "bare_key":
        return [text]
    table: object = tomllib.loads(f"{text} = 0")
    names: list[str] = []
    while isinstance(table, dict):
        ((name, table),) = table.items()
        names.append(name)
    return names
