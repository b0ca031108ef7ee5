op.alter_column("t", "a", type_=postgresql.ARRAY(sa.Text()), postgresql_using="ARRAY[a]")
