"""Made-up documents, bibliographies and transcripts, right and wrong, by the thousand."""
