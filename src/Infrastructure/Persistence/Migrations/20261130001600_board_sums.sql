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

-- Nothing is added up from these any more. And each begins as whatever is asked of it does: to whoever plans for a company with few, any other
-- index of the company's was as good as one that begins with the stage.
drop index ux_opportunities_place, ix_opportunities_owner_place, ix_opportunities_nobodys_place;
create unique index ux_opportunities_place on opportunities (tenant_id, stage_id, order_key) where status = 'open';
create index ix_opportunities_owner_place on opportunities (tenant_id, stage_id, owner_id, order_key) where status = 'open' and owner_id is not null;
create index ix_opportunities_nobodys_place on opportunities (tenant_id, stage_id, order_key) where status = 'open' and owner_id is null;

-- As before, but for how it finds what it folds: of a table that was empty when the planner last looked, what was noted of a large company was
-- joined with itself row by row, which took minutes.
create or replace function fold_sales_figures(company uuid, most int) returns int language plpgsql as $$
declare
    folded int;
    emptied bigint[];
begin
    if not pg_try_advisory_xact_lock(hashtextextended('sales.figures|' || company, 0)) then
        return 0;
    end if;
    with taken as (
        delete from sales_figure_changes
        where tenant_id = company
            and (most is null or id <= coalesce(
                (select id from sales_figure_changes where tenant_id = company order by id limit 1 offset greatest(most, 1) - 1),
                (select max(id) from sales_figure_changes where tenant_id = company)
            ))
        returning *
    ), summed as (
        select l.lens, g.grain, case g.grain when 'month' then date_trunc('month', t.day::timestamp)::date else t.day end as day, t.fact,
            t.pipeline_id, case when l.lens <> 'owners' then t.stage_id end as stage_id, case when l.lens <> 'whole' then t.owner_id end as owner_id,
            case when l.lens <> 'owners' then t.source end as source, case when l.lens <> 'owners' then t.band end as band,
            sum(t.number) as number, sum(t.qualified) as qualified, sum(t.converted) as converted, sum(t.won) as won, sum(t.lost) as lost,
            sum(t.amount) as amount, sum(t.seconds) as seconds
        from taken t
        cross join (values ('each'), ('whole'), ('owners')) l (lens)
        cross join (values ('day'), ('month')) g (grain)
        where l.lens <> 'owners' or t.fact <> 'answer'
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    ), added as (
        insert into sales_figures as f (tenant_id, lens, grain, day, fact, pipeline_id, stage_id, owner_id, source, band, number, qualified,
            converted, won, lost, amount, seconds)
        select company, s.* from summed s
        where (s.number, s.qualified, s.converted, s.won, s.lost, s.amount, s.seconds) <> (0, 0, 0, 0, 0, 0, 0)
        on conflict (tenant_id, lens, grain, day, fact, pipeline_id, stage_id, owner_id, source, band) do update set
            number = f.number + excluded.number, qualified = f.qualified + excluded.qualified, converted = f.converted + excluded.converted,
            won = f.won + excluded.won, lost = f.lost + excluded.lost, amount = f.amount + excluded.amount, seconds = f.seconds + excluded.seconds
        returning f.id, (f.number, f.qualified, f.converted, f.won, f.lost, f.amount, f.seconds) = (0, 0, 0, 0, 0, 0, 0) as is_empty
    )
    select (select count(*) from taken), (select array_agg(id) from added where is_empty) into folded, emptied;
    delete from sales_figures where tenant_id = company and id = any(emptied);
    return folded;
end $$;
