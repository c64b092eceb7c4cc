"""Defines rules, runs them, and applies waivers and repairs."""
