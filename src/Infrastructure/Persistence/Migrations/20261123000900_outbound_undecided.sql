-- Few at any time, and asked for by every operator's dashboard: found without looking through what was sent.
create index ix_outbound_messages_undecided on outbound_messages (status) where status in ('unknown', 'needs_review');
