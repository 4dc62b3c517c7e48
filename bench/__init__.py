"""The project's own benchmarks: `python -m bench`. Figures are ratios within one run, never timed tests."""
