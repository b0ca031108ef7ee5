# dialect: sqlite
op.create_foreign_key("fk", "t", "u", ["a"], ["id"])
