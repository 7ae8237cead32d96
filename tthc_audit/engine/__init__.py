"""Runs rules over facts: four outcomes, findings, fingerprints."""
