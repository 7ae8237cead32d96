"""Two versions of a catalogue beside one another, as text, JSON, Markdown and HTML."""
