"""The same work in many processes, or on Dask."""
