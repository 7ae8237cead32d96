"""How long the planner takes: 40 steps with 60 proposals, which shall take at most 5 s.

python tests/bench/planning.py
"""

import sys
import time
from fractions import Fraction
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))
from simplify.test_planner import any_question

from tthc_audit.simplify.planner import choose

if __name__ == "__main__":
    for seed in range(10):
        question = any_question(Random(seed), 40, 60, Fraction(4 + seed % 4, 10))
        began = time.perf_counter()
        choice = choose(question)
        print(f"{seed}: {time.perf_counter() - began:.2f} s, {len(choice.chosen)} chosen, reached: {choice.reached}")
