-- WhatsApp numbers: what is sent, each attempt of it, what Meta says of it, and what customers send.

create table channels (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    name text not null,
    base_url text not null,
    graph_version text not null,
    phone_number_id text not null,
    waba_id text not null,
    access_token bytea not null,
    app_secret bytea not null,
    previous_app_secret bytea,
    verify_token bytea not null,
    webhook_token text not null,
    created_at timestamptz not null,
    paused_at timestamptz,
    pause_code int,
    checked_at timestamptz,
    token_is_valid boolean,
    token_expires_at timestamptz,
    display_number text,
    verified_name text,
    quality text,
    messaging_limit text,
    messages_per_second int not null check (messages_per_second > 0),
    last_webhook_at timestamptz,
    last_status_at timestamptz,
    primary key (tenant_id, id)
);
create unique index ux_channels_number on channels (tenant_id, base_url, phone_number_id);
create unique index ux_channels_webhook_token on channels (webhook_token);

create table channel_senders (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    lease_token uuid,
    lease_until timestamptz,
    last_served_at timestamptz,
    next_at timestamptz not null,
    paid_until timestamptz not null,
    paused boolean not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, id) references channels (tenant_id, id)
);
create index ix_channel_senders_turn on channel_senders (last_served_at nulls first) where not paused;

create table channel_windows (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    channel_id uuid not null,
    recipient_lookup bytea not null,
    contact_id uuid,
    last_inbound_at timestamptz,
    free_entry_until timestamptz,
    pair_paid_until timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, channel_id) references channels (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
create unique index ux_channel_windows_recipient on channel_windows (tenant_id, channel_id, recipient_lookup);
create index ix_channel_windows_contact on channel_windows (tenant_id, contact_id) where contact_id is not null;

create table outbound_messages (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    channel_id uuid not null,
    contact_id uuid,
    -- Empty once the person was anonymised, as the content.
    recipient bytea,
    recipient_lookup bytea not null,
    type text not null,
    content bytea,
    class text not null,
    needs_open_window boolean not null,
    reply_to_id uuid,
    status text not null,
    status_at timestamptz not null,
    possible_duplicate boolean not null,
    wamid bytea,
    wamid_lookup bytea,
    error_code int,
    error_reason text,
    created_at timestamptz not null,
    attempts int not null,
    expires_at timestamptz,
    created_by uuid references users (id),
    primary key (tenant_id, id),
    foreign key (tenant_id, channel_id) references channels (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
-- One message is one of Meta's, and one of Meta's is one message.
create unique index ux_outbound_messages_wamid on outbound_messages (tenant_id, channel_id, wamid_lookup) where wamid_lookup is not null;
create index ix_outbound_messages_newest on outbound_messages (tenant_id, channel_id, created_at desc, id desc);
create index ix_outbound_messages_status on outbound_messages (tenant_id, channel_id, status, created_at desc, id desc);
create index ix_outbound_messages_contact on outbound_messages (tenant_id, contact_id) where contact_id is not null;

create table outbound_queue (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    channel_id uuid not null,
    lane smallint not null,
    not_before timestamptz not null,
    recipient_lookup bytea not null,
    attempt_id uuid,
    primary key (tenant_id, id),
    foreign key (tenant_id, id) references outbound_messages (tenant_id, id)
);
create index ix_outbound_queue_due on outbound_queue (tenant_id, channel_id, lane, not_before, id);
create index ix_outbound_queue_under_way on outbound_queue (tenant_id, channel_id) where attempt_id is not null;

create table send_attempts (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    message_id uuid not null,
    number int not null check (number > 0),
    state text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    error_code int,
    reason text,
    trace_id text,
    wamid_lookup bytea,
    primary key (tenant_id, id),
    foreign key (tenant_id, message_id) references outbound_messages (tenant_id, id)
);
create unique index ux_send_attempts_number on send_attempts (tenant_id, message_id, number);

-- Append-only but for the message a status belongs to, which may become known later.
create table message_events (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    channel_id uuid not null,
    wamid_lookup bytea not null,
    message_id uuid,
    status text not null,
    at timestamptz not null,
    recorded_at timestamptz not null,
    error_code int,
    error_reason text,
    billable boolean,
    pricing_model text,
    pricing_kind text,
    pricing_category text,
    is_duplicate boolean not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, channel_id) references channels (tenant_id, id),
    foreign key (tenant_id, message_id) references outbound_messages (tenant_id, id)
);
-- Meta says everything at least once; we hear it once.
create unique index ux_message_events_once on message_events (tenant_id, channel_id, wamid_lookup, status);
create index ix_message_events_message on message_events (tenant_id, message_id, recorded_at) where message_id is not null;

create table inbound_messages (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    channel_id uuid not null,
    -- Empty once the person was anonymised, as sender and content.
    wamid bytea,
    wamid_lookup bytea not null,
    contact_id uuid,
    sender bytea,
    sender_lookup bytea not null,
    kind text not null,
    content bytea,
    at timestamptz not null,
    received_at timestamptz not null,
    quoted_lookup bytea,
    primary key (tenant_id, id),
    foreign key (tenant_id, channel_id) references channels (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
create unique index ux_inbound_messages_once on inbound_messages (tenant_id, channel_id, wamid_lookup);
create index ix_inbound_messages_newest on inbound_messages (tenant_id, channel_id, received_at desc, id desc);
create index ix_inbound_messages_contact on inbound_messages (tenant_id, contact_id) where contact_id is not null;

create table channel_webhooks (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    channel_id uuid not null,
    body bytea not null,
    received_at timestamptz not null,
    processed_at timestamptz,
    updates int,
    primary key (tenant_id, id),
    foreign key (tenant_id, channel_id) references channels (tenant_id, id)
);
create index ix_channel_webhooks_received on channel_webhooks (tenant_id, received_at);

create table channel_notices (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    channel_id uuid not null,
    webhook_id uuid not null,
    ordinal int not null,
    field text not null,
    content bytea not null,
    received_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, channel_id) references channels (tenant_id, id)
);
create unique index ux_channel_notices_once on channel_notices (tenant_id, webhook_id, ordinal);
create index ix_channel_notices_newest on channel_notices (tenant_id, channel_id, received_at desc, id desc);

-- What people can be recognised by who hide their telephone number.
alter table contact_identifiers drop constraint contact_identifiers_kind_check;
alter table contact_identifiers add constraint contact_identifiers_kind_check check (kind in ('phone', 'email', 'cpf', 'cnpj', 'whatsapp'));

select protect_tenant_table(t) from unnest(array['channels', 'channel_senders', 'channel_windows', 'outbound_messages', 'outbound_queue', 'send_attempts',
    'message_events', 'inbound_messages', 'channel_webhooks', 'channel_notices']::regclass[]) as t;

create function announce_outbound() returns trigger language plpgsql as $$
begin
    perform pg_notify('cleanapp_outbound', '');
    return null;
end $$;
create trigger announce_outbound after insert on outbound_queue for each statement execute function announce_outbound();
