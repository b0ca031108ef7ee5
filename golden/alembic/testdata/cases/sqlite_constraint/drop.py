# dialect: sqlite
op.drop_constraint("uq", "t", type_="unique")
