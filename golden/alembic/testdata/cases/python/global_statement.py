#: module
COUNT = 0
def count():
    global COUNT
    COUNT += 1
    return COUNT
#: up
count()
op.execute(f"SELECT {count()}")
