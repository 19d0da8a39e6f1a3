-- How much each number was used, day by day: figures, of nobody.
create table channel_usage (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    channel_id uuid not null,
    day date not null,
    accepted int not null,
    received int not null,
    primary key (tenant_id, id),
    unique (tenant_id, channel_id, day),
    foreign key (tenant_id, channel_id) references channels (tenant_id, id)
);

select protect_tenant_table('channel_usage');
