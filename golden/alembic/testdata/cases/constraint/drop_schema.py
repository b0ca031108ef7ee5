op.drop_constraint("c", "t", schema="app", type_="unique")
