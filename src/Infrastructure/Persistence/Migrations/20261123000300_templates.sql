-- Message templates of a number's account, as Meta last told of them. What Meta no longer lists stays, marked deleted.

create table channel_templates (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    channel_id uuid not null,
    meta_id text not null,
    name text not null,
    language text not null,
    category text not null,
    status text not null,
    meta_status text not null,
    quality text,
    reason text,
    has_named_parameters boolean not null,
    components text not null,
    status_at timestamptz not null,
    category_at timestamptz not null,
    quality_at timestamptz not null,
    components_at timestamptz not null,
    told_at timestamptz,
    synced_at timestamptz not null,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, channel_id) references channels (tenant_id, id)
);
create unique index ux_channel_templates_name on channel_templates (tenant_id, channel_id, name, language);
create index ix_channel_templates_meta on channel_templates (tenant_id, channel_id, meta_id);

alter table channels add column templates_synced_at timestamptz;

select protect_tenant_table('channel_templates');
