"""Changed copies of frozen things, whichever library made their class.

What every turn makes anew is a Struct of msgspec, whose copies take a sixth of the time of a dataclass's; a turn makes
some fifteen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import replace as replace  # noqa: PLC0414 - so that names and types of changes are checked
else:
    import dataclasses
    from typing import Any

    from msgspec import Struct, structs

    def replace(thing: Any, /, **changes: Any) -> Any:  # noqa: ANN401 - as declared above
        """A copy with these fields changed. Raises TypeError for a name that is no field."""
        same = structs.replace if isinstance(thing, Struct) else dataclasses.replace
        return same(thing, **changes)
