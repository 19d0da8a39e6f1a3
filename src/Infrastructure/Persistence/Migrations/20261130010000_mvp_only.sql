-- What a company is given is decided by who runs the installation, not by the company.
alter table tenants add column mvp_only boolean not null default false;
