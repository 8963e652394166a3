"""What goes, what stays, and why: sources, borders, guards."""
