-- What somebody has begun to write in a conversation; nobody else sees it.

create table conversation_drafts (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    conversation_id uuid not null,
    author_id uuid not null references users (id),
    reply bytea,
    note bytea,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversations (tenant_id, id),
    check (reply is not null or note is not null)
);
create unique index ux_conversation_drafts_once on conversation_drafts (tenant_id, conversation_id, author_id);
create index ix_conversation_drafts_author on conversation_drafts (tenant_id, author_id);

select protect_tenant_table('conversation_drafts');
