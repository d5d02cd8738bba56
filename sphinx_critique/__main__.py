"""``python -m sphinx_critique``: the command ``sphinx-critique``, where it is in no path."""

from .cli import main

if __name__ == "__main__":
    main(prog_name="python -m sphinx_critique")
