-- In a queue that was empty when it was last looked at, the key looks as good a way to what a number has due as the index made for it, and
-- every number then looks at all that its company has waiting, twice a second. Asked for by its number alone, the key cannot answer.
drop index ix_outbound_queue_due;
create index ix_outbound_queue_due on outbound_queue (channel_id, lane, not_before, id);
drop index ix_outbound_queue_under_way;
create index ix_outbound_queue_under_way on outbound_queue (channel_id) where attempt_id is not null;
