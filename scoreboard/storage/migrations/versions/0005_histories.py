"""Which ledger goes on from which, and what was acknowledged in one and offered to the next."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column and the tables; every ledger there is keeps the id of its first entry."""
    op.add_column("events", sa.Column("ledger", sa.String(36), nullable=False, server_default=""))
    op.create_table(
        "histories",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("event_slug", sa.String(64), nullable=False),
        sa.Column("ledger", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("next", sa.String(36), nullable=False),
        sa.Column("how", sa.String(16), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
    )
    op.create_index("ix_histories_event_slug", "histories", ["event_slug"])
    op.create_table(
        "offers",
        sa.Column("event_slug", sa.String(64), primary_key=True),
        sa.Column("uid", sa.String(36), primary_key=True),
        sa.Column("origin", sa.String(36), nullable=False),
        sa.Column("ledger", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("judge", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.Column("given", sa.String(40), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
    )
