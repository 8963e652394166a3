"""Whole collections of texts, cleaned record by record."""
