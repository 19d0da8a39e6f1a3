# make up starts CleanApp, make test tests it; both install what they need.
# Every port and all data can be moved: make up HTTP_PORT=8081 SANDBOX_PORT=8091 PRINTER_PORT=9101 MAIL_PORT=2526 DATABASE_PORT=54330 DATA_DIR=.data2
.DEFAULT_GOAL := help
.PHONY: help node up reset build test test-fast test-functional e2e format bench bench-inbox bench-outbound bench-realtime bench-sales soak screenshots api-docs schema validate-rls validate-schema validate-multi-tenant hooks

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 30

node:
	@command -v node >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || { echo "Node.js 20 or newer is missing." >&2; exit 1; }

up: node ## build and start everything; Ctrl-C stops it
	@node ops/dev/up.mjs

reset: node ## delete all data
	@node ops/dev/reset.mjs

build: node ## build everything, tests included
	@node ops/dev/test.mjs build

test: node ## everything: build, format, all tests, end to end
	@node ops/dev/test.mjs all

test-fast: node ## domain, architecture and web unit tests
	@node ops/dev/test.mjs fast

test-functional: node ## HTTP tests on a real PostgreSQL
	@node ops/dev/test.mjs functional

e2e: node ## browser tests against the built product
	@node ops/dev/test.mjs e2e

bench: node ## load scripts against the built product
	@node ops/dev/test.mjs bench

bench-inbox: node ## people at work in an inbox of five million messages; writes bench/results/inbox.json
	@node ops/dev/test.mjs bench inbox

bench-outbound: node ## queue, sending and webhooks; writes bench/results/outbound.json
	@node ops/dev/test.mjs bench outbound

bench-realtime: node ## how soon screens hear of a change; writes bench/results/realtime.json
	@node ops/dev/test.mjs bench realtime

bench-sales: node ## what sells, beside a million leads; writes bench/results/sales.json
	@node ops/dev/test.mjs bench sales

soak: node ## ten thousand messages while everything is killed; writes bench/results/soak.json
	@node ops/dev/test.mjs soak

screenshots: node ## pictures for the documentation
	@node ops/dev/test.mjs screenshots

api-docs: node ## docs/api/openapi.json and the web's types, from the API as built
	@node ops/dev/test.mjs api-docs

format: node ## rewrite the sources in the agreed format
	@node ops/dev/test.mjs format

schema: node ## what the database has beyond EF's model, written down after a migration
	@node ops/dev/verb.mjs migrate "validate-schema --write=$(CURDIR)/src/Infrastructure/Persistence/Schema.txt"

validate-schema: node ## the database is what the program takes it for
	@node ops/dev/verb.mjs validate-schema

validate-rls: node ## every tenant table is guarded by row-level security
	@node ops/dev/verb.mjs validate-rls

validate-multi-tenant: node ## no company sees another's rows
	@node ops/dev/verb.mjs validate-multi-tenant

hooks: ## check the format of what is committed
	@git config core.hooksPath .githooks && echo "Hooks are on (.githooks)."
