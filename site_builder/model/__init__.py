"""Frozen values that stages exchange. These modules import only each other."""
