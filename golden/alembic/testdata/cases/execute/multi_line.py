#: module
def upgrade():
    op.execute("""
        UPDATE t
           SET a = 1
         WHERE b IS NULL
    """)


def downgrade():
    op.execute(
        "UPDATE t "
        "SET a = 2"
    )
