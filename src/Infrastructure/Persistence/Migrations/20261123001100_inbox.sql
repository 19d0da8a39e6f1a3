-- The inbox: what customers and the company say to each other, who answers, and what happened to each conversation.

create table teams (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    name text not null,
    is_everyone boolean not null,
    active boolean not null,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index ux_teams_name on teams (tenant_id, lower(name));
-- The one that is everybody's.
create unique index ux_teams_everyone on teams (tenant_id) where is_everyone;

create table team_members (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    team_id uuid not null,
    user_id uuid not null references users (id),
    primary key (tenant_id, id),
    foreign key (tenant_id, team_id) references teams (tenant_id, id)
);
create unique index ux_team_members_once on team_members (tenant_id, team_id, user_id);
create index ix_team_members_user on team_members (tenant_id, user_id);

create table channel_routes (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    team_id uuid not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, id) references channels (tenant_id, id),
    foreign key (tenant_id, team_id) references teams (tenant_id, id)
);
create index ix_channel_routes_team on channel_routes (tenant_id, team_id);

create table conversations (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    channel_id uuid not null,
    contact_id uuid,
    -- Empty once the person was anonymised, as the preview.
    address bytea,
    address_lookup bytea not null,
    status text not null check (status in ('open', 'pending', 'snoozed', 'resolved')),
    team_id uuid not null,
    assignee_id uuid references users (id),
    snoozed_until timestamptz,
    unread int not null check (unread >= 0),
    last_sequence int not null check (last_sequence >= 0),
    last_message_at timestamptz not null,
    waiting_since timestamptz,
    preview bytea,
    preview_is_ours boolean not null,
    created_at timestamptz not null,
    resolved_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, channel_id) references channels (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
    foreign key (tenant_id, team_id) references teams (tenant_id, id),
    check ((status = 'resolved') = (resolved_at is not null)),
    check (status = 'snoozed' or snoozed_until is null)
);
-- One that is not resolved for each customer and channel, however the customer is known.
create unique index ux_conversations_live_contact on conversations (tenant_id, channel_id, contact_id) where status <> 'resolved' and contact_id is not null;
create unique index ux_conversations_live_address on conversations (tenant_id, channel_id, address_lookup) where status <> 'resolved';
create index ix_conversations_newest on conversations (tenant_id, status, last_message_at desc, id desc);
create index ix_conversations_assignee on conversations (tenant_id, assignee_id, status, last_message_at desc, id desc) where assignee_id is not null;
create index ix_conversations_team on conversations (tenant_id, team_id, status, last_message_at desc, id desc);
create index ix_conversations_nobodys on conversations (tenant_id, status, last_message_at desc, id desc) where assignee_id is null;
create index ix_conversations_teams_nobodys on conversations (tenant_id, team_id, status, last_message_at desc, id desc) where assignee_id is null;
create index ix_conversations_contact on conversations (tenant_id, contact_id, created_at desc) where contact_id is not null;
create index ix_conversations_address on conversations (tenant_id, channel_id, address_lookup, created_at desc);

create table conversation_items (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    conversation_id uuid not null,
    sequence int not null check (sequence > 0),
    kind text not null check (kind in ('received', 'sent', 'note', 'change')),
    message_id uuid,
    author_id uuid references users (id),
    at timestamptz not null,
    content bytea,
    change text,
    subject_id uuid,
    until timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversations (tenant_id, id),
    check ((kind in ('received', 'sent')) = (message_id is not null)),
    check ((kind = 'change') = (change is not null))
);
create unique index ux_conversation_items_sequence on conversation_items (tenant_id, conversation_id, sequence);
-- A message is in one conversation, once.
create unique index ux_conversation_items_message on conversation_items (tenant_id, message_id) where message_id is not null;

select protect_tenant_table(t) from unnest(array['teams', 'team_members', 'channel_routes', 'conversations', 'conversation_items']::regclass[]) as t;

-- Only those who may see a conversation hear of it: its team, whoever it is given to, and whoever leads; those it is taken from as well.
create function announce_conversation(conversation conversations) returns void language sql as $$
    select pg_notify('cleanapp_realtime', conversation.tenant_id || '|conversation|' || conversation.id || '|' || conversation.team_id || '|'
        || coalesce(conversation.assignee_id::text, ''))
$$;
create function conversation_changed() returns trigger language plpgsql as $$
begin
    perform announce_conversation(new);
    if tg_op = 'UPDATE' then
        if old.team_id <> new.team_id or old.assignee_id is distinct from new.assignee_id then
            perform announce_conversation(old);
        end if;
    end if;
    return null;
end $$;
create trigger realtime after insert or update on conversations for each row execute function conversation_changed();

-- Whoever joins or leaves a team hears other things from then on: sockets are opened anew.
create function team_members_changed() returns trigger language plpgsql as $$
begin
    perform pg_notify('cleanapp_access', coalesce(new.tenant_id, old.tenant_id)::text);
    return null;
end $$;
create trigger access after insert or delete on team_members for each row execute function team_members_changed();
create trigger realtime after insert or update on teams for each row execute function realtime_notify('settings');

-- What became of a message is shown beside it. Many change at once, so once for each statement.
create function announce_message_fates() returns trigger language plpgsql as $$
begin
    perform announce_conversation(c) from conversations c where (c.tenant_id, c.id) in (
        select i.tenant_id, i.conversation_id
        from new_rows n
        join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id
        join conversation_items i on i.tenant_id = n.tenant_id and i.message_id = n.id
        where n.status <> o.status and n.status not in ('queued', 'sending')
    );
    return null;
end $$;
create trigger realtime after update on outbound_messages referencing old table as old_rows new table as new_rows
    for each statement execute function announce_message_fates();
