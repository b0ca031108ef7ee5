# dialect: mysql
op.create_table("t",
    sa.Column("a", sa.Integer, comment="it's \\ 100%"),
    sa.Column("b", sa.Integer, nullable=False, server_default="0", comment="b"),
    sa.Column("c", sa.Integer, sa.Computed("a + 1")),
    sa.Column("d", sa.Integer, sa.Computed("a + 1", persisted=True), nullable=False),
    sa.Column("e", sa.Integer, sa.Computed("a + 1", persisted=False), nullable=True, comment="x"),
    sa.Column("f", sa.String(9), server_default="it's \\ %"),
    sa.Column("g", sa.Boolean, server_default=sa.true()),
    sa.Column("h", sa.Boolean, server_default=sa.text("0"), nullable=False),
    sa.Column("i", mysql.BIT(1), server_default=sa.text("b'0'")),
    sa.Column("j", sa.Numeric(5, 2), server_default=sa.text("-1.50")),
    sa.Column("k", sa.String(5), server_default=sa.text("''")),
    sa.Column("l", sa.Integer, sa.CheckConstraint("l > 0", name="ck_l")),
    sa.Column("rank", sa.Integer), sa.Column("groups", sa.Integer), sa.Column("offset", sa.Integer), sa.Column("window", sa.Integer),
    sa.Column("Mixed", sa.Integer), sa.Column("a b", sa.Integer), sa.Column("a`b", sa.Integer),
    sa.Column("m", sa.DateTime, server_default=sa.text("now() on update now()")),
    sa.Column("n", sa.Float, server_default=sa.text("1.5e3")),
    sa.UniqueConstraint("a", "b", name="uq_t"),
    sa.ForeignKeyConstraint(["a"], ["u.id"], name="fk_t", ondelete="CASCADE", onupdate="SET NULL"),
    sa.ForeignKeyConstraint(["b"], ["other.u.id"]),
    sa.CheckConstraint("a > 0"),
    sa.Index("ix_t_a", "a"),
)
op.add_column("t", sa.Column("x", sa.TIMESTAMP, comment="when"))
op.add_column("t", sa.Column("y", sa.Integer, sa.ForeignKey("u.id", name="fk_y"), nullable=False, index=True))
op.add_column("t", sa.Column("z", sa.Boolean(create_constraint=True, name="ck_z")))
op.drop_column("t", "x")
