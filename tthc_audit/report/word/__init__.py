"""The report as Word documents: the view set in paragraphs, tables and pictures."""
