-- The books: lines that are only ever added. Every event's lines sum to zero, and an event touches an account once.
create table ledger_entries (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    event text not null check (event in ('settlement', 'suspense', 'release', 'attach', 'dismiss', 'refund', 'manual')),
    event_id uuid not null,
    account text not null check (account in ('bank', 'cash', 'card', 'received', 'suspense', 'dismissed')),
    amount numeric(12, 2) not null check (amount <> 0),
    day date not null,
    at timestamptz not null,
    payment_id uuid,
    by_user_id uuid,
    recorded_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, payment_id) references payments (tenant_id, id)
);
create unique index ux_ledger_entries_event on ledger_entries (tenant_id, event, event_id, account);
create index ix_ledger_entries_day on ledger_entries (tenant_id, day, account) include (amount);
create index ix_ledger_entries_newest on ledger_entries (tenant_id, recorded_at desc, id desc);
create index ix_ledger_entries_payment on ledger_entries (tenant_id, payment_id);

-- Seen at commit, when all lines of the event are there.
create function ledger_balances() returns trigger language plpgsql as $$
declare total numeric;
begin
    select sum(amount) into total from ledger_entries where tenant_id = new.tenant_id and event = new.event and event_id = new.event_id;
    if total <> 0 then
        raise exception 'ledger event % % does not balance: %', new.event, new.event_id, total using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger ledger_balances after insert on ledger_entries
    deferrable initially deferred for each row execute function ledger_balances();

-- No payment without its line in the bank's account.
create function payment_is_in_ledger() returns trigger language plpgsql as $$
begin
    if not exists (
        select from ledger_entries
        where tenant_id = new.tenant_id and event_id = new.id and event in ('settlement', 'suspense') and account = 'bank' and amount = new.amount
    ) then
        raise exception 'payment % is not in the ledger', new.id using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger payment_is_in_ledger after insert on payments
    deferrable initially deferred for each row execute function payment_is_in_ledger();

-- What was recorded before there were books, on the business day of each company. An owner that is no superuser is held by forced
-- row-level security too, so it is let go while the rows of all companies are read.
alter table payments no force row level security;
alter table tenants no force row level security;
insert into ledger_entries (tenant_id, id, event, event_id, account, amount, day, at, payment_id, recorded_at)
select p.tenant_id, gen_random_uuid(), case when p.unmatched is null then 'settlement' else 'suspense' end, p.id,
    line.account, line.sign * p.amount,
    ((p.settled_at at time zone t.time_zone) - t.business_day_cutoff::interval)::date, p.settled_at, p.id, now()
from payments p
join tenants t on t.id = p.tenant_id
cross join lateral (values ('bank', 1), (case when p.unmatched is null then 'received' else 'suspense' end, -1)) as line (account, sign);
alter table payments force row level security;
alter table tenants force row level security;

select protect_tenant_table('ledger_entries');
