"""What an edition quotes from: its bibliography, its transcripts, and the checks against them."""
