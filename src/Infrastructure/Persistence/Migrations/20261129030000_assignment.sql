-- Who is at work, what is shared out to them, and what nobody attends to.

create table agents (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    user_id uuid not null references users (id),
    state text not null check (state in ('available', 'away')),
    reason text,
    away_since timestamptz,
    away_until timestamptz,
    is_automatic boolean not null,
    capacity int check (capacity >= 0),
    turn bigint not null,
    primary key (tenant_id, id),
    check (id = user_id),
    check ((state = 'away') = (away_since is not null)),
    check (state = 'away' or (reason is null and away_until is null and not is_automatic))
);

create table agent_state_changes (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    user_id uuid not null,
    state text not null,
    reason text,
    until timestamptz,
    is_automatic boolean not null,
    at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references agents (tenant_id, id)
);
create index ix_agent_state_changes_user on agent_state_changes (tenant_id, user_id, at);

-- Said again every few seconds, so no index on when they end: there is one row for each open screen.
create table agent_connections (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    user_id uuid not null,
    expires_at timestamptz not null,
    is_over boolean not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references agents (tenant_id, id)
) with (fillfactor = 50);
create index ix_agent_connections_user on agent_connections (tenant_id, user_id);

create table inbox_settings (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    away_after_minutes int not null check (away_after_minutes > 0),
    primary key (tenant_id, id),
    check (id = tenant_id)
);

select protect_tenant_table(t) from unnest(array['agents', 'agent_state_changes', 'agent_connections', 'inbox_settings']::regclass[]) as t;

alter table teams
    add column mode text not null default 'manual' check (mode in ('manual', 'round_robin', 'least_loaded')),
    add column capacity int not null default 6 check (capacity > 0),
    add column limbo_minutes int not null default 10 check (limbo_minutes > 0),
    add column away_return_minutes int check (away_return_minutes > 0);

alter table conversations
    add column unattended_since timestamptz,
    add column alerts int not null default 0 check (alerts >= 0),
    add column alerted_at timestamptz,
    add column returns_to_id uuid references users (id),
    add column given_back_by_id uuid references users (id);
-- What waits for nobody today is known from the beginning, and followed. An owner that is no superuser is held by forced row-level security
-- too, so it is let go while the rows of all companies are changed.
alter table conversations no force row level security;
alter table work_items no force row level security;
update conversations set unattended_since = now() where status = 'open' and waiting_since is not null and assignee_id is null;
insert into work_items (tenant_id, id, kind, subject_id, run_at)
select tenant_id, gen_random_uuid(), 'inbox.follow_conversation', id, now() from conversations where unattended_since is not null;
alter table conversations force row level security;
alter table work_items force row level security;
alter table conversations
    -- None that waits and is nobody's is ever overlooked, whoever writes the row.
    add constraint ck_conversations_unattended check (
        case when status = 'open' and waiting_since is not null then assignee_id is not null or unattended_since is not null
        else unattended_since is null end
    ),
    add check ((alerts = 0) = (alerted_at is null)),
    add check (alerts = 0 or unattended_since is not null);
create index ix_conversations_unattended on conversations (tenant_id, waiting_since, id) where unattended_since is not null;
create index ix_conversations_teams_unattended on conversations (tenant_id, team_id, waiting_since, id) where unattended_since is not null;
create index ix_conversations_limbo on conversations (tenant_id, unattended_since) where alerts > 0;
create index ix_conversations_alerted on conversations (tenant_id, alerted_at) where alerts > 0;

alter table conversation_items
    add column given_by text check (given_by in ('return', 'round_robin', 'least_loaded')),
    add column load int,
    add column capacity int,
    add column waited_seconds int,
    add check ((given_by is null) = (load is null) and (given_by is null) = (capacity is null)),
    add check (given_by is null or change = 'assigned');

-- Whoever sees colleagues sees whether they are at work. What is counted up at each turn is not shown.
create trigger realtime after insert or update of state, reason, away_until, capacity on agents
    for each row execute function realtime_notify('agent');
-- The first screen of somebody, and the last: those in between change nothing.
create function agent_connection_changed() returns trigger language plpgsql as $$
begin
    if not exists (
        select from agent_connections
        where tenant_id = new.tenant_id and user_id = new.user_id and id <> new.id and not is_over
    ) then
        perform pg_notify('cleanapp_realtime', new.tenant_id || '|agent|' || new.user_id);
    end if;
    return null;
end $$;
create trigger realtime after insert or update of is_over on agent_connections for each row execute function agent_connection_changed();
