-- What people are asked, word for word, and what they answered. Both are written once.

create table consent_texts (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    purpose text not null,
    channel text not null check (channel in ('whatsapp', 'instagram', 'email', 'phone')),
    version int not null check (version > 0),
    title text not null,
    text text not null,
    hash bytea not null check (length(hash) = 32),
    asked boolean not null,
    created_at timestamptz not null,
    by_user_id uuid references users (id),
    primary key (tenant_id, id)
);
-- Of two who reword a text at once, one does.
create unique index ux_consent_texts_version on consent_texts (tenant_id, purpose, channel, version);

create table consents (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    number bigint not null generated always as identity,
    contact_id uuid not null,
    text_id uuid not null,
    granted boolean not null,
    source text not null check (source in ('counter', 'operator', 'data_subject')),
    at timestamptz not null,
    by_user_id uuid references users (id),
    evidence bytea,
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
    foreign key (tenant_id, text_id) references consent_texts (tenant_id, id)
);
-- "May we?" and a person's record, newest first.
create index ix_consents_contact on consents (tenant_id, contact_id, number desc);
create index ix_consents_newest on consents (tenant_id, contact_id, at desc, id desc);

select protect_tenant_table(t) from unnest(array['consent_texts', 'consents']::regclass[]) as t;

-- Who a ticket is for, where the service asks: the contact's id and nothing else of the person.
alter table queue_tickets add column contact_id uuid;
alter table queue_tickets add foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
create index ix_queue_tickets_contact on queue_tickets (tenant_id, contact_id, created_at desc, id desc) where contact_id is not null;

alter table services add column customer_ask text not null default 'never' check (customer_ask in ('never', 'optional', 'required'));
alter table services add column customer_purpose text;
-- Nobody is asked without being told what for.
alter table services add constraint ck_services_purpose check (customer_ask = 'never' or customer_purpose is not null);
