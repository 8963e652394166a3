"""What words state, one question a module; `decide/facts.py` asks them all."""
