table, column = "t", "a"
op.execute(f"UPDATE {table} SET {column} = {1 + 1}")
