"""Durations as exact intervals of working minutes, and the working calendar."""
