-- Why leads and opportunities were lost, in each company's own words.

create table loss_reasons (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    name text not null,
    active boolean not null,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index ux_loss_reasons_name on loss_reasons (tenant_id, lower(name));

select protect_tenant_table('loss_reasons');
