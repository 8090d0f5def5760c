"""``python -m gapcheck``."""

from gapcheck.cli import main

if __name__ == "__main__":
    main(prog_name="gapcheck")
