"""The version of this package: the same version finds the same spans."""

__version__ = "0.1.0"
