"""What the extension costs, as ratios: ``python -m tests.bench``."""
