create table reconciliation_days (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    day date not null,
    bank_payments int not null,
    bank_in numeric(12, 2) not null,
    bank_out numeric(12, 2) not null,
    checked_at timestamptz,
    last_error text,
    primary key (tenant_id, id)
);
create unique index ux_reconciliation_days_day on reconciliation_days (tenant_id, day);

create table reconciliation_differences (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    day date not null,
    kind text not null check (kind in ('missing_here', 'missing_there', 'amount', 'status')),
    end_to_end_id text not null,
    refund_bank_id text,
    bank_amount numeric(12, 2),
    our_amount numeric(12, 2),
    found_at timestamptz not null,
    resolved_at timestamptz,
    primary key (tenant_id, id)
);
-- The same difference is open once.
create unique index ux_reconciliation_differences_open
    on reconciliation_differences (tenant_id, kind, end_to_end_id, coalesce(refund_bank_id, '')) where resolved_at is null;
create index ix_reconciliation_differences_day on reconciliation_differences (tenant_id, day) where resolved_at is null;
create index ix_reconciliation_differences_newest on reconciliation_differences (tenant_id, found_at desc, id desc);

create table reconciliation_sign_offs (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    day date not null,
    signed_by uuid not null references users (id),
    signed_at timestamptz not null,
    bank_in numeric(12, 2) not null,
    bank_out numeric(12, 2) not null,
    books_in numeric(12, 2) not null,
    books_out numeric(12, 2) not null,
    cash numeric(12, 2) not null,
    card numeric(12, 2) not null,
    open_differences int not null,
    note text,
    primary key (tenant_id, id),
    -- What does not agree is signed with a reason or not at all.
    check (note <> '' or (note is null and bank_in = books_in and bank_out = books_out and open_differences = 0))
);
create index ix_reconciliation_sign_offs_day on reconciliation_sign_offs (tenant_id, day, signed_at desc);

select protect_tenant_table(t) from unnest(array[
    'reconciliation_days', 'reconciliation_differences', 'reconciliation_sign_offs'
]::regclass[]) as t;
