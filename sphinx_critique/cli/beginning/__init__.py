"""How a review project begins: what is asked, and the files that are made of the answers."""
