"""Proposals that carry their proof, the best set of them, and the plan that follows."""
