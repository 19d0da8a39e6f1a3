-- How members are told of conversations while they look elsewhere.

create table alert_settings (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    user_id uuid not null references users (id),
    scope text not null check (scope in ('all', 'mine', 'none')),
    sound boolean not null,
    shows_words boolean not null,
    quiet_from time,
    quiet_until time,
    primary key (tenant_id, id),
    check (id = user_id),
    check ((quiet_from is null) = (quiet_until is null))
);

create table push_subscriptions (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    user_id uuid not null references users (id),
    session_id uuid not null references sessions (id),
    device text not null,
    endpoint_hash text not null,
    -- Address and keys; sealed.
    target bytea not null,
    created_at timestamptz not null,
    tested_at timestamptz,
    primary key (tenant_id, id)
);
create unique index ux_push_subscriptions_endpoint on push_subscriptions (tenant_id, endpoint_hash);
create index ix_push_subscriptions_user on push_subscriptions (tenant_id, user_id);

create table device_alerts (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    subscription_id uuid not null,
    conversation_id uuid not null,
    sequence int not null,
    at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, subscription_id) references push_subscriptions (tenant_id, id) on delete cascade,
    foreign key (tenant_id, conversation_id) references conversations (tenant_id, id)
);
create unique index ux_device_alerts_once on device_alerts (tenant_id, subscription_id, conversation_id);
create index ix_device_alerts_conversation on device_alerts (tenant_id, conversation_id);

select protect_tenant_table(t) from unnest(array['alert_settings', 'push_subscriptions', 'device_alerts']::regclass[]) as t;
