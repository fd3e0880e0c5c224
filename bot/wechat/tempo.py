"""How long things may take where the platform waits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds. budget: for one answer. drop: after which the platform drops the connection and tries again.

    tries: in all. keep: how long a finished answer is held for further tries.
    typing: after which the person is shown that an answer is being written.
    """

    budget: float = 4.0
    drop: float = 5.0
    tries: int = 3
    keep: float = 20.0
    typing: float = 1.5

    @property
    def hopeless(self) -> float:
        """How long others have stood in line when whoever joins it is told at once that the answer comes later.

        Longer than that the platform would try again, and in a crowd the further tries alone would take the time, and
        the connections, that are needed for the answers.
        """
        return self.budget

    @property
    def grace(self) -> float:
        """How long after an answer is ready a further try may still come for it."""
        return self.drop * 1.2


STANDARD = Tempo()
"""As the real platform behaves."""
