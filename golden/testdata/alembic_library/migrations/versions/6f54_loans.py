"""loans, and better names

Revision ID: 6f54
Revises: 5e33
Create Date: 2024-04-01 14:00:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "6f54"
down_revision = "5e33"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "loans",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("book_id", sa.Integer(), sa.ForeignKey("books.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("reader_id", sa.BigInteger(), sa.ForeignKey("readers.id"), nullable=False),
        sa.Column("due", sa.Date(), nullable=False, server_default=sa.text("CURRENT_DATE + 28")),
        sa.UniqueConstraint("book_id", "due"),
        comment="who has which book",
    )
    op.alter_column("books", "title", new_column_name="name", existing_type=sa.String(300), existing_nullable=False)
    with op.batch_alter_table("authors", schema=None) as batch_op:
        batch_op.add_column(sa.Column("country", sa.CHAR(2), nullable=True))
        batch_op.alter_column("name", existing_type=sa.String(200), type_=sa.Text(), existing_nullable=False)
        batch_op.create_check_constraint("upper_country", "country = upper(country)")


def downgrade():
    with op.batch_alter_table("authors", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_authors_upper_country"), type_="check")
        batch_op.alter_column("name", existing_type=sa.Text(), type_=sa.String(200), existing_nullable=False)
        batch_op.drop_column("country")
    op.alter_column("books", "name", new_column_name="title", existing_type=sa.String(300), existing_nullable=False)
    op.drop_table("loans")
