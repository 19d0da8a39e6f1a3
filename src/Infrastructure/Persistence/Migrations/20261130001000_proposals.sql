-- What is offered for an opportunity, in versions, and what the customer answered.

create table proposal_logos (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    mime_type text not null check (mime_type in ('image/png', 'image/jpeg')),
    content bytea not null check (length(content) between 1 and 500000),
    created_at timestamptz not null,
    primary key (tenant_id, id)
);

-- How proposals begin and look, and the number of the last one; its id is the company's.
create table proposal_settings (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    validity_days int not null check (validity_days between 1 and 365),
    terms text,
    letterhead text,
    logo_id uuid,
    last_number int not null check (last_number >= 0),
    changed_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, logo_id) references proposal_logos (tenant_id, id),
    check (id = tenant_id)
);

create table proposals (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    number int not null check (number > 0),
    opportunity_id uuid not null,
    contact_id uuid,
    current int not null check (current between 1 and last_version),
    last_version int not null check (last_version > 0),
    edition int not null check (edition > 0),
    erased boolean not null,
    payment_id uuid,
    paid_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
    foreign key (tenant_id, payment_id) references payments (tenant_id, id),
    check ((payment_id is null) = (paid_at is null))
);
create unique index ux_proposals_number on proposals (tenant_id, number);
create unique index ux_proposals_payment on proposals (tenant_id, payment_id) where payment_id is not null;
create index ix_proposals_newest on proposals (tenant_id, updated_at desc, id desc);
-- An opportunity and a person are of one company, so they stand in front: see found_whatever_the_company.
create index ix_proposals_opportunity on proposals (opportunity_id, updated_at desc, id desc);
create index ix_proposals_contact on proposals (contact_id, created_at desc, id desc) where contact_id is not null;

create table proposal_versions (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    proposal_id uuid not null,
    version int not null check (version > 0),
    status text not null check (
        status in ('draft', 'sent', 'viewed', 'accepted', 'refused', 'expired', 'superseded', 'discarded')
    ),
    content bytea,
    subtotal numeric(12, 2) not null check (subtotal >= 0),
    discount numeric(12, 2) not null check (discount between 0 and subtotal),
    tax numeric(12, 2) not null check (tax >= 0),
    total numeric(12, 2) not null,
    validity_days int not null check (validity_days between 1 and 365),
    valid_until date,
    expires_at timestamptz,
    token_hash text,
    token bytea,
    content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
    via text check (via in ('link', 'email', 'whatsapp')),
    sent_at timestamptz,
    sent_by_id uuid references users (id),
    first_viewed_at timestamptz,
    decided_at timestamptz,
    refusal_reason bytea,
    refused_by_id uuid references users (id),
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, proposal_id) references proposals (tenant_id, id),
    check (total = subtotal - discount + tax),
    -- What was sent has all of this, and what was not has none of it.
    check ((sent_at is null) = (status in ('draft', 'discarded'))),
    check (num_nonnulls(sent_at, sent_by_id, valid_until, expires_at, token_hash, content_hash, via) in (0, 7)),
    check ((decided_at is null) = (status in ('draft', 'sent', 'viewed'))),
    check (status not in ('draft', 'sent', 'discarded') or first_viewed_at is null),
    check (status = 'refused' or (refusal_reason is null and refused_by_id is null))
);
create unique index ux_proposal_versions_version on proposal_versions (tenant_id, proposal_id, version);
create unique index ux_proposal_versions_token on proposal_versions (token_hash) where token_hash is not null;
-- One that is written, one that the customer can answer, one that was accepted.
create unique index ux_proposal_versions_draft on proposal_versions (tenant_id, proposal_id) where status = 'draft';
create unique index ux_proposal_versions_live on proposal_versions (tenant_id, proposal_id) where status in ('sent', 'viewed');
create unique index ux_proposal_versions_accepted on proposal_versions (tenant_id, proposal_id) where status = 'accepted';

-- It has the version's id: of two who accept at once there is one.
create table proposal_acceptances (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    at timestamptz not null,
    content_hash text not null,
    proof bytea,
    primary key (tenant_id, id),
    foreign key (tenant_id, id) references proposal_versions (tenant_id, id)
);

create table proposal_views (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    version_id uuid not null,
    at timestamptz not null,
    visitor bytea not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, version_id) references proposal_versions (tenant_id, id)
);
create index ix_proposal_views_version on proposal_views (version_id, at desc, id desc);

select protect_tenant_table(t)
from unnest(
    array['proposal_logos', 'proposal_settings', 'proposals', 'proposal_versions', 'proposal_acceptances', 'proposal_views']::regclass[]
) as t;

-- What was sent says the same for ever. Its words may be sealed again with a new key, a box for a box, and are then still held against the hash
-- that stays; and they go with a person who was anonymised.
create function keep_sent_proposal() returns trigger language plpgsql as $$
begin
    if (new.proposal_id, new.version, new.created_at) is distinct from (old.proposal_id, old.version, old.created_at) then
        raise exception 'A version stays what it is of.' using errcode = 'restrict_violation';
    end if;
    if old.sent_at is not null and (
        (new.subtotal, new.discount, new.tax, new.total, new.validity_days, new.valid_until, new.expires_at, new.token_hash, new.content_hash,
            new.sent_at, new.sent_by_id)
        is distinct from
        (old.subtotal, old.discount, old.tax, old.total, old.validity_days, old.valid_until, old.expires_at, old.token_hash, old.content_hash,
            old.sent_at, old.sent_by_id)
        or (old.content is null and new.content is not null)
        or (old.token is null and new.token is not null)
    ) then
        raise exception 'What was sent is not changed.' using errcode = 'restrict_violation';
    end if;
    if old.sent_at is not null and new.content is null and old.content is not null and not exists (
        select from proposals p
        join contacts c on c.tenant_id = p.tenant_id and c.id = p.contact_id
        where p.tenant_id = new.tenant_id and p.id = new.proposal_id and c.anonymised_at is not null
    ) then
        raise exception 'What was sent is emptied only when its person is anonymised.' using errcode = 'restrict_violation';
    end if;
    if new.status <> old.status and not (
        (old.status = 'draft' and new.status in ('sent', 'discarded'))
        or (old.status in ('sent', 'viewed') and new.status in ('viewed', 'accepted', 'refused', 'expired', 'superseded'))
    ) then
        raise exception 'A proposal cannot become that.' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keep_sent_proposal before update on proposal_versions for each row execute function keep_sent_proposal();

create function erase_acceptance_proof() returns trigger language plpgsql as $$
begin
    if old.proof is not null and new.proof is not null then
        return new;
    end if;
    if new.proof is not null or not exists (
        select from proposal_versions v
        join proposals p on p.tenant_id = v.tenant_id and p.id = v.proposal_id
        join contacts c on c.tenant_id = p.tenant_id and c.id = p.contact_id
        where v.tenant_id = new.tenant_id and v.id = new.id and c.anonymised_at is not null
    ) then
        raise exception 'A proof is emptied only when its person is anonymised.' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger erase_acceptance_proof before update of proof on proposal_acceptances for each row execute function erase_acceptance_proof();

-- As of the opportunity it is for: its owner hears of it, and whoever leads; of nobody's, all who sell.
create function announce_proposals() returns trigger language plpgsql as $$
begin
    insert into realtime_announcements (tenant_id, topic, subject_id, person_id)
    select n.tenant_id, 'proposal', n.id, o.owner_id
    from new_rows n join opportunities o on o.tenant_id = n.tenant_id and o.id = n.opportunity_id;
    return null;
end $$;
create trigger realtime_insert after insert on proposals referencing new table as new_rows
    for each statement execute function announce_proposals();
create trigger realtime_update after update on proposals referencing new table as new_rows
    for each statement execute function announce_proposals();
create trigger realtime_update after update on proposal_settings referencing new table as new_rows
    for each statement execute function announce('settings');

alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check check (kind in
    ('invite', 'password_reset', 'password_changed', 'email_change', 'email_taken', 'email_changed', 'second_factor_changed', 'proposal'));
