#: module
SCHEMA: str = "app"
TABLE = "t"
SIZE = 2 ** 5
NAMES = {"one": 1, "two": 2}
#: up
op.add_column(TABLE, sa.Column("a", sa.String(SIZE)), schema=SCHEMA)
for name, n in NAMES.items():
    op.execute(f"INSERT INTO {SCHEMA}.{TABLE} VALUES ('{name}', {n})")
