"""The other laptop of a pair, and what each had alone."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the tables; this folder is alone."""
    op.create_table(
        "pair",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("part", sa.String(8), nullable=False),
        sa.Column("other", sa.String(255), nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("armed", sa.Boolean, nullable=False),
        sa.Column("term", sa.Integer, nullable=False),
    )
    op.create_table(
        "parted",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("event_slug", sa.String(64), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.Column("until", sa.Integer, nullable=False),
        sa.Column("entries", sa.Text, nullable=False),
        sa.Column("kept", sa.String(255), nullable=False),
    )
