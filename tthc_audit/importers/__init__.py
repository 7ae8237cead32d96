"""Turns what others publish into a catalogue: portal records, tables, workbooks, workflows, and text into steps."""
