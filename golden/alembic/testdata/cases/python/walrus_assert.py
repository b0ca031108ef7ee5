if (n := len("abc")) > 2:
    assert n == 3, "three"
    op.execute(f"SELECT {n}")
