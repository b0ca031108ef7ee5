op.create_exclude_constraint("x", "booking", (sa.text("tsrange(a, b)"), "&&"), (sa.column("room"), "="), where=sa.column("room") > 5, using="gist")
