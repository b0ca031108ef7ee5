#: module
import functools
def announced(f):
    @functools.wraps(f)
    def inner(*args, **kw):
        op.execute(f"SELECT 'before {f.__name__}'")
        return f(*args, **kw)
    return inner
@announced
def work(x):
    op.execute(f"SELECT {x}")
#: up
work(5)
