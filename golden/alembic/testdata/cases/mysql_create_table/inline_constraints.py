# dialect: mysql, mariadb
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer, sa.CheckConstraint("a > 0", name="ck_a"), unique=True), sa.Column("b", sa.Integer, index=True), sa.Column("c", sa.Integer, sa.ForeignKey("u.id", ondelete="CASCADE", onupdate="SET NULL", name="fk_c")), sa.CheckConstraint("b <> 5"), sa.UniqueConstraint("a", "b", name="uq_ab"))
