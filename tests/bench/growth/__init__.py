"""How work grows with what it has many of."""
