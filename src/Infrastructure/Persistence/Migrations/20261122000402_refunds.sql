create table refunds (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    payment_id uuid not null,
    bank_id text not null check (bank_id ~ '^[a-zA-Z0-9]{1,35}$'),
    amount numeric(12, 2) not null check (amount > 0),
    reason text not null,
    from_outside boolean not null,
    status text not null check (status in ('awaiting_approval', 'approved', 'unconfirmed', 'processing', 'done', 'not_done', 'rejected')),
    requested_at timestamptz not null,
    requested_by uuid references users (id),
    decided_by uuid references users (id),
    decided_at timestamptz,
    return_id text,
    settled_at timestamptz,
    last_error text,
    primary key (tenant_id, id),
    foreign key (tenant_id, payment_id) references payments (tenant_id, id),
    check (from_outside = (requested_by is null)),
    -- Nobody approves what they asked for.
    check (decided_by <> requested_by or status = 'rejected'),
    check ((status = 'done') = (settled_at is not null))
);
create unique index ux_refunds_bank_id on refunds (tenant_id, payment_id, bank_id);
create index ix_refunds_newest on refunds (tenant_id, requested_at desc, id desc);
create index ix_refunds_settled on refunds (tenant_id, settled_at) where status = 'done';

-- What is asked for here never exceeds what was paid, whatever the program does; what the bank did by itself is taken as it is. The
-- payment's row is locked, so that of two at once the second sees the first.
create function refunds_within_payment() returns trigger language plpgsql as $$
declare
    paid numeric;
    held numeric;
begin
    if new.from_outside then
        return new;
    end if;
    select amount into paid from payments where tenant_id = new.tenant_id and id = new.payment_id for update;
    select coalesce(sum(amount), 0) into held from refunds
    where tenant_id = new.tenant_id and payment_id = new.payment_id and id <> new.id and status not in ('not_done', 'rejected');
    if held + new.amount > paid then
        raise exception 'refunds of payment % would exceed it', new.payment_id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger refunds_within_payment before insert or update of amount, payment_id on refunds
    for each row execute function refunds_within_payment();

-- What is returned of one payment above this needs a second person.
alter table sicredi_accounts add refund_approval_above numeric(12, 2) not null default 500 check (refund_approval_above >= 0);
alter table sicredi_accounts alter column refund_approval_above drop default;

select protect_tenant_table('refunds');
