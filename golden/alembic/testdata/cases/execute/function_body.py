#: module
def upgrade():
    op.execute("""
CREATE FUNCTION touch() RETURNS trigger AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END;
$$ LANGUAGE plpgsql
""")


def downgrade():
    op.execute("DROP FUNCTION touch()")
