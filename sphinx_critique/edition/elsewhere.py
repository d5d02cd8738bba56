"""What other editions have, as their inventories tell (``sphinx.ext.intersphinx``)."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sphinx.environment import BuildEnvironment

from ..model.identifiers import normal_name

OBJECT_TYPES = ("excerpt", "quotation", "annotation")
"""What an inventory calls the items of an edition."""
_OURS = "critique"
_Inventory = Mapping[str, Mapping[str, Any]]


class Other(NamedTuple):
    """An item of another edition: ``series`` is one of :data:`OBJECT_TYPES`.

    ``label`` is what its edition calls it (“omission 12”); ``edition`` and ``version`` are those
    of the project that it stands in, ``uri`` is where.
    """

    series: str
    label: str
    edition: str
    version: str
    uri: str


class Elsewhere:
    """The inventories that a project names, for what is not found in its own edition.

    A name is looked for in all of them; ``key:name`` is one of the inventory with that key.
    """

    def __init__(self, env: BuildEnvironment | None = None) -> None:
        config = getattr(env, "config", None)
        named: Mapping[str, _Inventory] = getattr(env, "intersphinx_named_inventory", {})
        self._all: _Inventory = getattr(env, "intersphinx_inventory", {})
        self._named = {key.lower(): inventory for key, inventory in named.items()}
        mapping = getattr(config, "intersphinx_mapping", None) or {}
        self._keys = frozenset(str(key).lower() for key in mapping)
        self._self = str(getattr(config, "intersphinx_resolve_self", "") or "").lower()
        self._disabled = frozenset(getattr(config, "intersphinx_disabled_reftypes", ()))

    def __bool__(self) -> bool:
        """Whether the project names any."""
        return bool(self._keys)

    def find(self, name: str) -> Other | None:
        """What bears a name, or a label set before it."""
        name = normal_name(name)
        found = None
        if not self._disabled & {"*", f"{_OURS}:*"}:
            types = (each for each in _types() if each not in self._disabled)
            found = _first(self._all, types, name)
        key, _colon, rest = name.partition(":")
        return found or _first(self._named.get(key, {}), _types(), rest.strip())

    def find_in(self, key: str, name: str) -> Other | None:
        """What bears a name in the inventory with a key; in any, where that is empty."""
        inventory = self._named.get(key.lower(), {}) if key else self._all
        return _first(inventory, _types(), normal_name(name))

    def own_name(self, name: str) -> str:
        """A name without the key by which a project speaks of itself."""
        key, _colon, rest = name.partition(":")
        return rest.strip() if self._self and key.strip() == self._self else name

    def unread(self, name: str, key: str = "") -> bool:
        """Whether a name is said to be in an inventory that could not be read.

        Of that Sphinx has warned, and nothing can be known of the name.
        """
        key = key or name.partition(":")[0]
        return key.lower() in self._keys - set(self._named)


def _types() -> Iterator[str]:
    return (f"{_OURS}:{each}" for each in OBJECT_TYPES)


def _first(inventory: _Inventory, types: Iterator[str], name: str) -> Other | None:
    for each in types:
        item = inventory.get(each, {}).get(name)
        if item is not None:
            return _other(each.partition(":")[2], name, item)
    return None


def _other(series: str, name: str, item: Any) -> Other:
    """An entry of an inventory, which Sphinx before 8.2 has as a tuple."""
    if isinstance(item, tuple):
        edition, version, uri, label = item
    else:
        edition, version = item.project_name, item.project_version
        uri, label = item.uri, item.display_name
    return Other(series, name if label == "-" else label, edition, version, uri)
