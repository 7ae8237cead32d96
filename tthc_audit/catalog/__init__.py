"""The JSON documents of a catalogue: what they say, how they are read, and what can be wrong with them."""
