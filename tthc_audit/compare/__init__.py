"""Two versions of a procedure, or of a catalogue, compared by content: ids and order make no difference."""
