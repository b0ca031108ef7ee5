op.drop_constraint("My-Key", "Table One", type_="primary")
