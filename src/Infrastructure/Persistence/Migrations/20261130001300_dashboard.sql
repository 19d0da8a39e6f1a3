-- Figures of what is sold. What a record counts as is said once, by a function of the record alone. Whoever changes it notes, in the same
-- transaction, what it counts as now less what it counted as before; notes are folded into sums later. So a sum is exact whatever was killed
-- when, nobody waits for a common row, and whether sums are right can be asked at any time.

-- How the person of an opportunity came, where it goes on with a lead: what it is counted by.
alter table opportunities
    add column source text check (
        source in ('whatsapp', 'instagram', 'website', 'form', 'phone', 'visit', 'recommendation', 'advertisement', 'event', 'import', 'other')
    ),
    add column lead_at timestamptz,
    add check ((source is null) = (lead_at is null));
-- How many seconds the customer waited for the first answer in the conversation of which the lead came.
alter table leads add column answered_in int check (answered_in >= 0);

alter table opportunities no force row level security;
alter table leads no force row level security;
update opportunities o set source = l.source, lead_at = l.created_at from leads l where l.tenant_id = o.tenant_id and l.opportunity_id = o.id;
alter table opportunities force row level security;

-- What a figure leads to: the records of a time.
create index ix_leads_created on leads (tenant_id, created_at desc, id desc);
create index ix_leads_owner_created on leads (tenant_id, owner_id, created_at desc, id desc) where owner_id is not null;
create index ix_opportunities_created on opportunities (tenant_id, created_at desc, id desc);
create index ix_opportunities_closed on opportunities (tenant_id, closed_at desc, id desc) where closed_at is not null;

-- What records count as on a day of the company's. Of nobody's: persons are not among the keys.
create type sales_figure as (
    day date,
    fact text,
    pipeline_id uuid,
    stage_id uuid,
    owner_id uuid,
    source text,
    band smallint,
    number bigint,
    qualified bigint,
    converted bigint,
    won bigint,
    lost bigint,
    amount numeric,
    seconds bigint
);

-- Noted and not folded yet. No foreign key: rows live for a moment.
create table sales_figure_changes (
    tenant_id uuid not null,
    id bigint generated always as identity,
    day date not null,
    fact text not null,
    pipeline_id uuid,
    stage_id uuid,
    owner_id uuid,
    source text,
    band smallint,
    number bigint not null,
    qualified bigint not null,
    converted bigint not null,
    won bigint not null,
    lost bigint not null,
    amount numeric(18, 2) not null,
    seconds bigint not null,
    primary key (tenant_id, id)
)
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);

create table sales_figures (
    tenant_id uuid not null references tenants (id),
    id bigint generated always as identity,
    -- 'each' by all there is; 'whole' whosever; 'owners' by whose alone: what is asked for most is read from few rows.
    lens text not null check (lens in ('each', 'whole', 'owners')),
    grain text not null check (grain in ('day', 'month')),
    day date not null,
    fact text not null,
    pipeline_id uuid,
    stage_id uuid,
    owner_id uuid,
    source text,
    band smallint,
    number bigint not null,
    qualified bigint not null,
    converted bigint not null,
    won bigint not null,
    lost bigint not null,
    amount numeric(18, 2) not null,
    seconds bigint not null,
    primary key (tenant_id, id)
)
with (fillfactor = 80);
create unique index ux_sales_figures_key on sales_figures (tenant_id, lens, grain, day, fact, pipeline_id, stage_id, owner_id, source, band)
    nulls not distinct;

select protect_tenant_table(t) from unnest(array['sales_figure_changes', 'sales_figures']::regclass[]) as t;

-- As the program's calendar counts it.
create function business_day(at timestamptz, zone text, cutoff time) returns date language sql stable as $$
    select ((at at time zone zone) - cutoff::interval)::date
$$;

-- 'lead' on the day it was opened, 'answer' by how soon the customer was answered. One that goes on in another's place counts as nothing.
create function lead_figures(l leads, zone text, cutoff time) returns setof sales_figure language sql stable as $$
    select business_day(l.created_at, zone, cutoff), f.fact, null::uuid, null::uuid, l.owner_id, l.source,
        case f.fact when 'answer' then width_bucket(l.answered_in, array[300, 1800, 7200, 86400])::smallint end,
        1::bigint, (l.status in ('qualified', 'converted'))::int::bigint, (l.status = 'converted')::int::bigint, 0::bigint,
        (l.status = 'lost')::int::bigint, 0::numeric, 0::bigint
    from (values ('lead'), ('answer')) as f (fact)
    where l.status <> 'merged' and (f.fact = 'lead' or l.answered_in is not null)
$$;

-- 'opened' in the stage it stands in or ended in, 'won' or 'lost' on the day it was, 'lead_won' on the day the lead was opened.
create function opportunity_figures(o opportunities, zone text, cutoff time) returns setof sales_figure language sql stable as $$
    select business_day(case f.fact when 'opened' then o.created_at when 'lead_won' then o.lead_at else o.closed_at end, zone, cutoff), f.fact,
        case when f.fact <> 'lead_won' then o.pipeline_id end, case f.fact when 'opened' then o.stage_id end, o.owner_id, o.source,
        case f.fact when 'won' then width_bucket(t.seconds, array[86400, 604800, 2592000, 7776000]::bigint[])::smallint end,
        1::bigint, 0::bigint, 0::bigint, (o.status = 'won')::int::bigint, (o.status = 'lost')::int::bigint, coalesce(o.amount, 0),
        case f.fact when 'won' then t.seconds else 0 end
    from (values ('opened'), ('won'), ('lost'), ('lead_won')) as f (fact)
    cross join lateral (select extract(epoch from o.closed_at - o.created_at)::bigint as seconds) t
    where f.fact = 'opened' or f.fact = o.status or (f.fact = 'lead_won' and o.status = 'won' and o.lead_at is not null)
$$;

-- From now on whoever changes these records notes what it changes of the figures. A company whose days begin otherwise from now on waits for
-- whoever still counts by those of before.
create function keep_sales_figures(target regclass, figures_of text) returns void language plpgsql as $do$
declare
    act text;
begin
    foreach act in array array['insert', 'update', 'delete'] loop
        execute format(
            $f$
            create function note_%1$s_%2$s() returns trigger language plpgsql as $t$
            begin
                perform pg_advisory_xact_lock_shared(hashtextextended('sales.days|' || tenant_id, 0))
                from (select distinct tenant_id from %5$s) n;
                insert into sales_figure_changes (tenant_id, day, fact, pipeline_id, stage_id, owner_id, source, band, number, qualified, converted,
                    won, lost, amount, seconds)
                select s.tenant_id, f.day, f.fact, f.pipeline_id, f.stage_id, f.owner_id, f.source, f.band, sum(sign * f.number),
                    sum(sign * f.qualified), sum(sign * f.converted), sum(sign * f.won), sum(sign * f.lost), sum(sign * f.amount),
                    sum(sign * f.seconds)
                from (%3$s) s (sign, tenant_id, r)
                join tenants c on c.id = s.tenant_id
                cross join lateral %4$s(s.r, c.time_zone, c.business_day_cutoff) f
                group by 1, 2, 3, 4, 5, 6, 7, 8
                having (sum(sign * f.number), sum(sign * f.qualified), sum(sign * f.converted), sum(sign * f.won), sum(sign * f.lost),
                    sum(sign * f.amount), sum(sign * f.seconds)) <> (0, 0, 0, 0, 0, 0, 0);
                return null;
            end $t$
            $f$,
            target,
            act,
            concat_ws(
                ' union all ',
                case when act <> 'delete' then format('select 1, n.tenant_id, row(n.*)::%s from new_rows n', target) end,
                case when act <> 'insert' then format('select -1, o.tenant_id, row(o.*)::%s from old_rows o', target) end
            ),
            figures_of,
            case when act = 'delete' then 'old_rows' else 'new_rows' end
        );
        execute format(
            'create trigger sales_figures_%2$s after %2$s on %1$s referencing %3$s for each statement execute function note_%1$s_%2$s()',
            target, act,
            concat_ws(
                ' ',
                case when act <> 'insert' then 'old table as old_rows' end,
                case when act <> 'delete' then 'new table as new_rows' end
            )
        );
    end loop;
end $do$;
revoke execute on function keep_sales_figures(regclass, text) from public;

select keep_sales_figures('leads', 'lead_figures'), keep_sales_figures('opportunities', 'opportunity_figures');

-- All that a company's records count as.
create function sales_truth(company uuid) returns setof sales_figure language sql stable as $$
    select f.* from leads l
    join tenants c on c.id = l.tenant_id
    cross join lateral lead_figures(l, c.time_zone, c.business_day_cutoff) f
    where l.tenant_id = company
    union all
    select f.* from opportunities o
    join tenants c on c.id = o.tenant_id
    cross join lateral opportunity_figures(o, c.time_zone, c.business_day_cutoff) f
    where o.tenant_id = company
$$;

-- Folds what was noted first, at most so many (null: all), into the sums; the notes go in the same transaction. Who finds another at it leaves
-- it to them.
create function fold_sales_figures(company uuid, most int) returns int language plpgsql as $$
declare
    folded int;
    emptied bigint[];
begin
    if not pg_try_advisory_xact_lock(hashtextextended('sales.figures|' || company, 0)) then
        return 0;
    end if;
    with taken as (
        delete from sales_figure_changes
        where tenant_id = company and id in (select id from sales_figure_changes where tenant_id = company order by id limit most)
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

-- Puts the sums down anew by the records, and tells how many were not what they should be. The truth and the notes that are in it are read by
-- one statement, at one instant: what is noted meanwhile is folded afterwards, as ever.
create function rebuild_sales_figures(company uuid) returns int language plpgsql as $$
declare
    wrong int;
begin
    perform pg_advisory_xact_lock(hashtextextended('sales.figures|' || company, 0));
    select count(*) into wrong from (
        select from (
            select 1 as sign, t.* from sales_truth(company) t
            union all
            select -1, day, fact, pipeline_id, stage_id, owner_id, source, band, number, qualified, converted, won, lost, amount, seconds
            from sales_figures where tenant_id = company and lens = 'each' and grain = 'day'
            union all
            select -1, day, fact, pipeline_id, stage_id, owner_id, source, band, number, qualified, converted, won, lost, amount, seconds
            from sales_figure_changes where tenant_id = company
        ) s
        group by day, fact, pipeline_id, stage_id, owner_id, source, band
        having (sum(sign * number), sum(sign * qualified), sum(sign * converted), sum(sign * won), sum(sign * lost), sum(sign * amount),
            sum(sign * seconds)) <> (0, 0, 0, 0, 0, 0, 0)
    ) w;
    with noted as (delete from sales_figure_changes where tenant_id = company)
    insert into sales_figure_changes (tenant_id, day, fact, pipeline_id, stage_id, owner_id, source, band, number, qualified, converted, won, lost,
        amount, seconds)
    select company, day, fact, pipeline_id, stage_id, owner_id, source, band, sum(number), sum(qualified), sum(converted), sum(won), sum(lost),
        sum(amount), sum(seconds)
    from sales_truth(company)
    group by day, fact, pipeline_id, stage_id, owner_id, source, band;
    delete from sales_figures where tenant_id = company;
    perform fold_sales_figures(company, null);
    return wrong;
end $$;

-- Days that begin otherwise are counted anew.
create function days_changed() returns trigger language plpgsql as $$
begin
    insert into work_items (tenant_id, id, kind, subject_id, run_at) values (new.id, gen_random_uuid(), 'sales.rebuild_figures', new.id, now())
    on conflict (tenant_id, kind, subject_id) do update set run_at = excluded.run_at, dead_at = null, attempts = 0;
    return null;
end $$;
create trigger sales_figures after update on tenants for each row
    when (old.time_zone <> new.time_zone or old.business_day_cutoff <> new.business_day_cutoff)
    execute function days_changed();

-- What there is already: figures of every company, and how soon customers were answered of whom leads came.
alter table tenants no force row level security;
alter table work_items no force row level security;
insert into work_items (tenant_id, id, kind, subject_id, run_at) select id, gen_random_uuid(), 'sales.rebuild_figures', id, now() from tenants;
insert into work_items (tenant_id, id, kind, subject_id, run_at)
select tenant_id, gen_random_uuid(), 'sales.first_answer', id, now() from leads where conversation_id is not null;
alter table work_items force row level security;
alter table tenants force row level security;
alter table leads force row level security;
