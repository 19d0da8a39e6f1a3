-- How long data is kept, what may not go yet, and the registers a company has to keep.

create table retention_policies (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    class text not null,
    keep_days int check (keep_days > 0),
    changed_at timestamptz not null,
    by_user_id uuid references users (id),
    primary key (tenant_id, id)
);
create unique index ux_retention_policies_class on retention_policies (tenant_id, class);

create table retention_runs (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    class text not null,
    day date not null,
    keep_days int not null,
    removed int not null check (removed > 0),
    at timestamptz not null,
    primary key (tenant_id, id)
);
-- One line per class and day: what a run removes and that line are one transaction.
create unique index ux_retention_runs_day on retention_runs (tenant_id, class, day);

create table legal_holds (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    contact_id uuid not null,
    reason bytea not null,
    placed_at timestamptz not null,
    placed_by_user_id uuid references users (id),
    lifted_at timestamptz,
    lifted_by_user_id uuid references users (id),
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
create index ix_legal_holds_contact on legal_holds (tenant_id, contact_id, placed_at desc, id desc);
create index ix_legal_holds_open on legal_holds (tenant_id, placed_at desc, id desc) where lifted_at is null;

-- Append-only: a change is the next version.
create table register_entries (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    entry_id uuid not null,
    register text not null check (register in ('operations', 'incidents')),
    version int not null check (version > 0),
    content jsonb not null,
    at timestamptz not null,
    by_user_id uuid references users (id),
    primary key (tenant_id, id)
);
create unique index ux_register_entries_version on register_entries (tenant_id, register, entry_id, version);

select protect_tenant_table(t) from unnest(array['retention_policies', 'retention_runs', 'legal_holds', 'register_entries']::regclass[]) as t;

-- Nobody who is under a hold becomes nobody. The contact's own lock orders this and the placing of a hold.
create function refuse_held() returns trigger language plpgsql as $$
begin
    if old.anonymised_at is null and new.anonymised_at is not null and exists (
        select from legal_holds where tenant_id = new.tenant_id and contact_id = new.id and lifted_at is null
    ) then
        raise exception 'The contact is under a legal hold.' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger refuse_held before update of anonymised_at on contacts for each row execute function refuse_held();

-- The product itself anonymises whom nobody has seen for longer than the company keeps people.
alter table personal_data_accesses alter column user_id drop not null;

-- Words of a request also go when it is older than the company keeps them; what the person wrote goes first.
create or replace function erase_request_note() returns trigger language plpgsql as $$
begin
    -- Sealed again with a new key: a box for a box.
    if old.note is not null and new.note is not null then
        return new;
    end if;
    if new.note is not null or not exists (
        select from data_subject_requests r
        left join contacts c on c.tenant_id = r.tenant_id and c.id = r.contact_id
        where r.tenant_id = new.tenant_id and r.id = new.request_id and (c.anonymised_at is not null or (r.closed_at is not null and r.name is null))
    ) then
        raise exception 'A note is emptied only when its person is anonymised or its request forgotten.' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

-- Companies that were there before.
insert into work_items (tenant_id, id, kind, subject_id, run_at) select tenant_id, gen_random_uuid(), 'privacy.apply_retention', id, now() from privacy_forms;
