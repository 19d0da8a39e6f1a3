-- An opportunity goes on with a lead; each with one at most.

alter table leads
    add column opportunity_id uuid,
    add foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id),
    add check ((status = 'converted') = (opportunity_id is not null));
create unique index ux_leads_opportunity on leads (tenant_id, opportunity_id) where opportunity_id is not null;
