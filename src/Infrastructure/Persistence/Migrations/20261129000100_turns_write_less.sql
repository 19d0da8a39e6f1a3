-- What is under way stands with the number, once for each turn, and no longer with each message in the queue and once more with the message
-- itself: to write it there and take it away again cost more than everything else a turn does.
alter table channel_senders add column under_way uuid[];

alter table channel_senders no force row level security;
alter table outbound_queue no force row level security;
alter table outbound_messages no force row level security;
update channel_senders s set under_way = q.attempts
from (select tenant_id, channel_id, array_agg(attempt_id) as attempts from outbound_queue where attempt_id is not null group by tenant_id, channel_id) q
where q.tenant_id = s.tenant_id and q.channel_id = s.id;
update outbound_messages set status = 'queued' where status = 'sending';
alter table channel_senders force row level security;
alter table outbound_queue force row level security;
alter table outbound_messages force row level security;

drop index ix_outbound_queue_under_way;
alter table outbound_queue drop column attempt_id;

-- Changed again and again in columns that no index holds: with room on its page, such a row is changed where it is.
alter table send_attempts set (fillfactor = 60);
alter table channel_windows set (fillfactor = 80);
alter table channel_senders set (fillfactor = 50);

-- Only the key begins with the company: to a planner that has last seen the table small, every index that begins so looks as good a way to
-- one row as the key, and each row is then looked for among all of its company's. A number is of one company, so its id does as well.
drop index ux_send_attempts_number;
create unique index ux_send_attempts_number on send_attempts (message_id, number, tenant_id);
drop index ux_outbound_messages_wamid;
create unique index ux_outbound_messages_wamid on outbound_messages (channel_id, wamid_lookup, tenant_id) where wamid_lookup is not null;
drop index ix_outbound_messages_newest;
create index ix_outbound_messages_newest on outbound_messages (channel_id, created_at desc, id desc);
drop index ix_outbound_messages_status;
create index ix_outbound_messages_status on outbound_messages (channel_id, status, created_at desc, id desc);
drop index ix_outbound_messages_contact;
create index ix_outbound_messages_contact on outbound_messages (contact_id) where contact_id is not null;
drop index ix_outbound_messages_asset;
create index ix_outbound_messages_asset on outbound_messages (asset_id) where asset_id is not null;
drop index ux_channel_windows_recipient;
create unique index ux_channel_windows_recipient on channel_windows (channel_id, recipient_lookup, tenant_id);
drop index ix_channel_windows_contact;
create index ix_channel_windows_contact on channel_windows (contact_id) where contact_id is not null;
