"""books and authors"""
import sqlalchemy as sa
from alembic import op

revision = "a100"
down_revision = None


def upgrade():
    op.create_table(
        "author",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
    )
    op.create_table(
        "book",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("pages", sa.String(10), server_default="0"),
        sa.Column("author_id", sa.Integer, sa.ForeignKey("author.id")),
        sa.Column("added", sa.DateTime, server_default=sa.func.now()),
        sa.CheckConstraint("length(title) > 0", name="ck_title"),
    )
    op.create_index("ix_book_title", "book", ["title"])
    op.bulk_insert(sa.table("author", sa.column("id"), sa.column("name")), [{"id": 1, "name": "Anonymous"}])


def downgrade():
    op.drop_table("book")
    op.drop_table("author")
