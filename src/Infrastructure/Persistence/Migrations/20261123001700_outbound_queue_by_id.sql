-- In a queue that was empty when it was last looked at, the key looks as good a way to what a number has due as the index made for it: every
-- number then looks at all that its company has waiting, twice a second. Now only that index begins with the company.
alter table outbound_queue drop constraint outbound_queue_pkey, add primary key (id, tenant_id);
