-- Realtime: what screens show is announced by the transaction that changes it, numbered after it has committed, and kept for a day.

-- What was committed and has no number yet. No foreign key: rows live for a moment, and each would lock its company's row.
create table realtime_announcements (
    tenant_id uuid not null,
    id bigint generated always as identity,
    topic text not null,
    subject_id uuid not null,
    -- Who hears of it: the team, the person; of neither, everybody of the company.
    team_id uuid,
    person_id uuid,
    primary key (tenant_id, id)
)
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);

create table realtime_sequences (
    tenant_id uuid primary key references tenants (id),
    last bigint not null check (last > 0)
)
with (fillfactor = 50);

create table realtime_events (
    tenant_id uuid not null,
    -- 1, 2, 3 … within the company, without gap.
    sequence bigint not null check (sequence > 0),
    -- Over all companies, in the order in which they can be seen: where a node goes on reading.
    position bigint generated always as identity,
    topic text not null,
    subject_id uuid not null,
    team_id uuid,
    person_id uuid,
    at timestamptz not null,
    primary key (tenant_id, sequence)
);
create index ix_realtime_events_position on realtime_events (position);

-- Whose access has changed: a session, a person, a screen. It is no company's: a session goes from one to another. Kept for an hour.
create table access_changes (
    id bigint generated always as identity primary key,
    subject_id uuid not null,
    at timestamptz not null default clock_timestamp()
);
create index ix_access_changes_at on access_changes (at);

select protect_tenant_table(t) from unnest(array['realtime_announcements', 'realtime_sequences', 'realtime_events']::regclass[]) as t;

-- One insert for each statement, however many rows it changed; of a deleted row, the old table goes by the name of the new one.
create function announce() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id) select tenant_id, tg_argv[0], id from new_rows;
    return null;
end $$;

do $$
declare
    watched record;
    act text;
begin
    for watched in
        select * from (values
            ('queue_tickets', 'ticket', array['insert', 'update']),
            ('panel_calls', 'call', array['insert']),
            ('print_jobs', 'print_job', array['insert', 'update']),
            ('charges', 'charge', array['insert', 'update']),
            ('payments', 'payment', array['insert', 'update']),
            ('refunds', 'payment', array['insert', 'update']),
            ('payment_links', 'payment', array['insert', 'update']),
            ('reconciliation_days', 'payment', array['update']),
            ('services', 'settings', array['insert', 'update']),
            ('desks', 'settings', array['insert', 'update']),
            ('printers', 'settings', array['insert', 'update']),
            ('panels', 'settings', array['insert', 'update', 'delete']),
            ('teams', 'settings', array['insert', 'update']),
            ('canned_responses', 'settings', array['insert', 'update', 'delete']),
            ('labels', 'settings', array['insert', 'update', 'delete']),
            ('saved_filters', 'settings', array['insert', 'delete'])
        ) as w (table_name, topic, acts)
    loop
        execute format('drop trigger realtime on %I', watched.table_name);
        foreach act in array watched.acts loop
            execute format(
                'create trigger realtime_%s after %1$s on %I referencing %s table as new_rows for each statement execute function announce(%L)',
                act, watched.table_name, case act when 'delete' then 'old' else 'new' end, watched.topic
            );
        end loop;
    end loop;
end $$;

-- Only those who may see a conversation hear of it: its team, whoever it is given to, and whoever leads; those it is taken from as well.
create function announce_conversations_begun() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id, team_id, person_id)
    select tenant_id, tg_argv[0], id, team_id, assignee_id from new_rows;
    return null;
end $$;

-- That a customer wrote, which rings, is told apart from every other change.
create function announce_conversations() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id, team_id, person_id)
    select n.tenant_id, case when n.unread > o.unread then 'message' else 'conversation' end, n.id, n.team_id, n.assignee_id
    from new_rows n join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id
    union all
    select o.tenant_id, 'conversation', o.id, o.team_id, o.assignee_id
    from new_rows n join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id
    where o.team_id <> n.team_id or o.assignee_id is distinct from n.assignee_id;
    return null;
end $$;

create function announce_support_tickets() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id, team_id, person_id)
    select tenant_id, 'support_ticket', id, team_id, assignee_id from new_rows
    union
    select tenant_id, 'support_ticket', id, team_id, assignee_id from old_rows;
    return null;
end $$;

drop trigger realtime on conversations;
create trigger realtime_insert after insert on conversations referencing new table as new_rows
    for each statement execute function announce_conversations_begun('conversation');
create trigger realtime_update after update on conversations referencing old table as old_rows new table as new_rows
    for each statement execute function announce_conversations();

drop trigger realtime on support_tickets;
create trigger realtime_insert after insert on support_tickets referencing new table as new_rows
    for each statement execute function announce_conversations_begun('support_ticket');
create trigger realtime_update after update on support_tickets referencing old table as old_rows new table as new_rows
    for each statement execute function announce_support_tickets();

-- Whoever sees the conversation hears of what is scheduled in it.
create function announce_scheduled_messages() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id, team_id, person_id)
    select c.tenant_id, 'conversation', c.id, c.team_id, c.assignee_id
    from (select distinct tenant_id, conversation_id from new_rows) n
    join conversations c on c.tenant_id = n.tenant_id and c.id = n.conversation_id;
    return null;
end $$;
drop trigger realtime on scheduled_messages;
create trigger realtime_insert after insert on scheduled_messages referencing new table as new_rows
    for each statement execute function announce_scheduled_messages();
create trigger realtime_update after update on scheduled_messages referencing new table as new_rows
    for each statement execute function announce_scheduled_messages();

-- What became of a message is shown beside it. Many change at once.
create or replace function announce_message_fates() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id, team_id, person_id)
    select c.tenant_id, 'conversation', c.id, c.team_id, c.assignee_id from conversations c where (c.tenant_id, c.id) in (
        select i.tenant_id, i.conversation_id
        from new_rows n
        join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id
        join conversation_items i on i.tenant_id = n.tenant_id and i.message_id = n.id
        where n.status <> o.status and n.status not in ('queued', 'sending')
    );
    return null;
end $$;

-- What wants one person's attention: a conversation that a colleague gave them, and a note that mentions them.
create function announce_assignments() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id, person_id)
    select tenant_id, 'assigned', conversation_id, subject_id from new_rows where change = 'assigned' and subject_id is distinct from author_id;
    return null;
end $$;
create trigger realtime_insert after insert on conversation_items referencing new table as new_rows
    for each statement execute function announce_assignments();

create function announce_first_mentions() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id, person_id)
    select tenant_id, 'mention', conversation_id, user_id from new_rows where unseen_mentions > 0;
    return null;
end $$;
create function announce_mentions() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id, person_id)
    select n.tenant_id, 'mention', n.conversation_id, n.user_id
    from new_rows n join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id
    where n.unseen_mentions > o.unseen_mentions;
    return null;
end $$;
create trigger realtime_insert after insert on conversation_participants referencing new table as new_rows
    for each statement execute function announce_first_mentions();
create trigger realtime_update after update on conversation_participants referencing old table as old_rows new table as new_rows
    for each statement execute function announce_mentions();

-- Of these only some columns are shown, which the trigger of a statement cannot tell.
create function announce_row() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id) values (new.tenant_id, tg_argv[0], new.id);
    return null;
end $$;
drop trigger realtime on mails;
create trigger realtime after update of status on mails for each row when (new.kind = 'invite') execute function announce_row('mail');
drop trigger realtime on agents;
create trigger realtime after insert or update of state, reason, away_until, capacity on agents for each row execute function announce_row('agent');
create or replace function agent_connection_changed() returns trigger language plpgsql as $$
begin
    if not exists (
        select from agent_connections
        where tenant_id = new.tenant_id and user_id = new.user_id and id <> new.id and not is_over
    ) then
        insert into realtime_announcements (tenant_id, topic, subject_id) values (new.tenant_id, 'agent', new.user_id);
    end if;
    return null;
end $$;

drop function realtime_notify();
drop function conversation_changed();
drop function support_ticket_changed();
drop function scheduled_message_changed();
drop function announce_conversation(conversations);
drop function announce_support_ticket(support_tickets);

-- Who loses access, or has another from now on, loses sockets on every node. Written with the change, so that no crash comes in between;
-- NOTIFY is for speed, and so rare here that its common lock is nobody's trouble.
create function access_changed(subject uuid) returns void language sql as $$
    insert into access_changes (subject_id) values (subject);
    select pg_notify('cleanapp_access', subject::text);
$$;
create function session_ended() returns trigger language plpgsql as $$
begin
    perform access_changed(new.id);
    return null;
end $$;
create trigger access after update of ended_at on sessions for each row when (old.ended_at is null and new.ended_at is not null)
    execute function session_ended();
create function person_changed() returns trigger language plpgsql as $$
begin
    perform access_changed(new.id);
    return null;
end $$;
create trigger access after update on users for each row
    when (old.token_version <> new.token_version or old.active <> new.active or old.second_factor_at is distinct from new.second_factor_at)
    execute function person_changed();
create function second_factor_demanded() returns trigger language plpgsql as $$
begin
    perform access_changed(user_id) from memberships where tenant_id = new.id;
    return null;
end $$;
create trigger access after update on tenants for each row when (old.second_factor_from is distinct from new.second_factor_from)
    execute function second_factor_demanded();
create function member_changed() returns trigger language plpgsql as $$
begin
    perform access_changed(coalesce(new.user_id, old.user_id));
    return null;
end $$;
create trigger access after update or delete on memberships for each row execute function member_changed();
drop trigger access on team_members;
drop function team_members_changed();
create trigger access after insert or delete on team_members for each row execute function member_changed();
create function panel_unpaired() returns trigger language plpgsql as $$
begin
    perform access_changed(old.id);
    return null;
end $$;
create trigger access after delete on panels for each row execute function panel_unpaired();
