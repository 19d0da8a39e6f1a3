-- What is to be written to customers at a time to come.

create table scheduled_messages (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    conversation_id uuid not null,
    author_id uuid not null references users (id),
    -- Empty once the person was anonymised.
    content bytea,
    send_at timestamptz not null,
    status text not null check (status in ('waiting', 'sent', 'failed', 'cancelled')),
    error text,
    message_id uuid,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversations (tenant_id, id),
    check ((status = 'sent') = (message_id is not null)),
    check (error is null or status in ('failed', 'cancelled'))
);
create index ix_scheduled_messages_left on scheduled_messages (tenant_id, conversation_id, send_at) where status in ('waiting', 'failed');

select protect_tenant_table('scheduled_messages');

-- Whoever sees the conversation hears of it.
create function scheduled_message_changed() returns trigger language plpgsql as $$
begin
    perform announce_conversation(c) from conversations c where c.tenant_id = new.tenant_id and c.id = new.conversation_id;
    return null;
end $$;
create trigger realtime after insert or update on scheduled_messages for each row execute function scheduled_message_changed();
