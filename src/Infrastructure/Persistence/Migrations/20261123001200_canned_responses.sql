-- Answers a company gives often.

create table canned_responses (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    shortcut text not null,
    text text not null,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index ux_canned_responses_shortcut on canned_responses (tenant_id, shortcut);

select protect_tenant_table('canned_responses');
create trigger realtime after insert or update on canned_responses for each row execute function realtime_notify('settings');
