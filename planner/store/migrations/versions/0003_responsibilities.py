"""The six responsibilities: people and roles, promises, complaints, service, reports, key accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _account()
    _settings()
    _people()
    _selling()
    _service()
    _field_reports()
    _key_accounts()
    _own_fields()
    op.create_index("ix_journal_image_kind_row", "journal_image", ["kind", "row"], unique=False)


def _account() -> None:
    """New columns of accounts, calls, contacts and days."""
    for table, names in {
        "account": ("lead_source", "stage", "next_objective"),
        "call": ("stage", "next_step"),
        "contact": ("post", "attitude"),
    }.items():
        for name in names:
            op.add_column(table, _line(name))
    for column in (
        sa.Column("found_on", sa.Date(), nullable=True),
        sa.Column("won_on", sa.Date(), nullable=True),
        sa.Column("prospect_value", sa.Double(), nullable=True),
        sa.Column("is_key", sa.Boolean(), nullable=False, server_default=sa.text("0")),
        sa.Column("contacts_agreed", sa.Double(), nullable=True),
        sa.Column("our_share", sa.Double(), nullable=True),
        sa.Column("suppliers", sa.Integer(), nullable=True),
    ):
        op.add_column("account", column)
    # Alembic adds no column that refers to a table; SQLite does, where it may be null.
    op.execute("ALTER TABLE account ADD COLUMN referred_by INTEGER REFERENCES account (id)")
    op.execute('ALTER TABLE account ADD COLUMN "group" INTEGER REFERENCES account (id)')
    op.execute("ALTER TABLE contact ADD COLUMN successor INTEGER REFERENCES contact (id)")
    op.create_index(op.f("ix_account_group"), "account", ["group"], unique=False)
    op.create_index(op.f("ix_account_referred_by"), "account", ["referred_by"], unique=False)
    op.create_index(
        op.f("ix_call_account_state_day"), "call", ["account", "state", "day"], unique=False
    )
    for name in ("odometer_start", "odometer_end"):
        op.add_column("itinerary", sa.Column(name, sa.Double(), nullable=True))


def _settings() -> None:
    """The new settings, each with what it is in a territory made before."""
    op.add_column(
        "territory",
        sa.Column("new_months", sa.Integer(), nullable=False, server_default=sa.text("12")),
    )
    for name, usual in (
        ("new_target", "0.2"),
        ("pay_new", "0.0"),
        ("pay_current", "0.0"),
        ("grade_a_share", "0.1"),
        ("grade_b_share", "0.25"),
        ("grade_c_share", "0.4"),
    ):
        default = sa.text(usual)
        op.add_column(
            "territory", sa.Column(name, sa.Double(), nullable=False, server_default=default)
        )
    for name in ("rep_name", "office_email"):
        op.add_column("territory", _line(name))
    by = sa.Column("grade_by", sa.String(length=300), nullable=False, server_default="potential")
    op.add_column("territory", by)
    op.execute("ALTER TABLE territory ADD COLUMN grade_field INTEGER REFERENCES own_field (id)")


def _line(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=300), nullable=False, server_default="")


def _people() -> None:
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=300), nullable=False),
        sa.Column("criteria", sa.String(length=20000), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_role_account")),
        sa.ForeignKeyConstraint(["contact"], ["contact.id"], name=op.f("fk_role_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("contact", "account", name=op.f("uq_role_contact_account")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_role_account"), "role", ["account"], unique=False)
    op.create_index(op.f("ix_role_contact"), "role", ["contact"], unique=False)
    op.create_table(
        "colleague",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("function", sa.String(length=300), nullable=False),
        sa.Column("expertise", sa.String(length=20000), nullable=False),
        sa.Column("is_expert", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.String(length=300), nullable=False),
        sa.Column("email", sa.String(length=300), nullable=False),
        sa.Column("notes", sa.String(length=20000), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_colleague")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "introduction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("contact", sa.Integer(), nullable=False),
        sa.Column("colleague", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.Column("difference", sa.String(length=20000), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_introduction_account")),
        sa.ForeignKeyConstraint(
            ["colleague"], ["colleague.id"], name=op.f("fk_introduction_colleague")
        ),
        sa.ForeignKeyConstraint(["contact"], ["contact.id"], name=op.f("fk_introduction_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_introduction_account"), "introduction", ["account"], unique=False)
    op.create_index(op.f("ix_introduction_colleague"), "introduction", ["colleague"], unique=False)
    op.create_index(op.f("ix_introduction_contact"), "introduction", ["contact"], unique=False)
    op.create_table(
        "touch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("colleague", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=300), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.CheckConstraint(
            "kind IN ('favour', 'help', 'phone', 'mail', 'meeting')",
            name=op.f("ck_touch_kind_known"),
        ),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_touch_account")),
        sa.ForeignKeyConstraint(["colleague"], ["colleague.id"], name=op.f("fk_touch_colleague")),
        sa.ForeignKeyConstraint(["contact"], ["contact.id"], name=op.f("fk_touch_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touch")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_touch_account"), "touch", ["account"], unique=False)
    op.create_index(op.f("ix_touch_colleague"), "touch", ["colleague"], unique=False)
    op.create_index(op.f("ix_touch_contact"), "touch", ["contact"], unique=False)
    op.create_index(op.f("ix_touch_day"), "touch", ["day"], unique=False)


def _selling() -> None:
    op.create_table(
        "seen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call", sa.Integer(), nullable=False),
        sa.Column("contact", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call"], ["call.id"], name=op.f("fk_seen_call")),
        sa.ForeignKeyConstraint(["contact"], ["contact.id"], name=op.f("fk_seen_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seen")),
        sa.UniqueConstraint("call", "contact", name=op.f("uq_seen_call_contact")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_seen_call"), "seen", ["call"], unique=False)
    op.create_index(op.f("ix_seen_contact"), "seen", ["contact"], unique=False)
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("call", sa.Integer(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.Column("answer", sa.String(length=20000), nullable=False),
        sa.Column("worked", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "worked IN ('', 'yes', 'partly', 'no')", name=op.f("ck_objection_worked_known")
        ),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_objection_account")),
        sa.ForeignKeyConstraint(["call"], ["call.id"], name=op.f("fk_objection_call")),
        sa.ForeignKeyConstraint(["contact"], ["contact.id"], name=op.f("fk_objection_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_objection_account"), "objection", ["account"], unique=False)
    op.create_index(op.f("ix_objection_call"), "objection", ["call"], unique=False)
    op.create_index(op.f("ix_objection_contact"), "objection", ["contact"], unique=False)
    op.create_index(op.f("ix_objection_date"), "objection", ["date"], unique=False)
    op.create_table(
        "nuance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.Column("product_request", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_nuance_account")),
        sa.ForeignKeyConstraint(["contact"], ["contact.id"], name=op.f("fk_nuance_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nuance")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_nuance_account"), "nuance", ["account"], unique=False)
    op.create_index(op.f("ix_nuance_contact"), "nuance", ["contact"], unique=False)
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("needs_call", sa.Boolean(), nullable=False),
        sa.CheckConstraint("by IN ('us', 'them')", name=op.f("ck_promise_by_known")),
        sa.CheckConstraint(
            "state IN ('open', 'kept', 'broken', 'dropped')", name=op.f("ck_promise_state_known")
        ),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_promise_account")),
        sa.ForeignKeyConstraint(["contact"], ["contact.id"], name=op.f("fk_promise_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_promise_account"), "promise", ["account"], unique=False)
    op.create_index(op.f("ix_promise_contact"), "promise", ["contact"], unique=False)
    op.create_index(op.f("ix_promise_due"), "promise", ["due"], unique=False)


def _service() -> None:
    op.create_table(
        "machine",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("maker", sa.String(length=300), nullable=False),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("serial", sa.String(length=300), nullable=False),
        sa.Column("installed_on", sa.Date(), nullable=True),
        sa.Column("warranty_until", sa.Date(), nullable=True),
        sa.Column("maintenance_due", sa.Date(), nullable=True),
        sa.Column("maintenance_months", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(length=20000), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_machine_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_machine")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_machine_account"), "machine", ["account"], unique=False)
    op.create_table(
        "solution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=20000), nullable=False),
        sa.Column("worked", sa.String(length=20000), nullable=False),
        sa.Column("equipment", sa.String(length=300), nullable=False),
        sa.Column("process", sa.String(length=300), nullable=False),
        sa.Column("material", sa.String(length=300), nullable=False),
        sa.Column("effect", sa.String(length=300), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("may_name", sa.Boolean(), nullable=False),
        sa.Column("described_as", sa.String(length=300), nullable=False),
        sa.Column("reference_visit", sa.Boolean(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_solution_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solution")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_solution_account"), "solution", ["account"], unique=False)
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("machine", sa.Integer(), nullable=True),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.Column("opened_at", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("next_step", sa.String(length=300), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("expert", sa.Integer(), nullable=True),
        sa.Column("brief", sa.String(length=20000), nullable=False),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("solution", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('installation', 'commissioning', 'warranty', 'maintenance', 'advice', 'breakdown')",
            name=op.f("ck_job_kind_known"),
        ),
        sa.CheckConstraint(
            "satisfaction BETWEEN 1 AND 5", name=op.f("ck_job_satisfaction_of_five")
        ),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_job_account")),
        sa.ForeignKeyConstraint(["contact"], ["contact.id"], name=op.f("fk_job_contact")),
        sa.ForeignKeyConstraint(["expert"], ["colleague.id"], name=op.f("fk_job_expert")),
        sa.ForeignKeyConstraint(["machine"], ["machine.id"], name=op.f("fk_job_machine")),
        sa.ForeignKeyConstraint(["solution"], ["solution.id"], name=op.f("fk_job_solution")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_job_account"), "job", ["account"], unique=False)
    op.create_index(op.f("ix_job_contact"), "job", ["contact"], unique=False)
    op.create_index(op.f("ix_job_done_on"), "job", ["done_on"], unique=False)
    op.create_index(op.f("ix_job_expert"), "job", ["expert"], unique=False)
    op.create_index(op.f("ix_job_machine"), "job", ["machine"], unique=False)
    op.create_index(op.f("ix_job_opened_at"), "job", ["opened_at"], unique=False)
    op.create_index(op.f("ix_job_solution"), "job", ["solution"], unique=False)
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("machine", sa.Integer(), nullable=True),
        sa.Column("order", sa.Integer(), nullable=True),
        sa.Column("anxiety", sa.Integer(), nullable=False),
        sa.Column("difficulty", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.Column("opened_at", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.Integer(), nullable=True),
        sa.Column("anxiety_after", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(length=20000), nullable=False),
        sa.Column("done", sa.String(length=20000), nullable=False),
        sa.Column("expert", sa.Integer(), nullable=True),
        sa.Column("passed_at", sa.Integer(), nullable=True),
        sa.Column("referral_asked_on", sa.Date(), nullable=True),
        sa.Column("prospect", sa.Integer(), nullable=True),
        sa.Column("concerns", sa.String(length=300), nullable=False),
        sa.CheckConstraint("anxiety BETWEEN 1 AND 5", name=op.f("ck_complaint_anxiety_of_five")),
        sa.CheckConstraint(
            "anxiety_after BETWEEN 1 AND 5", name=op.f("ck_complaint_anxiety_after_of_five")
        ),
        sa.CheckConstraint(
            "difficulty BETWEEN 1 AND 5", name=op.f("ck_complaint_difficulty_of_five")
        ),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_complaint_account")),
        sa.ForeignKeyConstraint(["contact"], ["contact.id"], name=op.f("fk_complaint_contact")),
        sa.ForeignKeyConstraint(["expert"], ["colleague.id"], name=op.f("fk_complaint_expert")),
        sa.ForeignKeyConstraint(["machine"], ["machine.id"], name=op.f("fk_complaint_machine")),
        sa.ForeignKeyConstraint(["order"], ["order.id"], name=op.f("fk_complaint_order")),
        sa.ForeignKeyConstraint(["prospect"], ["account.id"], name=op.f("fk_complaint_prospect")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_complaint_account"), "complaint", ["account"], unique=False)
    op.create_index(op.f("ix_complaint_contact"), "complaint", ["contact"], unique=False)
    op.create_index(op.f("ix_complaint_expert"), "complaint", ["expert"], unique=False)
    op.create_index(op.f("ix_complaint_machine"), "complaint", ["machine"], unique=False)
    op.create_index(op.f("ix_complaint_opened_at"), "complaint", ["opened_at"], unique=False)
    op.create_index(op.f("ix_complaint_order"), "complaint", ["order"], unique=False)
    op.create_index(op.f("ix_complaint_prospect"), "complaint", ["prospect"], unique=False)


def _field_reports() -> None:
    op.create_table(
        "field_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("nuance", sa.Integer(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.Column("competitor", sa.String(length=300), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("may_name", sa.Boolean(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('competitor_test', 'competitor_launch', 'policy_trade', 'policy_industrial', 'policy_competitor', 'own_product', 'competitor_product', 'delivery', 'after_sales', 'product_request')",
            name=op.f("ck_field_report_kind_known"),
        ),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_field_report_account")),
        sa.ForeignKeyConstraint(["contact"], ["contact.id"], name=op.f("fk_field_report_contact")),
        sa.ForeignKeyConstraint(["nuance"], ["nuance.id"], name=op.f("fk_field_report_nuance")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_report")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_field_report_account"), "field_report", ["account"], unique=False)
    op.create_index(op.f("ix_field_report_contact"), "field_report", ["contact"], unique=False)
    op.create_index(op.f("ix_field_report_date"), "field_report", ["date"], unique=False)
    op.create_index(op.f("ix_field_report_nuance"), "field_report", ["nuance"], unique=False)
    op.create_table(
        "sighting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("field_report", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_sighting_account")),
        sa.ForeignKeyConstraint(
            ["field_report"], ["field_report.id"], name=op.f("fk_sighting_field_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
        sa.UniqueConstraint(
            "field_report", "account", name=op.f("uq_sighting_field_report_account")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_sighting_account"), "sighting", ["account"], unique=False)
    op.create_index(op.f("ix_sighting_field_report"), "sighting", ["field_report"], unique=False)
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=20000), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_question_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_question_account"), "question", ["account"], unique=False)
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("ticks", sa.JSON(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("monday", name=op.f("uq_report_monday")),
        sqlite_autoincrement=True,
    )


def _key_accounts() -> None:
    op.create_table(
        "component",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("supplier", sa.String(length=300), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("sole_source", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_component_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_component")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_component_account"), "component", ["account"], unique=False)
    op.create_table(
        "assistance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.Column("begins", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('technical', 'expertise', 'resources', 'level', 'risk')",
            name=op.f("ck_assistance_kind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('offered', 'agreed', 'given', 'received', 'ended')",
            name=op.f("ck_assistance_state_known"),
        ),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_assistance_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assistance")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_assistance_account"), "assistance", ["account"], unique=False)
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("owner", sa.String(length=300), nullable=False),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.CheckConstraint(
            "direction IN ('ours', 'theirs', 'both')", name=op.f("ck_project_direction_known")
        ),
        sa.CheckConstraint(
            "kind IN ('design', 'process', 'cost')", name=op.f("ck_project_kind_known")
        ),
        sa.CheckConstraint(
            "state IN ('idea', 'agreed', 'running', 'done', 'stopped')",
            name=op.f("ck_project_state_known"),
        ),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_project_account")),
        sa.ForeignKeyConstraint(["contact"], ["contact.id"], name=op.f("fk_project_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_project_account"), "project", ["account"], unique=False)
    op.create_index(op.f("ix_project_contact"), "project", ["contact"], unique=False)


def _own_fields() -> None:
    op.create_table(
        "own_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("choices", sa.String(length=20000), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "type IN ('text', 'number', 'date', 'choice')", name=op.f("ck_own_field_type_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_field")),
        sa.UniqueConstraint("name", name=op.f("uq_own_field_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "own_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("own_field", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=20000), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_own_value_account")),
        sa.ForeignKeyConstraint(
            ["own_field"], ["own_field.id"], name=op.f("fk_own_value_own_field")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_value")),
        sa.UniqueConstraint("account", "own_field", name=op.f("uq_own_value_account_own_field")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_own_value_account"), "own_value", ["account"], unique=False)
    op.create_index(op.f("ix_own_value_own_field"), "own_value", ["own_field"], unique=False)
