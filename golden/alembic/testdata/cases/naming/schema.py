#: env
target_metadata = sa.MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "uq": "uq_%(column_0_label)s"})
#: up
op.create_table("t", sa.Column("a", sa.Integer, index=True), sa.UniqueConstraint("a"), schema="app")
