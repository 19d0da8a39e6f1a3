-- ---------------------------------------------------------------- Mail
create table mails (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    kind text not null check (kind in
        ('invite', 'password_reset', 'password_changed', 'email_change', 'email_taken', 'email_changed', 'second_factor_changed')),
    content bytea,
    status text not null check (status in ('queued', 'sent', 'refused', 'given_up')),
    attempts int not null,
    last_error text,
    created_at timestamptz not null,
    status_at timestamptz not null,
    useful_until timestamptz not null,
    primary key (tenant_id, id),
    -- What is over says nothing of anybody any more.
    check ((status = 'queued') = (content is not null))
);
create index ix_mails_status on mails (tenant_id, status, status_at desc);
create index ix_mails_created on mails (tenant_id, created_at);
select protect_tenant_table('mails');
create trigger realtime after update of status on mails for each row when (new.kind = 'invite') execute function realtime_notify('mail');

-- ---------------------------------------------------------------- Invitations
alter table invites
    add column name text,
    add column mail_id uuid,
    add column mailed_at timestamptz,
    add foreign key (tenant_id, mail_id) references mails (tenant_id, id);
create index ix_invites_mail on invites (tenant_id, mail_id);

-- One open invitation to an address, whoever asks twice. Of those there are, the newest stays.
delete from invites i using invites newer
where i.accepted_at is null and newer.accepted_at is null and i.tenant_id = newer.tenant_id and i.email = newer.email
  and (newer.created_at, newer.id) > (i.created_at, i.id);
create unique index ux_invites_pending on invites (tenant_id, email) where accepted_at is null;
create index ix_invites_newest on invites (tenant_id, created_at desc, id desc) where accepted_at is null;

-- ---------------------------------------------------------------- Persons
alter table users
    add column language text not null default 'pt_br' check (language in ('pt_br', 'en')),
    add column second_factor_at timestamptz;

alter table tenants add column second_factor_from timestamptz;

alter table sessions
    add column browser text not null default 'other' check (browser in ('other', 'chrome', 'edge', 'firefox', 'opera', 'safari', 'samsung')),
    add column platform text not null default 'other' check (platform in ('other', 'android', 'ios', 'linux', 'macos', 'windows')),
    add column last_used_at timestamptz not null default now();
update sessions s set last_used_at = greatest(s.created_at, (select max(t.used_at) from refresh_tokens t where t.session_id = s.id));
create index ix_sessions_live on sessions (user_id, last_used_at desc) where ended_at is null;

create table avatars (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    file_id uuid not null,
    secret bytea not null,
    mime_type text not null check (mime_type in ('image/png', 'image/jpeg')),
    size bigint not null check (size > 0),
    primary key (tenant_id, id),
    foreign key (tenant_id, id) references memberships (tenant_id, id)
);
create index ix_avatars_file on avatars (tenant_id, file_id);
select protect_tenant_table('avatars');

create table person_tokens (
    id uuid primary key,
    user_id uuid not null references users (id),
    purpose text not null check (purpose in ('password_reset', 'email_change', 'second_step', 'enrolment')),
    token_hash text not null,
    new_email text,
    company_id uuid references tenants (id),
    mail_id uuid,
    attempts int not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    check ((purpose = 'email_change') = (new_email is not null)),
    check ((purpose in ('second_step', 'enrolment')) = (company_id is not null))
);
create unique index ux_person_tokens_token on person_tokens (token_hash);
create index ix_person_tokens_user on person_tokens (user_id);

create table second_factors (
    user_id uuid primary key references users (id),
    secret bytea not null,
    created_at timestamptz not null,
    confirmed_at timestamptz,
    last_step bigint not null
);

create table recovery_codes (
    id uuid primary key,
    user_id uuid not null references users (id),
    code_hash text not null
);
create unique index ux_recovery_codes_code on recovery_codes (user_id, code_hash);

do $$
declare t text;
begin
    foreach t in array array['person_tokens', 'second_factors', 'recovery_codes'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy person_all on %I for all using (user_id = current_person()) with check (user_id = current_person())', t);
    end loop;
end $$;
