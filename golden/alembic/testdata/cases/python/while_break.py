i = 0
while True:
    i += 1
    if i == 2:
        continue
    if i > 4:
        break
    op.execute(f"SELECT {i}")
else:
    op.execute("SELECT 'never'")
