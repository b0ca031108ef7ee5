op.create_table("booking", sa.Column("room", sa.Integer), sa.Column("during", postgresql.TSTZRANGE), postgresql.ExcludeConstraint(("room", "="), ("during", "&&"), name="no_overlap", using="gist"))
