-- What customers asked for that has to be followed until it is done.

create table support_tickets (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    number int not null check (number > 0),
    -- Empty once the person was anonymised.
    title bytea,
    description bytea,
    type text not null check (type in ('question', 'problem', 'request', 'complaint', 'other')),
    priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
    status text not null check (status in ('open', 'in_progress', 'waiting_customer', 'resolved', 'closed')),
    contact_id uuid,
    team_id uuid not null,
    assignee_id uuid references users (id),
    due_at timestamptz,
    merged_into_id uuid,
    last_sequence int not null check (last_sequence > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    resolved_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
    foreign key (tenant_id, team_id) references teams (tenant_id, id),
    foreign key (tenant_id, merged_into_id) references support_tickets (tenant_id, id),
    check ((status in ('resolved', 'closed')) = (resolved_at is not null)),
    check (merged_into_id is null or (status = 'closed' and merged_into_id <> id))
);
create unique index ux_support_tickets_number on support_tickets (tenant_id, number);
create index ix_support_tickets_status on support_tickets (tenant_id, status, updated_at desc, id desc);
create index ix_support_tickets_team_status on support_tickets (tenant_id, team_id, status, updated_at desc, id desc);
create index ix_support_tickets_assignee_status on support_tickets (tenant_id, assignee_id, status, updated_at desc, id desc)
    where assignee_id is not null;
create index ix_support_tickets_newest on support_tickets (tenant_id, updated_at desc, id desc);
create index ix_support_tickets_team on support_tickets (tenant_id, team_id, updated_at desc, id desc);
create index ix_support_tickets_assignee on support_tickets (tenant_id, assignee_id, updated_at desc, id desc) where assignee_id is not null;
create index ix_support_tickets_contact on support_tickets (tenant_id, contact_id, updated_at desc) where contact_id is not null;
create index ix_support_tickets_merged on support_tickets (tenant_id, merged_into_id) where merged_into_id is not null;

create table support_ticket_events (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    ticket_id uuid not null,
    sequence int not null check (sequence > 0),
    kind text not null,
    author_id uuid references users (id),
    at timestamptz not null,
    "from" text,
    "to" text,
    subject_id uuid,
    content bytea,
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references support_tickets (tenant_id, id)
);
create unique index ux_support_ticket_events_sequence on support_ticket_events (tenant_id, ticket_id, sequence);

create table support_ticket_links (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    ticket_id uuid not null,
    conversation_id uuid not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references support_tickets (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversations (tenant_id, id)
);
create unique index ux_support_ticket_links_once on support_ticket_links (tenant_id, ticket_id, conversation_id);
create index ix_support_ticket_links_conversation on support_ticket_links (tenant_id, conversation_id);

select protect_tenant_table(t) from unnest(array['support_tickets', 'support_ticket_events', 'support_ticket_links']::regclass[]) as t;

-- As of conversations: only those who may see a ticket hear of it, and those it is taken from.
create function announce_support_ticket(ticket support_tickets) returns void language sql as $$
    select pg_notify('cleanapp_realtime', ticket.tenant_id || '|support_ticket|' || ticket.id || '|' || ticket.team_id || '|'
        || coalesce(ticket.assignee_id::text, ''))
$$;
create function support_ticket_changed() returns trigger language plpgsql as $$
begin
    perform announce_support_ticket(new);
    if tg_op = 'UPDATE' then
        if old.team_id <> new.team_id or old.assignee_id is distinct from new.assignee_id then
            perform announce_support_ticket(old);
        end if;
    end if;
    return null;
end $$;
create trigger realtime after insert or update on support_tickets for each row execute function support_ticket_changed();
