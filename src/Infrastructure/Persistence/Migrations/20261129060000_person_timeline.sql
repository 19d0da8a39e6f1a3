-- What happened to a person, newest first: in every module the beginning of an index.

drop index ix_conversations_contact;
create index ix_conversations_contact on conversations (tenant_id, contact_id, created_at desc, id desc) where contact_id is not null;
create index ix_support_tickets_contact_begun on support_tickets (tenant_id, contact_id, created_at desc, id desc) where contact_id is not null;

-- Whose a payment is. By the thing that was paid alone, a person's payments would be looked for by every ticket they ever took.
alter table charges add column contact_id uuid, add foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table manual_payments add column contact_id uuid, add foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
alter table payments add column contact_id uuid, add foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
    add check (contact_id is null or attached_id is not null);

-- Of what there is, the tickets tell. An owner that is no superuser is held by forced row-level security too, so it is let go meanwhile; and
-- nobody needs to hear of it.
alter table queue_tickets no force row level security;
alter table charges no force row level security;
alter table manual_payments no force row level security;
alter table payments no force row level security;
alter table charges disable trigger realtime_update;
alter table payments disable trigger realtime_update;
update charges p set contact_id = t.contact_id from queue_tickets t
where p.reference_kind = 'counter.queue_ticket' and t.tenant_id = p.tenant_id and t.id = p.reference_id and t.contact_id is not null;
update manual_payments p set contact_id = t.contact_id from queue_tickets t
where p.reference_kind = 'counter.queue_ticket' and t.tenant_id = p.tenant_id and t.id = p.reference_id and t.contact_id is not null;
update payments p set contact_id = t.contact_id from queue_tickets t
where p.attached_kind = 'counter.queue_ticket' and t.tenant_id = p.tenant_id and t.id = p.attached_id and t.contact_id is not null;
alter table payments enable trigger realtime_update;
alter table charges enable trigger realtime_update;
alter table payments force row level security;
alter table manual_payments force row level security;
alter table charges force row level security;
alter table queue_tickets force row level security;

create index ix_charges_contact on charges (tenant_id, contact_id, created_at desc, id desc) where contact_id is not null;
create index ix_manual_payments_contact on manual_payments (tenant_id, contact_id, received_at desc, id desc) where contact_id is not null;
create index ix_payments_contact on payments (tenant_id, contact_id, settled_at desc, id desc) where contact_id is not null;

-- An answer that a person gave while they wrote with us.
alter table consents drop constraint consents_source_check;
alter table consents add constraint consents_source_check check (source in ('counter', 'operator', 'conversation', 'data_subject'));
