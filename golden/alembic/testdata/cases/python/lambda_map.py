for sql in map(lambda n: f"SELECT {n * 2}", filter(lambda n: n % 2, range(5))):
    op.execute(sql)
