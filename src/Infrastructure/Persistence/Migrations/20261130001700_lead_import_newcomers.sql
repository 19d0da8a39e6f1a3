-- The people of some rows are taken in while the leads of the rows before are written, each in a transaction: between the two it is written
-- here who is new, and so who leaves again if no lead follows.
create table lead_import_newcomers (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    import_id uuid not null,
    -- How many rows of the import are before theirs.
    first_row int not null check (first_row >= 0),
    contact_ids uuid[] not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, import_id) references lead_imports (tenant_id, id)
);
create unique index ux_lead_import_newcomers_rows on lead_import_newcomers (tenant_id, import_id, first_row);
select protect_tenant_table('lead_import_newcomers');
