-- Who had what done once more: failed messages, and webhooks that could not be processed.
create table channel_replays (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    channel_id uuid not null,
    subject text not null,
    filter text not null,
    count int not null check (count > 0),
    requested_by uuid references users (id),
    requested_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, channel_id) references channels (tenant_id, id)
);
create index ix_channel_replays_newest on channel_replays (tenant_id, channel_id, requested_at desc, id desc);

select protect_tenant_table('channel_replays');

-- Few, or something is wrong.
create index ix_work_items_dead on work_items (tenant_id, kind) where dead_at is not null;
