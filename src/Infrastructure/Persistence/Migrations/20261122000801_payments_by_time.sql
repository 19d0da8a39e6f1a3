-- A day is compared with the bank's list in the order of time, some at a time.
create index ix_payments_settled on payments (tenant_id, settled_at);
