-- Every tenant-owned table: primary key (tenant_id, id), composite foreign keys, row-level security enabled and forced.
-- Statuses are text with a check: enum types are not leakproof, so under row-level security they could not use an index.

create function current_tenant() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;
create function current_person() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('app.person_id', true), '')::uuid $$;

create function protect_tenant_table(target regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy tenant_read on %s for select using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)', target);
    execute format('create policy tenant_write on %s for all using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid) with check (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)', target);
end $$;

-- Listeners (the API's hubs) hear which thing changed, by id, when the transaction commits.
create function realtime_notify() returns trigger language plpgsql as $$
begin
    perform pg_notify('cleanapp_realtime', new.tenant_id || '|' || tg_argv[0] || '|' || new.id);
    return null;
end $$;

-- ---------------------------------------------------------------- Identity
create table tenants (
    id uuid primary key,
    name text not null,
    time_zone text not null,
    business_day_cutoff time not null,
    created_at timestamptz not null
);

create table users (
    id uuid primary key,
    email text not null,
    name text not null,
    password_hash text not null,
    token_version int not null,
    active boolean not null,
    created_at timestamptz not null
);
create unique index ux_users_email on users (email);

create table memberships (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    user_id uuid not null references users (id),
    role text not null check (role in ('owner', 'manager', 'agent', 'operator')),
    active boolean not null,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index ux_memberships_user on memberships (tenant_id, user_id);
create index ix_memberships_user on memberships (user_id);

create table invites (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    role text not null check (role in ('owner', 'manager', 'agent', 'operator')),
    email text,
    token_hash text not null,
    created_by uuid not null references users (id),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    primary key (tenant_id, id)
);
create unique index ux_invites_token on invites (token_hash);
create index ix_invites_created_by on invites (created_by);

create table sessions (
    id uuid primary key,
    user_id uuid not null references users (id),
    current_tenant_id uuid not null references tenants (id),
    created_at timestamptz not null,
    ended_at timestamptz
);
create index ix_sessions_user on sessions (user_id);
create index ix_sessions_tenant on sessions (current_tenant_id);

create table refresh_tokens (
    id uuid primary key,
    session_id uuid not null references sessions (id),
    user_id uuid not null references users (id),
    token_hash text not null,
    child_hash text,
    expires_at timestamptz not null,
    used_at timestamptz
);
create unique index ux_refresh_tokens_token on refresh_tokens (token_hash);
create index ix_refresh_tokens_session on refresh_tokens (session_id);
create index ix_refresh_tokens_user on refresh_tokens (user_id);

create table rate_counters (
    key text primary key,
    window_ends_at timestamptz not null,
    taken int not null
);

select protect_tenant_table('memberships');
select protect_tenant_table('invites');
create policy person_read on memberships for select using (user_id = nullif(current_setting('app.person_id', true), '')::uuid);

alter table tenants enable row level security;
alter table tenants force row level security;
create policy tenant_read on tenants for select using (
    id = current_tenant() or exists (select 1 from memberships m where m.tenant_id = tenants.id and m.user_id = current_person())
);
create policy tenant_write on tenants for all using (id = current_tenant()) with check (id = current_tenant());

alter table users enable row level security;
alter table users force row level security;
create policy person_read on users for select using (
    id = current_person() or exists (select 1 from memberships m where m.tenant_id = current_tenant() and m.user_id = users.id)
);
create policy person_write on users for all using (id = current_person()) with check (id = current_person());

alter table sessions enable row level security;
alter table sessions force row level security;
create policy person_all on sessions for all using (user_id = current_person()) with check (user_id = current_person());

alter table refresh_tokens enable row level security;
alter table refresh_tokens force row level security;
create policy person_all on refresh_tokens for all using (user_id = current_person()) with check (user_id = current_person());

-- ---------------------------------------------------------------- Counter
create table services (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    name text not null,
    prefix text not null check (prefix ~ '^[A-Z]{1,3}$'),
    price numeric(12, 2) not null check (price >= 0),
    priority_weight smallint not null check (priority_weight between 0 and 9),
    active boolean not null,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index ux_services_prefix on services (tenant_id, prefix);

create table desks (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    name text not null,
    active boolean not null,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index ux_desks_name on desks (tenant_id, name);

create table printers (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    name text not null,
    host text not null,
    port int not null check (port between 1 and 65535),
    profile text not null check (profile in ('epson', 'bematech', 'elgin', 'generic')),
    active boolean not null,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index ux_printers_name on printers (tenant_id, name);

create table queue_tickets (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    service_id uuid not null,
    numbered_by_service_id uuid not null,
    business_day date not null,
    number int not null check (number > 0),
    code text not null,
    amount numeric(12, 2) not null check (amount >= 0),
    priority smallint not null check (priority between 0 and 9),
    rank smallint not null,
    status text not null check (status in ('pending', 'paid', 'called', 'completed', 'no_show', 'cancelled')),
    created_at timestamptz not null,
    waiting_since timestamptz,
    desk_id uuid,
    called_at timestamptz,
    calls int not null,
    payment_id uuid,
    cancel_reason text,
    follow_token text not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, service_id) references services (tenant_id, id),
    foreign key (tenant_id, numbered_by_service_id) references services (tenant_id, id),
    foreign key (tenant_id, desk_id) references desks (tenant_id, id)
);
-- Numbers neither repeat, whatever the program does …
create unique index ux_queue_tickets_number on queue_tickets (tenant_id, numbered_by_service_id, business_day, number);
create unique index ux_queue_tickets_follow on queue_tickets (follow_token);
-- … and a payment pays one ticket.
create unique index ux_queue_tickets_payment on queue_tickets (tenant_id, payment_id) where payment_id is not null;
-- The call order, holding only those who wait: calling costs the same with a million tickets behind.
create index ix_queue_tickets_waiting on queue_tickets (tenant_id, business_day, rank desc, waiting_since, id) where status = 'paid';
create index ix_queue_tickets_newest on queue_tickets (tenant_id, created_at desc, id desc);
create index ix_queue_tickets_status on queue_tickets (tenant_id, status, created_at desc, id desc);
create index ix_queue_tickets_service on queue_tickets (tenant_id, service_id);
create index ix_queue_tickets_desk on queue_tickets (tenant_id, desk_id);

create table ticket_numbers (
    tenant_id uuid not null references tenants (id),
    service_id uuid not null,
    business_day date not null,
    last int not null,
    primary key (tenant_id, service_id, business_day),
    foreign key (tenant_id, service_id) references services (tenant_id, id)
);

create table queue_ticket_transitions (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    ticket_id uuid not null,
    action text not null,
    "from" text,
    "to" text not null,
    at timestamptz not null,
    by_user_id uuid,
    desk_id uuid,
    reason text,
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references queue_tickets (tenant_id, id),
    foreign key (tenant_id, desk_id) references desks (tenant_id, id)
);
create index ix_queue_ticket_transitions_ticket on queue_ticket_transitions (tenant_id, ticket_id, at, id);

create table panels (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    name text not null,
    token_hash text,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index ux_panels_token on panels (token_hash);

create table panel_pairings (
    id uuid primary key,
    code text not null,
    secret_hash text not null,
    expires_at timestamptz not null,
    paired_tenant_id uuid,
    paired_panel_id uuid
);
create unique index ux_panel_pairings_code on panel_pairings (code);
create unique index ux_panel_pairings_secret on panel_pairings (secret_hash);

create table panel_sequences (
    tenant_id uuid primary key references tenants (id),
    last bigint not null
);

create table panel_calls (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    sequence bigint not null,
    ticket_id uuid not null,
    code text not null,
    desk_id uuid not null,
    desk_name text not null,
    service_name text not null,
    recall boolean not null,
    called_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references queue_tickets (tenant_id, id),
    foreign key (tenant_id, desk_id) references desks (tenant_id, id)
);
create unique index ux_panel_calls_sequence on panel_calls (tenant_id, sequence);
create index ix_panel_calls_ticket on panel_calls (tenant_id, ticket_id);

create table print_jobs (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    ticket_id uuid,
    printer_id uuid not null,
    kind text not null check (kind in ('ticket', 'test_page')),
    copy int not null check (copy > 0),
    status text not null check (status in ('queued', 'sending', 'sent_unconfirmed', 'printed', 'failed')),
    attempts int not null,
    last_error text,
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references queue_tickets (tenant_id, id),
    foreign key (tenant_id, printer_id) references printers (tenant_id, id)
);
-- One original and one of each further copy, whoever asks twice.
create unique index ux_print_jobs_copy on print_jobs (tenant_id, ticket_id, copy);
create index ix_print_jobs_newest on print_jobs (tenant_id, created_at desc, id desc);
create index ix_print_jobs_printer on print_jobs (tenant_id, printer_id);
-- At most one per printer: whether a printer is busy is asked before each job.
create index ix_print_jobs_sending on print_jobs (tenant_id, printer_id) where status = 'sending';

-- ---------------------------------------------------------------- Payments
create table sicredi_accounts (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    base_url text not null,
    token_path text not null,
    api_path text not null,
    cob_path text,
    client_id text not null,
    client_secret bytea not null,
    pix_key text not null,
    certificate_pem text,
    private_key_pem bytea,
    webhook_token text not null,
    polled_until timestamptz not null,
    last_ok_at timestamptz,
    last_error text,
    primary key (tenant_id, id)
);
create unique index ux_sicredi_accounts_tenant on sicredi_accounts (tenant_id);
create unique index ux_sicredi_accounts_webhook on sicredi_accounts (webhook_token);

create table charges (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    reference_kind text not null,
    reference_id uuid not null,
    txid text not null check (txid ~ '^[a-zA-Z0-9]{26,35}$'),
    amount numeric(12, 2) not null check (amount > 0),
    pix_key text not null,
    description text not null,
    expires_in_seconds int not null,
    status text not null check (status in ('creating', 'active', 'paid', 'expired', 'failed', 'removed')),
    created_at timestamptz not null,
    expires_at timestamptz,
    pix_copia_e_cola text,
    paid_at timestamptz,
    pay_token text not null,
    last_error text,
    primary key (tenant_id, id)
);
create unique index ux_charges_txid on charges (tenant_id, txid);
create unique index ux_charges_pay_token on charges (pay_token);
create unique index ux_charges_live on charges (tenant_id, reference_kind, reference_id) where status in ('creating', 'active');
create index ix_charges_reference on charges (tenant_id, reference_kind, reference_id, created_at desc);
create index ix_charges_newest on charges (tenant_id, created_at desc);

create table payments (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    end_to_end_id text not null,
    txid text,
    charge_id uuid,
    amount numeric(12, 2) not null check (amount > 0),
    settled_at timestamptz not null,
    recorded_at timestamptz not null,
    unmatched text check (unmatched in ('unknown_txid', 'no_txid', 'wrong_amount', 'charge_already_paid', 'reference_closed', 'foreign_key')),
    primary key (tenant_id, id),
    foreign key (tenant_id, charge_id) references charges (tenant_id, id)
);
create unique index ux_payments_end_to_end on payments (tenant_id, end_to_end_id);
-- A charge is paid by one payment; any other is unmatched.
create unique index ux_payments_charge on payments (tenant_id, charge_id) where unmatched is null;
create index ix_payments_charge on payments (tenant_id, charge_id);
create index ix_payments_unmatched on payments (tenant_id, recorded_at desc, id desc) where unmatched is not null;

create table inbound_webhooks (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    provider text not null,
    body bytea not null,
    received_at timestamptz not null,
    processed_at timestamptz,
    outcome text,
    primary key (tenant_id, id)
);

-- ---------------------------------------------------------------- Messaging
create table work_items (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    kind text not null,
    subject_id uuid not null,
    run_at timestamptz not null,
    attempts int not null default 0,
    lease_token uuid,
    lease_until timestamptz,
    last_error text,
    dead_at timestamptz,
    primary key (tenant_id, id)
);
create unique index ux_work_items_subject on work_items (tenant_id, kind, subject_id);
create index ix_work_items_due on work_items (run_at) where dead_at is null;

create function work_items_notify() returns trigger language plpgsql as $$
begin
    perform pg_notify('cleanapp_work', '');
    return null;
end $$;
create trigger work_items_wake after insert or update of run_at on work_items for each statement execute function work_items_notify();

create table idempotency_records (
    tenant_id uuid not null references tenants (id),
    key text not null,
    request_hash text not null,
    response text not null,
    created_at timestamptz not null,
    primary key (tenant_id, key)
);
create index ix_idempotency_records_created on idempotency_records (created_at);

create trigger realtime after insert or update on queue_tickets for each row execute function realtime_notify('ticket');
create trigger realtime after insert on panel_calls for each row execute function realtime_notify('call');
create trigger realtime after insert or update on print_jobs for each row execute function realtime_notify('print_job');
create trigger realtime after insert or update on charges for each row execute function realtime_notify('charge');
create trigger realtime after insert or update on services for each row execute function realtime_notify('settings');
create trigger realtime after insert or update on desks for each row execute function realtime_notify('settings');
create trigger realtime after insert or update on printers for each row execute function realtime_notify('settings');
create trigger realtime after insert or update on panels for each row execute function realtime_notify('settings');

select protect_tenant_table(t) from unnest(array[
    'services', 'desks', 'printers', 'queue_tickets', 'ticket_numbers', 'queue_ticket_transitions', 'panels', 'panel_sequences',
    'panel_calls', 'print_jobs', 'sicredi_accounts', 'charges', 'payments', 'inbound_webhooks', 'work_items', 'idempotency_records'
]::regclass[]) as t;
