"""python -m bot, and the jiuye command."""

from __future__ import annotations

import os


def main() -> None:
    """Run the command."""
    # The matrices of a message are small: threads for them cost ten times what they save.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from bot.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
