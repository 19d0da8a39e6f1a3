-- People who might buy, until it is known whether they will.

create table leads (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    contact_id uuid not null,
    conversation_id uuid,
    interest bytea,
    amount numeric(12, 2) check (amount >= 0),
    source text not null check (
        source in ('whatsapp', 'instagram', 'website', 'form', 'phone', 'visit', 'recommendation', 'advertisement', 'event', 'import', 'other')
    ),
    utm_source text,
    utm_medium text,
    utm_campaign text,
    utm_term text,
    utm_content text,
    ad_id text,
    ad_headline text,
    ad_url text,
    status text not null check (status in ('new', 'working', 'qualified', 'lost', 'converted', 'merged')),
    owner_id uuid references users (id),
    loss_reason_id uuid,
    next_step bytea,
    next_step_at timestamptz,
    score int not null check (score between 0 and 100),
    rated_by int not null,
    merged_into_id uuid,
    merged_from text check (merged_from in ('new', 'working', 'qualified')),
    erased boolean not null,
    last_sequence int not null check (last_sequence > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    closed_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversations (tenant_id, id),
    foreign key (tenant_id, loss_reason_id) references loss_reasons (tenant_id, id),
    foreign key (tenant_id, merged_into_id) references leads (tenant_id, id),
    check ((status in ('new', 'working', 'qualified')) = (closed_at is null)),
    check (loss_reason_id is null or status = 'lost'),
    check ((next_step is null) = (next_step_at is null)),
    check (next_step is null or closed_at is null),
    check ((status = 'merged') = (merged_into_id is not null) and (merged_into_id is null) = (merged_from is null) and merged_into_id <> id),
    check (not erased or (interest is null and next_step is null))
);
-- A person is asked whether they will buy by one colleague at a time.
create unique index ux_leads_open_contact on leads (tenant_id, contact_id) where closed_at is null;
create index ix_leads_newest on leads (tenant_id, updated_at desc, id desc);
create index ix_leads_status on leads (tenant_id, status, updated_at desc, id desc);
create index ix_leads_open on leads (tenant_id, updated_at desc, id desc) where closed_at is null;
create index ix_leads_owner on leads (tenant_id, owner_id, updated_at desc, id desc) where owner_id is not null;
create index ix_leads_owner_open on leads (tenant_id, owner_id, updated_at desc, id desc) where owner_id is not null and closed_at is null;
create index ix_leads_nobodys on leads (tenant_id, updated_at desc, id desc) where owner_id is null;
create index ix_leads_nobodys_open on leads (tenant_id, updated_at desc, id desc) where owner_id is null and closed_at is null;
create index ix_leads_score on leads (tenant_id, score desc, id desc) where closed_at is null;
create index ix_leads_owner_score on leads (tenant_id, owner_id, score desc, id desc) where owner_id is not null and closed_at is null;
create index ix_leads_nobodys_score on leads (tenant_id, score desc, id desc) where owner_id is null and closed_at is null;
create index ix_leads_rated on leads (tenant_id, rated_by) where closed_at is null;
create index ix_leads_next_step on leads (tenant_id, next_step_at, id) where next_step_at is not null;
create index ix_leads_owner_next_step on leads (tenant_id, owner_id, next_step_at, id) where owner_id is not null and next_step_at is not null;
create index ix_leads_nobodys_next_step on leads (tenant_id, next_step_at, id) where owner_id is null and next_step_at is not null;
create index ix_leads_contact on leads (tenant_id, contact_id, created_at desc, id desc);
create index ix_leads_conversation on leads (tenant_id, conversation_id) where conversation_id is not null;
create index ix_leads_merged on leads (tenant_id, merged_into_id) where merged_into_id is not null;

create table lead_events (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    lead_id uuid not null,
    sequence int not null check (sequence > 0),
    kind text not null,
    author_id uuid references users (id),
    at timestamptz not null,
    "from" text,
    "to" text,
    subject_id uuid,
    content bytea,
    primary key (tenant_id, id),
    foreign key (tenant_id, lead_id) references leads (tenant_id, id)
);
create unique index ux_lead_events_sequence on lead_events (tenant_id, lead_id, sequence);

-- What a company gives points for; its id is the company's. Points that nobody chose are what the program begins with.
create table lead_scorings (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    recommendation int not null check (recommendation between -100 and 100),
    advertisement int not null check (advertisement between -100 and 100),
    conversation int not null check (conversation between -100 and 100),
    interest int not null check (interest between -100 and 100),
    amount int not null check (amount between -100 and 100),
    next_step int not null check (next_step between -100 and 100),
    qualified int not null check (qualified between -100 and 100),
    version int not null check (version >= 0),
    changed_at timestamptz not null,
    primary key (tenant_id, id),
    check (id = tenant_id)
);

select protect_tenant_table(t) from unnest(array['leads', 'lead_events', 'lead_scorings']::regclass[]) as t;

-- Whoever looks after a lead hears of it, who did until now as well, and whoever leads; of nobody's, everybody of the company.
create function announce_leads_begun() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id, person_id) select tenant_id, 'lead', id, owner_id from new_rows;
    return null;
end $$;
create function announce_leads() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id, person_id)
    select n.tenant_id, 'lead', n.id, owner.id
    from new_rows n
    join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id
    cross join lateral (select n.owner_id as id union select o.owner_id) owner
    -- Rated anew is no news: lists say so when they are looked at.
    where n.last_sequence <> o.last_sequence or n.erased <> o.erased;
    return null;
end $$;
create trigger realtime_insert after insert on leads referencing new table as new_rows
    for each statement execute function announce_leads_begun();
create trigger realtime_update after update on leads referencing old table as old_rows new table as new_rows
    for each statement execute function announce_leads();
