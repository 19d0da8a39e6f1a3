create table payment_links (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    token text not null,
    amount numeric(12, 2) not null check (amount > 0),
    description text not null check (length(description) between 1 and 140),
    expires_at timestamptz not null,
    reusable boolean not null,
    created_at timestamptz not null,
    created_by uuid not null references users (id),
    cancelled_at timestamptz,
    payment_id uuid,
    primary key (tenant_id, id),
    foreign key (tenant_id, payment_id) references payments (tenant_id, id),
    check (payment_id is null or (not reusable and cancelled_at is null))
);
create unique index ux_payment_links_token on payment_links (token);
create unique index ux_payment_links_payment on payment_links (tenant_id, payment_id) where payment_id is not null;
create index ix_payment_links_newest on payment_links (tenant_id, created_at desc, id desc);

alter table charges add link_id uuid;
alter table charges add foreign key (tenant_id, link_id) references payment_links (tenant_id, id);
create index ix_charges_link on charges (tenant_id, link_id) where link_id is not null;

select protect_tenant_table('payment_links');

-- Screens hear of what happens to payments.
create trigger realtime after insert or update on payments for each row execute function realtime_notify('payment');
create trigger realtime after insert or update on refunds for each row execute function realtime_notify('payment');
create trigger realtime after insert or update on payment_links for each row execute function realtime_notify('payment');
create trigger realtime after update on reconciliation_days for each row execute function realtime_notify('payment');
