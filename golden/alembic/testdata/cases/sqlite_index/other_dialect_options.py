# dialect: sqlite
op.create_index("ix", "t", ["a"], postgresql_where=sa.text("b"), mysql_length=5, postgresql_using="gin")
