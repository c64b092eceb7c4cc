"""Rules about statutory tables: shape, figures, balances, year on year."""
