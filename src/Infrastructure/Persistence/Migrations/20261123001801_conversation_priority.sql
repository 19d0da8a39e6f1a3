-- Few are out of the ordinary, and those are looked for.
create index ix_conversations_priority on conversations (tenant_id, priority, status, last_message_at desc, id desc) where priority <> 'normal';
