-- Proposals among the figures of what is sold: those a customer has before them, and those that were accepted.

-- A version is counted by what its opportunity is: the two of these triggers keep it so.
alter table proposal_versions add column pipeline_id uuid, add column owner_id uuid, add column source text;

create function know_opportunity_of_proposal() returns trigger language plpgsql as $$
begin
    select o.pipeline_id, o.owner_id, o.source into new.pipeline_id, new.owner_id, new.source
    from proposals p join opportunities o on o.tenant_id = p.tenant_id and o.id = p.opportunity_id
    where p.tenant_id = new.tenant_id and p.id = new.proposal_id;
    return new;
end $$;
-- Whoever adds a version has locked the opportunity: who changes it meanwhile is waited for, or waits.
create trigger know_opportunity before insert on proposal_versions for each row execute function know_opportunity_of_proposal();

create function tell_proposals_of_opportunity() returns trigger language plpgsql as $$
begin
    update proposal_versions v set pipeline_id = new.pipeline_id, owner_id = new.owner_id, source = new.source
    from proposals p
    where p.tenant_id = new.tenant_id and p.opportunity_id = new.id and v.tenant_id = p.tenant_id and v.proposal_id = p.id;
    return null;
end $$;
create trigger tell_proposals after update on opportunities for each row
    when ((new.pipeline_id, new.owner_id, new.source) is distinct from (old.pipeline_id, old.owner_id, old.source))
    execute function tell_proposals_of_opportunity();

alter table proposal_versions no force row level security;
alter table proposals no force row level security;
alter table opportunities no force row level security;
update proposal_versions v set pipeline_id = o.pipeline_id, owner_id = o.owner_id, source = o.source
from proposals p join opportunities o on o.tenant_id = p.tenant_id and o.id = p.opportunity_id
where p.tenant_id = v.tenant_id and p.id = v.proposal_id;
alter table opportunities force row level security;
alter table proposals force row level security;
alter table proposal_versions force row level security;

-- What the figures lead to. Of the many that expired and were superseded there is nothing in them.
create index ix_proposal_versions_open on proposal_versions (tenant_id, sent_at desc) where status in ('sent', 'viewed');
create index ix_proposal_versions_accepted on proposal_versions (tenant_id, decided_at desc) where status = 'accepted';

-- 'proposal_open' on the day it was sent, while it can be answered; 'proposal_accepted' on the day it was.
create function proposal_figures(v proposal_versions, zone text, cutoff time) returns setof sales_figure language sql stable as $$
    select business_day(case f.fact when 'proposal_open' then v.sent_at else v.decided_at end, zone, cutoff), f.fact,
        v.pipeline_id, null::uuid, v.owner_id, v.source, null::smallint, 1::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, v.total, 0::bigint
    from (select case when v.status in ('sent', 'viewed') then 'proposal_open' when v.status = 'accepted' then 'proposal_accepted' end) as f (fact)
    where f.fact is not null
$$;

select keep_sales_figures('proposal_versions', 'proposal_figures');

create or replace function sales_truth(company uuid) returns setof sales_figure language sql stable as $$
    select f.* from leads l
    join tenants c on c.id = l.tenant_id
    cross join lateral lead_figures(l, c.time_zone, c.business_day_cutoff) f
    where l.tenant_id = company
    union all
    select f.* from opportunities o
    join tenants c on c.id = o.tenant_id
    cross join lateral opportunity_figures(o, c.time_zone, c.business_day_cutoff) f
    where o.tenant_id = company
    union all
    select f.* from proposal_versions v
    join tenants c on c.id = v.tenant_id
    cross join lateral proposal_figures(v, c.time_zone, c.business_day_cutoff) f
    where v.tenant_id = company and v.status in ('sent', 'viewed', 'accepted')
$$;

-- Those there are already.
alter table tenants no force row level security;
alter table work_items no force row level security;
insert into work_items (tenant_id, id, kind, subject_id, run_at) select id, gen_random_uuid(), 'sales.rebuild_figures', id, now() from tenants
on conflict (tenant_id, kind, subject_id) do update set run_at = excluded.run_at, dead_at = null, attempts = 0;
alter table work_items force row level security;
alter table tenants force row level security;
