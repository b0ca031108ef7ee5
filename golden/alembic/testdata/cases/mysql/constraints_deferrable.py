# dialect: mysql
op.create_foreign_key(None, "t", "u", ["a"], ["id"], deferrable=True, initially="DEFERRED")
