"""Quotations damaged in every way, from made-up books in every form of transcript."""
