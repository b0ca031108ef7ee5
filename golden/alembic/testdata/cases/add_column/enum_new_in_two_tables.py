for table in ("t", "u"):
    op.add_column(table, sa.Column("state", sa.Enum("on", "off", name="state")))
