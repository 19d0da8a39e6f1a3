-- What keeps a full inbox in order: labels, priority, who took part, and filters that are kept.

alter table conversations add column priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent'));
alter table conversation_items add column priority text,
    add check ((change is not distinct from 'prioritised') = (priority is not null));

create table labels (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    name text not null,
    color text not null,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index ux_labels_name on labels (tenant_id, lower(name));

create table conversation_labels (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    conversation_id uuid not null,
    label_id uuid not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversations (tenant_id, id),
    foreign key (tenant_id, label_id) references labels (tenant_id, id)
);
create unique index ux_conversation_labels_once on conversation_labels (tenant_id, conversation_id, label_id);
create index ix_conversation_labels_label on conversation_labels (tenant_id, label_id, conversation_id);

create table conversation_participants (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    conversation_id uuid not null,
    user_id uuid not null references users (id),
    mentioned_at timestamptz,
    unseen_mentions int not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversations (tenant_id, id),
    check (unseen_mentions = 0 or mentioned_at is not null)
);
create unique index ux_conversation_participants_once on conversation_participants (tenant_id, conversation_id, user_id);
create index ix_conversation_participants_mentioned on conversation_participants (tenant_id, user_id, conversation_id) where mentioned_at is not null;

create table saved_filters (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    name text not null,
    author_id uuid not null references users (id),
    shared_with_team_id uuid,
    view text not null,
    status text,
    team_id uuid,
    channel_id uuid,
    label_id uuid,
    priority text,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, shared_with_team_id) references teams (tenant_id, id),
    foreign key (tenant_id, team_id) references teams (tenant_id, id),
    foreign key (tenant_id, channel_id) references channels (tenant_id, id),
    foreign key (tenant_id, label_id) references labels (tenant_id, id)
);
create index ix_saved_filters_author on saved_filters (tenant_id, author_id);
create index ix_saved_filters_team on saved_filters (tenant_id, shared_with_team_id) where shared_with_team_id is not null;

select protect_tenant_table(t) from unnest(array['labels', 'conversation_labels', 'conversation_participants', 'saved_filters']::regclass[]) as t;

create trigger realtime after insert or update on labels for each row execute function realtime_notify('settings');
create trigger realtime after insert on saved_filters for each row execute function realtime_notify('settings');
