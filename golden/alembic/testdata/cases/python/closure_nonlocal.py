n = 0
def nxt():
    nonlocal n
    n += 1
    return n
op.execute(f"SELECT {nxt()}, {nxt()}")
