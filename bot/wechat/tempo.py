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
        """How long the line is, in seconds, when whoever comes is told at once that the answer comes later.

        Half of what a try may take: the line may grow slower while others are told. Whoever is still in it when the
        time is up would be tried again, and in a crowd the further tries alone take the time that answers need.
        """
        return self.budget / 2

    @property
    def stand(self) -> float:
        """How long a try may stand in line before it is told that the answer comes later.

        The rest is for saying so, as in a crowd that takes longer, too.
        """
        return self.budget * 3 / 4

    @property
    def grace(self) -> float:
        """How long after an answer is ready a further try may still come for it."""
        return self.drop * 1.2


STANDARD = Tempo()
"""As the real platform behaves."""
