"""What is known of actors across articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from wortlaut.records import (
        Registered,
    )


class Registry(Protocol):
    """Who is who beyond one article. All processes of a run ask one moment of it; more bearers than can be told apart are none."""

    digest: str

    def named(self, name: str) -> Sequence[Registered]:
        """Whoever has exactly this name, alias or acronym (`wortlaut.records.name_key`)."""
        ...

    def surnamed(self, surname: str) -> Sequence[Registered]:
        """Persons with this surname."""
        ...

    def holders(self, organisation: str) -> Sequence[Registered]:
        """Whoever has or had a role there, whatever role and whenever; `Role.possible` and `Role.certain` tell."""
        ...
