"""What holds for all tests."""

import signal

from hypothesis import settings

# How long an example takes says nothing here: speed is measured in benchmarks, as ratios.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# A shell lets what it starts in the background ignore Ctrl-C, and every process started from there
# inherits that. The tests of Ctrl-C start processes that must not.
signal.signal(signal.SIGINT, signal.default_int_handler)
