"""What finds the quotations of a book: ours and three others, on the same book in the same run.

``python -m tests.bench.finders --peers PYTHON`` runs each in a process of its own. The others are
no dependencies: ``PYTHON`` (or ``CRITIQUE_PEERS``) is that of an environment that has them, made by
``pip install quid text-matcher rapidfuzz``. What is not there is left out, and that is said.
"""
