-- What identifies a person is sealed before it comes here (see IPersonalVault); found again by blind indexes only.

create table data_keys (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    purpose text not null check (purpose in ('seal', 'index')),
    version int not null check (version > 0),
    wrapped bytea not null,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index ux_data_keys_version on data_keys (tenant_id, purpose, version);

create table contacts (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    name bytea,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    primary key (tenant_id, id)
);
create index ix_contacts_newest on contacts (tenant_id, created_at desc, id desc);

create table contact_identifiers (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    contact_id uuid not null,
    kind text not null check (kind in ('phone', 'email', 'cpf', 'cnpj')),
    value bytea not null,
    lookup bytea not null check (length(lookup) = 16),
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
-- One number is one person.
create unique index ux_contact_identifiers_lookup on contact_identifiers (tenant_id, kind, lookup);
-- A person has one CPF, a company one CNPJ.
create unique index ux_contact_identifiers_tax on contact_identifiers (tenant_id, contact_id, kind) where kind in ('cpf', 'cnpj');
create index ix_contact_identifiers_contact on contact_identifiers (tenant_id, contact_id);

-- A blind index of every beginning of every word of the name.
create table contact_name_indexes (
    tenant_id uuid not null references tenants (id),
    index bytea not null check (length(index) = 16),
    contact_id uuid not null,
    primary key (tenant_id, index, contact_id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
create index ix_contact_name_indexes_contact on contact_name_indexes (tenant_id, contact_id);

create table personal_data_accesses (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    contact_id uuid not null,
    user_id uuid not null references users (id),
    reason text not null,
    at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
create index ix_personal_data_accesses_contact on personal_data_accesses (tenant_id, contact_id, at desc, id desc);

select protect_tenant_table(t) from unnest(array[
    'data_keys', 'contacts', 'contact_identifiers', 'contact_name_indexes', 'personal_data_accesses'
]::regclass[]) as t;
