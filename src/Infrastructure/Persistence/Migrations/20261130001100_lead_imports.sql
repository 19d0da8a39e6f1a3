-- Leads from a spreadsheet: stored sealed beside the database, taken in some rows at a time, each with how far it has come.

create table lead_imports (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    author_id uuid not null references users (id),
    -- The file's name and its own key, sealed; null once the file is gone.
    details bytea,
    sha256 text not null,
    size bigint not null check (size > 0),
    encoding text not null,
    separator text not null,
    -- Of its header: what was said of columns once is remembered for the next such file.
    signature text not null,
    -- What each column says, in their order.
    columns text not null,
    decimal_mark text not null check (decimal_mark in (',', '.')),
    row_count int not null check (row_count > 0),
    rows_read int not null check (rows_read between 0 and row_count),
    made int not null,
    new_people int not null,
    already_open int not null,
    failed int not null,
    status text not null check (status in ('uploaded', 'running', 'done', 'cancelled', 'broken', 'undoing', 'undone')),
    undone_leads int not null,
    kept_leads int not null,
    undone_people int not null,
    kept_people int not null,
    undone_after uuid,
    created_at timestamptz not null,
    started_at timestamptz,
    ended_at timestamptz,
    expires_at timestamptz not null,
    primary key (tenant_id, id),
    check (made + already_open + failed = rows_read),
    check ((status = 'uploaded') = (started_at is null))
);
create index ix_lead_imports_newest on lead_imports (tenant_id, created_at desc, id desc);
create index ix_lead_imports_sha256 on lead_imports (tenant_id, sha256);

-- Rows of which no lead was made, by number; what they say stays in the file.
create table lead_import_problems (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    import_id uuid not null,
    line int not null check (line > 0),
    reasons text not null,
    -- Whom the row is about, where that is known and they are still there.
    contact_id uuid,
    primary key (tenant_id, id),
    foreign key (tenant_id, import_id) references lead_imports (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete set null (contact_id)
);
create unique index ux_lead_import_problems_line on lead_import_problems (tenant_id, import_id, line);
create index ix_lead_import_problems_contact on lead_import_problems (tenant_id, contact_id) where contact_id is not null;

create table lead_mappings (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    signature text not null,
    columns text not null,
    changed_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index ux_lead_mappings_signature on lead_mappings (tenant_id, signature);

select protect_tenant_table(t) from unnest(array['lead_imports', 'lead_import_problems', 'lead_mappings']::regclass[]) as t;

-- By which import a lead came, and whether the person came by the same row.
alter table leads
    add column import_id uuid,
    add column new_person boolean not null default false,
    add foreign key (tenant_id, import_id) references lead_imports (tenant_id, id),
    add check (import_id is not null or not new_person);
create index ix_leads_import on leads (tenant_id, import_id, id) where import_id is not null;

-- A lead goes only with the import that made it, and only as it came; the same of what is written of it.
create function keep_leads() returns trigger language plpgsql as $$
begin
    if exists (
        select from old_rows l left join lead_imports i on i.tenant_id = l.tenant_id and i.id = l.import_id
        where i.status is distinct from 'undoing' or l.updated_at <> l.created_at
    ) then
        raise exception 'A lead goes only with its import, untouched.' using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
create trigger keep_leads after delete on leads referencing old table as old_rows for each statement execute function keep_leads();

create function keep_lead_events() returns trigger language plpgsql as $$
begin
    if exists (
        select from old_rows e
        join leads l on l.tenant_id = e.tenant_id and l.id = e.lead_id
        left join lead_imports i on i.tenant_id = l.tenant_id and i.id = l.import_id
        where i.status is distinct from 'undoing' or l.updated_at <> l.created_at
    ) then
        raise exception 'What happened to a lead goes only with its import, untouched.' using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
create trigger keep_lead_events after delete on lead_events referencing old table as old_rows for each statement execute function keep_lead_events();

-- Of many at once the import speaks, not each of them.
create or replace function announce_leads_begun() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id, person_id)
    select tenant_id, 'lead', id, owner_id from new_rows where import_id is null;
    return null;
end $$;
create trigger realtime_insert after insert on lead_imports referencing new table as new_rows
    for each statement execute function announce('lead_import');
-- Lists of leads are asked again when it begins and ends, not with every thousand rows.
create function announce_lead_imports() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id)
    select tenant_id, 'lead_import', id from new_rows
    union all
    select n.tenant_id, 'lead', n.id from new_rows n join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id where n.status <> o.status;
    return null;
end $$;
create trigger realtime_update after update on lead_imports referencing old table as old_rows new table as new_rows
    for each statement execute function announce_lead_imports();

-- Asked once for all rows of a statement: for each of the some ten beginnings of a name it costs more than the row.
drop trigger refuse_for_anonymised on contact_identifiers;
drop trigger refuse_for_anonymised on contact_name_indexes;
create function refuse_rows_for_anonymised() returns trigger language plpgsql as $$
begin
    -- The foreign key has locked each contact, and so has waited for whoever anonymises at this moment; what they did is seen here.
    if exists (
        select from (select distinct tenant_id, contact_id from new_rows) n
        join contacts c on c.tenant_id = n.tenant_id and c.id = n.contact_id
        where c.anonymised_at is not null
    ) then
        raise exception 'The contact was anonymised.' using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
create trigger refuse_for_anonymised after insert on contact_identifiers referencing new table as new_rows
    for each statement execute function refuse_rows_for_anonymised();
create trigger refuse_for_anonymised_update after update on contact_identifiers referencing new table as new_rows
    for each statement execute function refuse_rows_for_anonymised();
create trigger refuse_for_anonymised after insert on contact_name_indexes referencing new table as new_rows
    for each statement execute function refuse_rows_for_anonymised();

-- Each points to a row of its company already, which points to the company: to ask for that again with every beginning of a name takes longer
-- than to write it.
alter table contact_name_indexes drop constraint contact_name_indexes_tenant_id_fkey;
alter table contact_identifiers drop constraint contact_identifiers_tenant_id_fkey;
alter table lead_events drop constraint lead_events_tenant_id_fkey;
