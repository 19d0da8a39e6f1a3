-- Two contacts that are one person: the merged one stays, so whatever points to it leads to the survivor, and so it can be undone.

alter table contacts add column merged_into uuid check (merged_into <> id);
alter table contacts add foreign key (tenant_id, merged_into) references contacts (tenant_id, id);
create index ix_contacts_merged_into on contacts (tenant_id, merged_into) where merged_into is not null;

-- One step always leads to the survivor: never a chain, never a circle. Looked at when all of a transaction's steps are done.
create function contacts_merge_is_one_step() returns trigger language plpgsql as $$
begin
    if exists (
        select from contacts c join contacts s on s.tenant_id = c.tenant_id and s.id = c.merged_into
        where c.tenant_id = new.tenant_id and (c.id = new.id or c.merged_into = new.id) and s.merged_into is not null
    ) then
        raise exception 'contact % is merged into one that is merged itself', new.id using errcode = 'check_violation', constraint = 'ck_contacts_merge_is_one_step';
    end if;
    return null;
end $$;
create constraint trigger merge_is_one_step after insert or update of merged_into on contacts
    deferrable initially deferred for each row when (new.merged_into is not null) execute function contacts_merge_is_one_step();

create table contact_merges (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    survivor_id uuid not null,
    merged_id uuid not null check (merged_id <> survivor_id),
    identifiers uuid[] not null,
    followers uuid[] not null,
    took_name boolean not null,
    survivor_name bytea,
    user_id uuid not null references users (id),
    at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, survivor_id) references contacts (tenant_id, id),
    foreign key (tenant_id, merged_id) references contacts (tenant_id, id)
);
create index ix_contact_merges_survivor on contact_merges (tenant_id, survivor_id, at desc, id desc);
create index ix_contact_merges_merged on contact_merges (tenant_id, merged_id);

create table contact_merge_undos (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    merge_id uuid not null,
    user_id uuid not null references users (id),
    at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, merge_id) references contact_merges (tenant_id, id)
);
-- A merge is undone once.
create unique index ux_contact_merge_undos_merge on contact_merge_undos (tenant_id, merge_id);

select protect_tenant_table(t) from unnest(array['contact_merges', 'contact_merge_undos']::regclass[]) as t;
