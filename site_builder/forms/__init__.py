"""Statutory tables as dated data: reading a filing, balances, layout, totals."""
