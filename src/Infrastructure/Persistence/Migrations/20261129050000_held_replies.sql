-- An answer is held for some seconds, in which whoever wrote it takes it back.

alter table outbound_messages add column held_until timestamptz;

-- How a conversation stood before an answer that can still be taken back.
create table held_replies (
    tenant_id uuid not null references tenants (id),
    -- The message's.
    id uuid not null,
    conversation_id uuid not null,
    sequence int not null check (sequence > 0),
    held_until timestamptz not null,
    assignee_id uuid references users (id),
    waiting_since timestamptz,
    unattended_since timestamptz,
    alerts int not null,
    alerted_at timestamptz,
    unread int not null,
    last_message_at timestamptz not null,
    preview bytea,
    preview_is_ours boolean not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversations (tenant_id, id)
);
create index ix_held_replies_conversation on held_replies (tenant_id, conversation_id, sequence);
create index ix_held_replies_until on held_replies (tenant_id, held_until);

select protect_tenant_table('held_replies');
