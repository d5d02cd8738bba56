"""An edition in the browser while it is written: built after each edit, by a process of its own."""
