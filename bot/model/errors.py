"""Every fault the product knows, drawn in one tree; a fault of one package only stands in that package.

JiuyeError
├── SettingsError      a JIUYE_ variable is unknown or unusable; the process does not start
├── ContentError       the library has problems; carries all of them
├── UnknownName        a caller named a policy, region, measure or fact that does not exist
├── BadInput           what a program hands in cannot be used; the text names the field and the remedy
├── BadFacts           a facts file or form holds a value its fact cannot take
├── StorageError       the database or the shared store cannot be used
│   └── Overtaken      storage: a session was changed by another process meanwhile; nothing was written
├── GateError          a request from outside is refused before anything reads it
│   └── Unreadable     wechat: what was signed is no message; it is passed over in silence
├── Answered           storage: the message was answered already, perhaps by another process
├── DiagramTooLarge    eligibility: a condition has too many cases to be decided exactly
├── CannotEdit         content: a file cannot be changed as wished without touching the rest of it
├── CannotUndo         desk: a change of the content cannot be taken back
├── Stopped            desk: work in a process of its own ended without an outcome
├── Refused            desk: an account cannot be made, or somebody cannot sign in
├── NoVersion          desk: a version of the content to compare with cannot be had
├── NoPrinter          desk: no browser prints, or it did not
├── ApiError           wechat: the platform refused a call
├── Unreachable        wechat: the platform gave no answer
└── WrongClock         wechat: this machine's clock is off
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.problems import Problem


class JiuyeError(Exception):
    """Root of the faults; its text is meant for the person who can act on it."""


class SettingsError(JiuyeError):
    """A setting is unknown or its value cannot be used."""


class ContentError(JiuyeError):
    """The content has problems; a running library stays as it was."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class UnknownName(JiuyeError):
    """Something was asked for by a name that does not exist."""


class BadInput(JiuyeError):
    """What a program or a file hands in cannot be read; the text says which field and how to write it."""


class BadFacts(JiuyeError):
    """A fact was given a value of the wrong kind or outside its domain."""


class StorageError(JiuyeError):
    """What must be remembered cannot be written or read."""


class GateError(JiuyeError):
    """A callback failed its signature, age, replay, size or mode check."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
