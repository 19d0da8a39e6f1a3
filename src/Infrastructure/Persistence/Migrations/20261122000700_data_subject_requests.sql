-- What people ask about their own data, with a deadline and a history.

create table privacy_forms (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    token text not null,
    primary key (tenant_id, id)
);
-- One per company, and a token is one company's.
create unique index ux_privacy_forms_tenant on privacy_forms (tenant_id);
create unique index ux_privacy_forms_token on privacy_forms (token);
-- Companies that were there before: 122 random bits, as good as what the product draws.
insert into privacy_forms (tenant_id, id, token) select id, gen_random_uuid(), replace(gen_random_uuid()::text, '-', '') from tenants;

create table data_subject_requests (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    protocol text not null,
    kind text not null check (kind in ('access', 'correction', 'anonymisation', 'portability', 'revocation', 'information')),
    status text not null check (status in ('received', 'identified', 'done', 'refused')),
    received_at timestamptz not null,
    due_at timestamptz not null,
    closed_at timestamptz,
    name bytea,
    reach bytea,
    message bytea,
    contact_id uuid,
    holds_data boolean,
    by_user_id uuid references users (id),
    status_token_hash text not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
    check ((closed_at is not null) = (status in ('done', 'refused')))
);
create unique index ux_data_subject_requests_protocol on data_subject_requests (tenant_id, protocol);
create unique index ux_data_subject_requests_status_token on data_subject_requests (status_token_hash);
create index ix_data_subject_requests_open on data_subject_requests (tenant_id, due_at, id) where closed_at is null;
create index ix_data_subject_requests_closed on data_subject_requests (tenant_id, due_at desc, id desc) where closed_at is not null;
create index ix_data_subject_requests_contact on data_subject_requests (tenant_id, contact_id) where contact_id is not null;

create table data_subject_request_steps (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    request_id uuid not null,
    action text not null,
    at timestamptz not null,
    by_user_id uuid references users (id),
    note bytea,
    primary key (tenant_id, id),
    foreign key (tenant_id, request_id) references data_subject_requests (tenant_id, id)
);
create index ix_data_subject_request_steps_request on data_subject_request_steps (tenant_id, request_id, at, id);

select protect_tenant_table(t) from unnest(array['privacy_forms', 'data_subject_requests', 'data_subject_request_steps']::regclass[]) as t;

create function erase_request_note() returns trigger language plpgsql as $$
begin
    -- Sealed again with a new key: a box for a box.
    if old.note is not null and new.note is not null then
        return new;
    end if;
    if new.note is not null or not exists (
        select from data_subject_requests r
        join contacts c on c.tenant_id = r.tenant_id and c.id = r.contact_id
        where r.tenant_id = new.tenant_id and r.id = new.request_id and c.anonymised_at is not null
    ) then
        raise exception 'A note is emptied only when its person is anonymised.' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger erase_request_note before update of note on data_subject_request_steps for each row execute function erase_request_note();
