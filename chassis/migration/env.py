"""What Alembic runs: the same for all services; the service's metadata and connection are handed over."""

from alembic import context

from chassis.migration_types import leave_out_info, render_item

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["metadata"],
    compare_type=True,
    render_item=render_item,
    process_revision_directives=leave_out_info,
)
with context.begin_transaction():
    context.run_migrations()
