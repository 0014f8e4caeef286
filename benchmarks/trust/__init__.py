"""The proof that nothing is lost: faults made on purpose, one class of them in each module, and what came of them.

The tests run a few points of each class; `bench_trust.py` runs all of them and prints what was tried and what was lost.
"""
