flag = True
n = 5
if not flag:
    op.execute("SELECT 1")
elif n > 3 and n < 10:
    op.execute("SELECT 2")
else:
    op.execute("SELECT 3")
op.execute("SELECT 4" if flag else "SELECT 5")
