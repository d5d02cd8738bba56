"""Editions edited at random, and what two full checks of them say that drift must tell."""
