"""What becomes of findings: answers of the agencies, and one round of inspection held against the next."""
