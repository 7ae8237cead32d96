"""A pack of evidence: all that an audit was made from and what it said, in one file that proves itself."""
