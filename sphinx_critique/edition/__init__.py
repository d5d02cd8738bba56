"""All documents read as one text: numbers, targets, lemmata, persons, lists."""
