-- A dashboard adds up some thousand figures that were written on as many days, each on a page of its own: read from the index alone, where those
-- of a time stand side by side, they cost less than half as much.
drop index ux_sales_figures_key;
create unique index ux_sales_figures_key on sales_figures (tenant_id, lens, grain, day, fact, pipeline_id, stage_id, owner_id, source, band)
    include (number, qualified, converted, won, lost, amount, seconds) nulls not distinct;
