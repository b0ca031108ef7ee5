# dialect: sqlite
op.create_table("t", sa.Column("a", sa.Integer, index=True), sa.Column("b", sa.Integer, sa.ForeignKey("app.u.id")), schema="app")
#: down
op.drop_table("t", schema="app")
