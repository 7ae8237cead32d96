"""The step graph of a procedure: whether it is sound, how long it takes, what data flows through it."""
