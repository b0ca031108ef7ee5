try:
    int("x")
except ValueError as e:
    op.execute("SELECT 'bad'")
finally:
    op.execute("SELECT 'end'")
