-- Pages that anybody may fill in, by which people become leads. What they say is part of the lead's history.

create table lead_forms (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    name text not null,
    title text not null,
    text text,
    phone text not null check (phone in ('off', 'optional', 'required')),
    email text not null check (email in ('off', 'optional', 'required')),
    message text not null check (message in ('off', 'optional', 'required')),
    thanks text,
    notice text not null,
    owner_id uuid references users (id),
    active boolean not null,
    token text not null,
    version int not null check (version > 0),
    entries int not null check (entries >= 0),
    last_entry_at timestamptz,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    primary key (tenant_id, id),
    -- Nobody could answer otherwise.
    check (phone = 'required' or email = 'required'),
    check ((entries = 0) = (last_entry_at is null))
);
create unique index ux_lead_forms_name on lead_forms (tenant_id, lower(name));
create unique index ux_lead_forms_token on lead_forms (token);

select protect_tenant_table('lead_forms');
