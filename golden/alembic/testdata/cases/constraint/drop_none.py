# without a naming convention this can never run
op.drop_constraint(None, "t", type_="foreignkey")
