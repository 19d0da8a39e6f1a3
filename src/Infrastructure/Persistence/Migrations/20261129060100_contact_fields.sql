-- What a company wants to know of everybody it deals with, in its own words, and what is written down of each.

create table contact_fields (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    name text not null,
    kind text not null check (kind in ('text', 'number', 'date', 'choice')),
    options text[] not null check (cardinality(options) <= 50),
    position int not null,
    active boolean not null,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    check ((kind = 'choice') = (cardinality(options) > 0))
);
create unique index ux_contact_fields_name on contact_fields (tenant_id, lower(name));

create table contact_field_values (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    contact_id uuid not null,
    field_id uuid not null,
    value bytea not null,
    changed_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
    foreign key (tenant_id, field_id) references contact_fields (tenant_id, id)
);
create unique index ux_contact_field_values_once on contact_field_values (tenant_id, contact_id, field_id);
create index ix_contact_field_values_field on contact_field_values (tenant_id, field_id);

select protect_tenant_table(t) from unnest(array['contact_fields', 'contact_field_values']::regclass[]) as t;

create trigger refuse_for_anonymised before insert or update of contact_id on contact_field_values
    for each row execute function refuse_for_anonymised();
create trigger realtime_insert after insert on contact_fields referencing new table as new_rows
    for each statement execute function announce('settings');
create trigger realtime_update after update on contact_fields referencing new table as new_rows
    for each statement execute function announce('settings');
