"""What all tests share: examples drawn by hypothesis may take as long as a busy machine needs."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
