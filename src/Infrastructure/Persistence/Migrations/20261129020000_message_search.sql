-- What was said is found by keyed hashes of its words, kept with the item itself: there is none without the other.

alter table conversation_items add column terms bigint[], add check (kind <> 'change' or terms is null);

-- What was added last stands in a list that every search reads through: kept short.
create index ix_conversation_items_terms on conversation_items using gin (terms) with (gin_pending_list_limit = 64) where terms is not null;

-- What was there before, until it is indexed.
create index ix_conversation_items_unindexed on conversation_items (tenant_id, id) where terms is null and kind <> 'change';
insert into work_items (tenant_id, id, kind, subject_id, run_at)
select tenant_id, gen_random_uuid(), 'inbox.index_messages', tenant_id, now() from conversations group by tenant_id;
