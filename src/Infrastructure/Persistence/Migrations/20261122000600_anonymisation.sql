-- A contact may become nobody: everything that tells who it is goes, what points to it stays.

alter table contacts add column anonymised_at timestamptz;
alter table contacts add constraint ck_contacts_anonymised check (anonymised_at is null or name is null);

alter table personal_data_accesses add column action text not null default 'reveal' check (action in ('reveal', 'export', 'anonymisation'));
alter table personal_data_accesses alter column action drop default;

create function keep_anonymised() returns trigger language plpgsql as $$
begin
    if old.anonymised_at is not null and new.anonymised_at is distinct from old.anonymised_at then
        raise exception 'A contact stays anonymised.' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keep_anonymised before update on contacts for each row execute function keep_anonymised();

-- Nothing by which somebody is found is given to nobody. The lock waits for whoever anonymises at this moment.
create function refuse_for_anonymised() returns trigger language plpgsql as $$
declare gone timestamptz;
begin
    select anonymised_at into gone from contacts where tenant_id = new.tenant_id and id = new.contact_id for key share;
    if gone is not null then
        raise exception 'The contact was anonymised.' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger refuse_for_anonymised before insert or update on contact_identifiers for each row execute function refuse_for_anonymised();
create trigger refuse_for_anonymised before insert on contact_name_indexes for each row execute function refuse_for_anonymised();

-- History is written once. The one exception: words about a person who was anonymised are emptied, and cannot be replaced by others.
create function erase_access_reason() returns trigger language plpgsql as $$
begin
    if new.reason <> '' or not exists (
        select from contacts where tenant_id = new.tenant_id and id = new.contact_id and anonymised_at is not null
    ) then
        raise exception 'A reason is emptied only when its person is anonymised.' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger erase_access_reason before update of reason on personal_data_accesses for each row execute function erase_access_reason();

create function erase_consent_evidence() returns trigger language plpgsql as $$
begin
    -- Sealed again with a new key: a box for a box.
    if old.evidence is not null and new.evidence is not null then
        return new;
    end if;
    if new.evidence is not null or not exists (
        select from contacts where tenant_id = new.tenant_id and id = new.contact_id and anonymised_at is not null
    ) then
        raise exception 'Evidence is emptied only when its person is anonymised.' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger erase_consent_evidence before update of evidence on consents for each row execute function erase_consent_evidence();

create function erase_transition_reason() returns trigger language plpgsql as $$
begin
    if new.reason is not null or not exists (
        select from queue_tickets t
        join contacts c on c.tenant_id = t.tenant_id and c.id = t.contact_id
        where t.tenant_id = new.tenant_id and t.id = new.ticket_id and c.anonymised_at is not null
    ) then
        raise exception 'A reason is emptied only when its person is anonymised.' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger erase_transition_reason before update of reason on queue_ticket_transitions for each row execute function erase_transition_reason();
