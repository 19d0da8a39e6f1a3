-- What Meta posts waits where it is kept, and is read number by number, in its order and many at once. Only one that could not be understood
-- becomes a piece of work of its own, with its tries and its end among the dead letters.
create table channel_readers (
    tenant_id uuid not null,
    id uuid not null,
    lease_token uuid,
    lease_until timestamptz,
    last_served_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, id) references channels (tenant_id, id)
) with (fillfactor = 50);
create index ix_channel_readers_turn on channel_readers (last_served_at nulls first);
select protect_tenant_table('channel_readers');

alter table channel_webhooks
    add column deferred boolean not null default false,
    add column trace_parent text;

alter table channels no force row level security;
alter table channel_readers no force row level security;
alter table channel_webhooks no force row level security;
alter table work_items no force row level security;
insert into channel_readers (tenant_id, id) select tenant_id, id from channels;
update channel_webhooks w set deferred = true
from work_items i where i.tenant_id = w.tenant_id and i.kind = 'channels.process_webhook' and i.subject_id = w.id;
alter table channels force row level security;
alter table channel_readers force row level security;
alter table channel_webhooks force row level security;
alter table work_items force row level security;

-- Ids are in the order of their times.
drop index ix_channel_webhooks_received;
create index ix_channel_webhooks_waiting on channel_webhooks (channel_id, id) where processed_at is null and not deferred;

create function announce_webhooks() returns trigger language plpgsql as $$
begin
    perform pg_notify('cleanapp_webhooks', '');
    return null;
end $$;
create trigger announce_webhooks after insert on channel_webhooks for each statement execute function announce_webhooks();

-- As of the tables of sending: only the key begins with the company. What was said of a message, and what was received, by the number.
drop index ux_message_events_once;
create unique index ux_message_events_once on message_events (channel_id, wamid_lookup, status, tenant_id);
drop index ix_message_events_message;
create index ix_message_events_message on message_events (message_id, recorded_at) where message_id is not null;

-- Each of these rows belongs to a row that belongs to the company already, and so the company is there. To ask for it once more cost every
-- insert a look-up and a lock on the one row that all of a company's share.
alter table channel_senders drop constraint channel_senders_tenant_id_fkey;
alter table channel_windows drop constraint channel_windows_tenant_id_fkey;
alter table outbound_messages drop constraint outbound_messages_tenant_id_fkey;
alter table outbound_queue drop constraint outbound_queue_tenant_id_fkey;
alter table send_attempts drop constraint send_attempts_tenant_id_fkey;
alter table message_events drop constraint message_events_tenant_id_fkey;
alter table inbound_messages drop constraint inbound_messages_tenant_id_fkey;
alter table channel_webhooks drop constraint channel_webhooks_tenant_id_fkey;
alter table channel_notices drop constraint channel_notices_tenant_id_fkey;
alter table channel_usage drop constraint channel_usage_tenant_id_fkey;
alter table conversations drop constraint conversations_tenant_id_fkey;
-- Of nobody's without a request or a piece of work of a company that is there.
alter table idempotency_records drop constraint idempotency_records_tenant_id_fkey;
alter table work_items drop constraint work_items_tenant_id_fkey;
alter table conversation_items drop constraint conversation_items_tenant_id_fkey;
