-- Exports go through conversations in the order in which they began, which never changes while one is read.
create index ix_conversations_begun on conversations (tenant_id, created_at, id);
