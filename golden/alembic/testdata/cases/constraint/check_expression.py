from sqlalchemy.sql import column, func
op.create_check_constraint("ck_t", "t", func.length(column("name")) > 5)
