#: env
target_metadata = sa.MetaData(naming_convention={"uq": "uq_%(table_name)s_%(column_0_N_name)s", "ix": "ix_%(column_0_N_label)s", "fk": "fk_%(table_name)s_%(column_0N_name)s_%(referred_table_name)s"})
#: up
op.create_table("t", sa.Column("a", sa.Integer), sa.Column("b", sa.Integer), sa.UniqueConstraint("a", "b"), sa.ForeignKeyConstraint(["a", "b"], ["u.x", "u.y"]))
op.create_index(None, "t", ["a", "b"])
