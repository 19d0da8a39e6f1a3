-- Files: those customers send, and those the company sends. The files themselves are outside of the database, encrypted under keys that are
-- sealed here.

create table received_files (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    kind text not null,
    state text not null,
    reason text,
    state_at timestamptz not null,
    created_at timestamptz not null,
    mismatches int not null,
    mime_type text,
    size bigint,
    file_id uuid,
    details bytea,
    primary key (tenant_id, id),
    foreign key (tenant_id, id) references inbound_messages (tenant_id, id),
    check (state <> 'stored' or (file_id is not null and details is not null and mime_type is not null and size is not null))
);
create unique index ux_received_files_file on received_files (tenant_id, file_id) where file_id is not null;

create table media_assets (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    channel_id uuid not null,
    kind text not null,
    mime_type text not null,
    size bigint not null check (size > 0),
    state text not null,
    details bytea,
    created_at timestamptz not null,
    created_by uuid references users (id),
    meta_id text,
    meta_id_until timestamptz,
    uploads int not null,
    refused_at timestamptz,
    error_code int,
    error_reason text,
    primary key (tenant_id, id),
    foreign key (tenant_id, channel_id) references channels (tenant_id, id)
);
create index ix_media_assets_stored on media_assets (tenant_id, created_at) where state = 'stored';

alter table outbound_messages
    add column asset_id uuid,
    add foreign key (tenant_id, asset_id) references media_assets (tenant_id, id);
create index ix_outbound_messages_asset on outbound_messages (tenant_id, asset_id) where asset_id is not null;

select protect_tenant_table(t) from unnest(array['received_files', 'media_assets']::regclass[]) as t;
