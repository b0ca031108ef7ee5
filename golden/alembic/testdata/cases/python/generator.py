#: module
def statements(n):
    for i in range(n):
        yield f"SELECT {i}"
    yield from ["SELECT 'a'", "SELECT 'b'"]
#: up
for s in statements(2):
    op.execute(s)
