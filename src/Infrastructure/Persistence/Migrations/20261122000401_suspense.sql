-- What a person decided about a payment that fitted nothing.
alter table payments
    add outcome text check (outcome in ('attached', 'refunded', 'dismissed')),
    add resolved_at timestamptz,
    add resolved_by uuid references users (id),
    add resolution_reason text,
    add attached_kind text,
    add attached_id uuid,
    add check (outcome is null or unmatched is not null),
    add check ((outcome is null) = (resolved_at is null)),
    add check ((outcome is not distinct from 'attached') = (attached_id is not null)),
    add check ((attached_id is null) = (attached_kind is null)),
    add check (outcome <> 'dismissed' or resolution_reason <> '');
-- A thing takes one payment that a person gave it.
create unique index ux_payments_attached on payments (tenant_id, attached_kind, attached_id) where attached_id is not null;
drop index ix_payments_unmatched;
create index ix_payments_suspense on payments (tenant_id, recorded_at desc, id desc) where unmatched is not null and outcome is null;
create index ix_payments_resolved on payments (tenant_id, resolved_at desc, id desc) where outcome is not null;

create table manual_payments (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    reference_kind text not null,
    reference_id uuid not null,
    method text not null check (method in ('cash', 'card')),
    amount numeric(12, 2) not null check (amount > 0),
    received_at timestamptz not null,
    received_by uuid not null references users (id),
    primary key (tenant_id, id)
);
-- A thing is paid by hand once.
create unique index ux_manual_payments_reference on manual_payments (tenant_id, reference_kind, reference_id);
create index ix_manual_payments_newest on manual_payments (tenant_id, received_at desc, id desc);

select protect_tenant_table('manual_payments');
