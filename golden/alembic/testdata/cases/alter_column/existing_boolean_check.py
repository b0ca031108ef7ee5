# with a constraint type Alembic drops and adds the CHECK
op.alter_column("t", "a", existing_type=sa.Boolean(create_constraint=True, name="ck_a"), type_=sa.Integer())
