"""Small texts with copies, for the tests of the command."""

HARBOR = "The harbor council approved the new ferry pier on Monday by nine votes to four."
PILINGS = "Work on the pilings begins in April, once the ice has gone from the inner basin."
SNOW = "Snow fell on the upper villages and kept the school bus in its shed until noon."
TUESDAY = HARBOR.replace("Monday", "Tuesday")

TWICE = f"{HARBOR}\n\n{PILINGS}\n\n{HARBOR}\n"  # the last paragraph goes
ONCE = f"{HARBOR}\n\n{PILINGS}\n"
WITH_FACT = f"{HARBOR}\n\n{PILINGS}\n\n{TUESDAY}\n"  # nothing goes: the day differs
