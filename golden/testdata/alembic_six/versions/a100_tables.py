"""authors and books

Revision ID: a100
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "a100"
down_revision = None


def upgrade():
    op.create_table(
        "authors",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False, comment="as on the cover"),
        sa.Column("born", sa.Date()),
        sa.Column("rating", sa.Float()),
        sa.Column("photo", sa.LargeBinary()),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=False),
        comment="who wrote the books",
    )
    op.create_table(
        "books",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Unicode(200), nullable=False),
        sa.Column("blurb", sa.Text()),
        sa.Column("price", sa.Numeric(8, 2), server_default="0", nullable=False),
        sa.Column("kind", sa.Enum("novel", "essay", name="book_kind"), nullable=False),
        sa.Column("pages", sa.SmallInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_books"),
        sa.ForeignKeyConstraint(["author_id"], ["authors.id"], name="fk_books_author", ondelete="CASCADE"),
        sa.UniqueConstraint("author_id", "title", name="uq_books_title"),
        sa.CheckConstraint("price >= 0", name="ck_books_price"),
    )
    op.create_index("ix_books_kind", "books", ["kind", "price"])


def downgrade():
    op.drop_index("ix_books_kind", table_name="books")
    op.drop_table("books")
    op.drop_table("authors")
    sa.Enum(name="book_kind").drop(op.get_bind(), checkfirst=False)
