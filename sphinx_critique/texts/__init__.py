"""Words alone: how they are folded, found, compared and read; nothing here knows of Sphinx."""
