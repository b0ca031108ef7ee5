for i, (a, b) in enumerate(zip("ab", [1, 2]), start=1):
    op.execute(f"SELECT {i}, '{a}', {b}")
