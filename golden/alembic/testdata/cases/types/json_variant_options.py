op.create_table("t", sa.Column("c", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")))
