import itertools
for a, b in itertools.product("ab", [1, 2]):
    op.execute(f"SELECT '{a}', {b}")
