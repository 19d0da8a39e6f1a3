-- What the company sells, what it cost when, and its pictures.

create table product_categories (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    name text not null,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index ux_product_categories_name on product_categories (tenant_id, lower(name));

create table products (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    sku text not null,
    sku_key text not null,
    name text not null,
    search text collate "C" not null,
    description text,
    unit text not null check (
        unit in ('un', 'kg', 'g', 'l', 'ml', 'm', 'cm', 'm2', 'm3', 'cx', 'pc', 'pct', 'par', 'dz', 'kit', 'h', 'dia', 'mes', 'serv')
    ),
    price numeric(12, 2) not null check (price >= 0),
    cost numeric(12, 2) check (cost >= 0),
    ncm text check (ncm ~ '^[0-9]{8}$'),
    cest text check (cest ~ '^[0-9]{7}$'),
    origin smallint check (origin between 0 and 8),
    cfop text check (cfop ~ '^[1-7][0-9]{3}$'),
    service_code text check (service_code ~ '^[0-9]{1,2}\.[0-9]{2}$'),
    stock numeric(14, 3) check (stock >= 0),
    active boolean not null,
    category_id uuid,
    version int not null check (version > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, category_id) references product_categories (tenant_id, id)
);
create unique index ux_products_sku on products (tenant_id, sku_key);
-- A search for words inside of names goes through the beginning of one of these and looks at no row before it is found: they have all that is
-- asked for. Comparing words is not leakproof, so under row-level security it could not be the way into any other kind of index.
create index ix_products_name on products (tenant_id, search, id) include (category_id);
create index ix_products_active on products (tenant_id, active, search, id) include (category_id);
-- A category is of one company: with its id in front it is the way in whatever the company has.
create index ix_products_category on products (category_id, search, id) include (tenant_id, active);

create table product_prices (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    product_id uuid not null,
    price numeric(12, 2) not null check (price >= 0),
    cost numeric(12, 2) check (cost >= 0),
    since timestamptz not null,
    set_by_id uuid not null references users (id),
    primary key (tenant_id, id),
    foreign key (tenant_id, product_id) references products (tenant_id, id)
);
create index ix_product_prices_newest on product_prices (product_id, since desc, id desc);
create index ix_product_prices_set_by on product_prices (set_by_id);

create table product_images (
    tenant_id uuid not null references tenants (id),
    id uuid not null,
    product_id uuid not null,
    position int not null,
    mime_type text not null check (mime_type in ('image/png', 'image/jpeg')),
    size bigint not null check (size > 0),
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, product_id) references products (tenant_id, id)
);
create index ix_product_images_product on product_images (product_id, position);

select protect_tenant_table(t)
from unnest(array['product_categories', 'products', 'product_prices', 'product_images']::regclass[]) as t;
