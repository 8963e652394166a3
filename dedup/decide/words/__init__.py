"""What words state, one question a module; most are asked by `decide/facts.py`."""
