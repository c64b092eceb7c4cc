"""Parallel work in several processes or on a Dask cluster."""
