"""A mapping that cannot be changed, and that can be pickled, copied and written as JSON like any other."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenMapping(dict[K, V]):
    """A dictionary that refuses every change: ``dict(...)`` and ``copy()`` make one that can be changed.

    Raises ``TypeError`` where it would be changed.
    """

    # A view (MappingProxyType) could not be pickled, and is slower to look up in than a dictionary.
    def _refuse(self, *args: Any, **more: Any) -> NoReturn:  # noqa: ARG002
        raise TypeError("a result cannot be changed; expected a copy, as dict(...) makes it")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    # Unpickled item by item otherwise, which it refuses.
    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)

    def _ipython_key_completions_(self) -> list[str]:
        """The keys, for completion in a notebook."""
        return [str(key) for key in self]
