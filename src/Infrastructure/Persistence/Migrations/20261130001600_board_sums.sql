-- How many are open in each stage and how much is kept as the other figures are: two hundred thousand are too many to be counted at every look.

-- As before, and 'open' in the stage it stands in, on no day of them all.
create or replace function opportunity_figures(o opportunities, zone text, cutoff time) returns setof sales_figure language sql stable as $$
    select
        case f.fact when 'open' then '-infinity'
            else business_day(case f.fact when 'opened' then o.created_at when 'lead_won' then o.lead_at else o.closed_at end, zone, cutoff) end,
        f.fact, case when f.fact <> 'lead_won' then o.pipeline_id end, case when f.fact in ('opened', 'open') then o.stage_id end, o.owner_id, o.source,
        case f.fact when 'won' then width_bucket(t.seconds, array[86400, 604800, 2592000, 7776000]::bigint[])::smallint end,
        1::bigint, 0::bigint, 0::bigint, (o.status = 'won')::int::bigint, (o.status = 'lost')::int::bigint, coalesce(o.amount, 0),
        case f.fact when 'won' then t.seconds else 0 end
    from (values ('opened'), ('open'), ('won'), ('lost'), ('lead_won')) as f (fact)
    cross join lateral (select extract(epoch from o.closed_at - o.created_at)::bigint as seconds) t
    where f.fact = 'opened' or f.fact = o.status or (f.fact = 'lead_won' and o.status = 'won' and o.lead_at is not null)
$$;

-- Those there are already; locked by this, so that whoever changes one comes before or after.
alter table opportunities no force row level security;
alter table sales_figure_changes no force row level security;
insert into sales_figure_changes (tenant_id, day, fact, pipeline_id, stage_id, owner_id, source, number, qualified, converted, won, lost, amount, seconds)
select tenant_id, '-infinity', 'open', pipeline_id, stage_id, owner_id, source, count(*), 0, 0, 0, 0, coalesce(sum(amount), 0), 0
from opportunities where status = 'open'
group by tenant_id, pipeline_id, stage_id, owner_id, source;
alter table sales_figure_changes force row level security;
alter table opportunities force row level security;

-- Nothing is added up from these any more.
drop index ux_opportunities_place, ix_opportunities_owner_place, ix_opportunities_nobodys_place;
create unique index ux_opportunities_place on opportunities (stage_id, order_key, tenant_id) where status = 'open';
create index ix_opportunities_owner_place on opportunities (stage_id, owner_id, order_key, tenant_id) where status = 'open' and owner_id is not null;
create index ix_opportunities_nobodys_place on opportunities (stage_id, order_key, tenant_id) where status = 'open' and owner_id is null;
