"""What holds for all tests."""

from hypothesis import settings

# How long an example takes says nothing here: speed is measured in benchmarks, as ratios.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
