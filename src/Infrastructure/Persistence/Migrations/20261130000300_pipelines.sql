-- What may be sold: pipelines, their stages, and what stands in them.

create table pipelines (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    name text not null,
    position int not null,
    active boolean not null,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index ux_pipelines_name on pipelines (tenant_id, lower(name));

create table pipeline_stages (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    pipeline_id uuid not null,
    name text not null,
    probability smallint not null check (probability between 0 and 100),
    rotting_days int check (rotting_days between 1 and 365),
    position int not null,
    active boolean not null,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    -- What an opportunity points to: a stage of its pipeline.
    unique (tenant_id, pipeline_id, id),
    foreign key (tenant_id, pipeline_id) references pipelines (tenant_id, id)
);
create unique index ux_pipeline_stages_name on pipeline_stages (tenant_id, pipeline_id, lower(name));

create table opportunities (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    pipeline_id uuid not null,
    stage_id uuid not null,
    -- Empty once the person was anonymised.
    title bytea,
    contact_id uuid,
    amount numeric(12, 2) check (amount >= 0),
    expected_on date,
    owner_id uuid references users (id),
    status text not null check (status in ('open', 'won', 'lost')),
    loss_reason_id uuid,
    -- Compared as bytes, as the program does.
    order_key text collate "C" not null check (length(order_key) <= 200),
    stage_since timestamptz not null,
    next_step bytea,
    next_step_at timestamptz,
    version int not null check (version > 0),
    last_sequence int not null check (last_sequence > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    closed_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, pipeline_id, stage_id) references pipeline_stages (tenant_id, pipeline_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
    foreign key (tenant_id, loss_reason_id) references loss_reasons (tenant_id, id),
    check ((status = 'open') = (closed_at is null)),
    check ((status = 'lost') = (loss_reason_id is not null)),
    check (next_step_at is null or next_step is not null)
);
-- A board is the beginning of each stage, and how many stand there with how much, told from the index alone. A stage is of one company, so it
-- stands in front: see found_whatever_the_company.
create unique index ux_opportunities_place on opportunities (stage_id, order_key, tenant_id) include (owner_id, amount) where status = 'open';
-- As whoever sees only their own and nobody's has it: each by itself, since what is null is no place in an order.
create index ix_opportunities_owner_place on opportunities (stage_id, owner_id, order_key, tenant_id) include (amount)
    where status = 'open' and owner_id is not null;
create index ix_opportunities_nobodys_place on opportunities (stage_id, order_key, tenant_id) include (amount)
    where status = 'open' and owner_id is null;
create index ix_opportunities_newest on opportunities (tenant_id, updated_at desc, id desc);
create index ix_opportunities_status_newest on opportunities (tenant_id, status, updated_at desc, id desc);
create index ix_opportunities_owner_newest on opportunities (tenant_id, owner_id, updated_at desc, id desc) where owner_id is not null;
create index ix_opportunities_nobodys_newest on opportunities (tenant_id, updated_at desc, id desc) where owner_id is null;
create index ix_opportunities_contact on opportunities (tenant_id, contact_id, created_at desc, id desc) where contact_id is not null;
create index ix_opportunities_next_step on opportunities (tenant_id, next_step_at) where status = 'open' and next_step_at is not null;

create table opportunity_events (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    opportunity_id uuid not null,
    sequence int not null check (sequence > 0),
    kind text not null,
    author_id uuid references users (id),
    at timestamptz not null,
    "from" text,
    "to" text,
    subject_id uuid,
    content bytea,
    primary key (tenant_id, id),
    foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id)
);
create unique index ux_opportunity_events_sequence on opportunity_events (tenant_id, opportunity_id, sequence);

select protect_tenant_table(t) from unnest(array['pipelines', 'pipeline_stages', 'opportunities', 'opportunity_events']::regclass[]) as t;

-- Only those who may see an opportunity hear of it: whoever sells it, and whoever leads; of nobody's, all who sell. Those it is taken from hear
-- of it as well. That places were numbered anew is nobody's news.
create function announce_opportunities_opened() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id, person_id) select tenant_id, 'opportunity', id, owner_id from new_rows;
    return null;
end $$;
create function announce_opportunities() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id, person_id)
    select n.tenant_id, 'opportunity', n.id, n.owner_id
    from new_rows n join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id
    where (n.version, n.last_sequence) <> (o.version, o.last_sequence)
    union
    select o.tenant_id, 'opportunity', o.id, o.owner_id
    from new_rows n join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id
    where o.owner_id is distinct from n.owner_id;
    return null;
end $$;
create trigger realtime_insert after insert on opportunities referencing new table as new_rows
    for each statement execute function announce_opportunities_opened();
create trigger realtime_update after update on opportunities referencing old table as old_rows new table as new_rows
    for each statement execute function announce_opportunities();

do $$
declare t text;
begin
    foreach t in array array['pipelines', 'pipeline_stages', 'loss_reasons'] loop
        execute format('create trigger realtime_insert after insert on %I referencing new table as new_rows for each statement execute function announce(''settings'')', t);
        execute format('create trigger realtime_update after update on %I referencing new table as new_rows for each statement execute function announce(''settings'')', t);
    end loop;
end $$;
