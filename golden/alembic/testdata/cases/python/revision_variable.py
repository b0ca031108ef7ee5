op.execute(f"SELECT '{revision}', '{down_revision}'")
