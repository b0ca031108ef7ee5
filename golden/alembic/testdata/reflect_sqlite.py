"""Prints what SQLAlchemy's inspector says of tables of SQLite. The standard input is a list of lists of statements as JSON;
a list of texts comes out. sqlplan runs the function show() as a part of a revision, and has to say the same."""
import json
import sys
import warnings

METHODS = ("get_columns", "get_pk_constraint", "get_unique_constraints", "get_check_constraints", "get_foreign_keys", "get_indexes")


def show(insp):
    lines = []
    for name in list(insp.get_table_names()) + list(insp.get_view_names()):
        for method in METHODS:
            try:
                value = getattr(insp, method)(name)
                if method == "get_indexes":
                    for index in value:
                        index["dialect_options"] = {k: str(v) for k, v in index["dialect_options"].items()}
                lines.append(name + " " + method + " " + repr(value))
            except Exception as e:
                lines.append(name + " " + method + " " + type(e).__name__)
    return "\n".join(lines)


if __name__ == "__main__":
    import sqlalchemy as sa

    warnings.simplefilter("ignore")
    out = []
    for statements in json.load(sys.stdin):
        engine = sa.create_engine("sqlite://")
        with engine.connect() as conn:
            try:
                for sql in statements:
                    conn.exec_driver_sql(sql)
            except sa.exc.DBAPIError as e:
                print(e, file=sys.stderr)
                out.append(None)  # no SQL of this version of SQLite
                continue
            out.append(show(sa.inspect(conn)))
    json.dump(out, sys.stdout)
