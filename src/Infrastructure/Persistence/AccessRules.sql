-- Who may do what, applied after every migration and repeatable. {app}, {worker} and {lookup} are this database's roles.
--   app     signs in for requests: all tables, its rows only by row-level security
--   worker  claims work of every tenant and adds what arrives for it: never reads what it is about
--   lookup  owns the functions below; sees only the columns they need; nobody can sign in as it

grant usage on schema public to {app}, {worker}, {lookup};
grant select, insert, update, delete on all tables in schema public to {app};
revoke all on "__EFMigrationsHistory" from {app};
grant select on "__EFMigrationsHistory" to {app};
-- History is written once.
revoke update, delete on queue_ticket_transitions, panel_calls, personal_data_accesses, consent_texts, consents from {app};
revoke update, delete on contact_merges, contact_merge_undos from {app};
revoke update, delete on ledger_entries, manual_payments, reconciliation_sign_offs from {app};
-- But for what has to be sealed again with a new key.
grant update (survivor_name) on contact_merges to {app};
-- But for the words of a person who was anonymised: triggers let these columns be emptied then, and never otherwise.
grant update (reason) on personal_data_accesses, queue_ticket_transitions to {app};
grant update (evidence) on consents to {app};
revoke update, delete on data_subject_request_steps from {app};
grant update (note) on data_subject_request_steps to {app};
revoke update, delete on register_entries from {app};
revoke delete on legal_holds, retention_runs from {app};
revoke delete on outbound_messages, send_attempts, message_events, inbound_messages, channel_templates, channel_usage from {app};
revoke update on message_events, inbound_messages from {app};
revoke update, delete on channel_replays from {app};
revoke update, delete on product_prices from {app};
revoke delete on products from {app};
grant update (message_id) on message_events to {app};
-- For what has to be sealed again with a new key.
grant update (wamid, sender, content) on inbound_messages to {app};
-- For a person who was anonymised: what they are found by goes, and the words of what Meta said of them.
grant update (sender_lookup) on inbound_messages to {app};
grant update (error_reason) on message_events to {app};
-- What happened in a conversation is written once; a note's words are emptied with the person, or sealed again. By what an item is found may
-- be added later, and goes with the person.
revoke delete on conversations, teams from {app};
revoke update, delete on conversation_items from {app};
-- Both have a right to one of its columns; given anew, they stand there in the same order each time.
revoke all on conversation_items from {lookup};
grant update (content, terms) on conversation_items to {app};
revoke delete on support_tickets, scheduled_messages from {app};
revoke update, delete on agent_state_changes from {app};
revoke update, delete on support_ticket_events from {app};
grant update (content) on support_ticket_events to {app};
-- Leads and what happened to them go with the import that made them, untouched, as triggers see to it.
revoke update on lead_events from {app};
revoke update on lead_import_problems from {app};
grant update (contact_id) on lead_import_problems to {app};
grant update (content) on lead_events to {app};
revoke delete on loss_reasons, lead_forms, pipelines, pipeline_stages, opportunities from {app};
revoke update, delete on opportunity_events from {app};
grant update (content) on opportunity_events to {app};
revoke update on sales_figure_changes from {app};
revoke delete on proposals, proposal_versions, proposal_settings from {app};
revoke update, delete on proposal_logos from {app};
-- An acceptance is written once; its words go with the person, or are sealed again.
revoke update, delete on proposal_acceptances from {app};
grant update (proof) on proposal_acceptances to {app};
-- What was announced is numbered by the worker's role, over all companies: topics and ids, nothing of what they are about.
revoke select, update, delete on realtime_announcements from {app};
revoke insert, update, delete on realtime_sequences, realtime_events from {app};
revoke update, delete on access_changes from {app};
grant select, delete on realtime_announcements, access_changes to {worker};
-- Whoever finds that a screen is there no more announces it.
grant insert on realtime_announcements to {worker};
grant select, insert, update on realtime_sequences to {worker};
grant select, insert, delete on realtime_events to {worker};
grant select, insert, update, delete on work_items to {worker};
grant insert (tenant_id, id, channel_id, body, received_at, trace_parent) on channel_webhooks to {worker};
-- Which number has something to read, and since when; never what.
grant select (channel_id, id, received_at, processed_at, deferred) on channel_webhooks to {worker};
grant select (tenant_id, id, lease_token, lease_until, last_served_at) on channel_readers to {worker};
grant update (lease_token, lease_until) on channel_readers to {worker};
-- Which number has something to send, and whose turn it is; never what.
grant select (tenant_id, id, lease_token, lease_until, last_served_at, next_at, paused, under_way) on channel_senders to {worker};
grant update (lease_token, lease_until) on channel_senders to {worker};
grant select (tenant_id, id, channel_id, not_before, lane) on outbound_queue to {worker};
-- Whose screens are there no more, whatever node had them.
grant select (tenant_id, id, user_id, expires_at, is_over) on agent_connections to {worker};
grant update (expires_at, is_over) on agent_connections to {worker};
-- Whose figures are to be folded; never what they are.
grant select (tenant_id) on sales_figure_changes to {worker};
-- How many wait for a decision, for the operators' figures.
grant select (status) on outbound_messages to {worker};
revoke execute on function protect_tenant_table(regclass) from public;

drop policy if exists worker_all on work_items;
create policy worker_all on work_items for all to {worker} using (true) with check (true);
drop policy if exists worker_all on realtime_announcements;
create policy worker_all on realtime_announcements for all to {worker} using (true) with check (true);
drop policy if exists worker_all on realtime_sequences;
create policy worker_all on realtime_sequences for all to {worker} using (true) with check (true);
drop policy if exists worker_all on realtime_events;
create policy worker_all on realtime_events for all to {worker} using (true) with check (true);
drop policy if exists worker_all on channel_senders;
create policy worker_all on channel_senders for all to {worker} using (true) with check (true);
drop policy if exists worker_all on channel_readers;
create policy worker_all on channel_readers for all to {worker} using (true) with check (true);
drop policy if exists worker_read on channel_webhooks;
create policy worker_read on channel_webhooks for select to {worker} using (processed_at is null);
drop policy if exists worker_all on agent_connections;
create policy worker_all on agent_connections for all to {worker} using (true) with check (true);
drop policy if exists worker_add on channel_webhooks;
create policy worker_add on channel_webhooks for insert to {worker} with check (true);
drop policy if exists worker_read on outbound_queue;
create policy worker_read on outbound_queue for select to {worker} using (true);
drop policy if exists worker_read on sales_figure_changes;
create policy worker_read on sales_figure_changes for select to {worker} using (true);
drop policy if exists worker_read on outbound_messages;
create policy worker_read on outbound_messages for select to {worker} using (status in ('unknown', 'needs_review'));

-- Everything that must be found before the tenant is known. Ids only: the rows themselves are then read under row-level security.
grant create on schema public to {lookup};

grant select (id, second_factor_from) on tenants to {lookup};
grant select (id, email, token_version, active, second_factor_at) on users to {lookup};
grant select (user_id, token_hash) on refresh_tokens to {lookup};
grant select (id, user_id, ended_at, current_tenant_id) on sessions to {lookup};
grant select (tenant_id, user_id, role, active) on memberships to {lookup};
grant select (tenant_id, token_hash) on invites to {lookup};
grant select (user_id, token_hash, purpose) on person_tokens to {lookup};
grant select (user_id) on second_factors to {lookup};
grant select (tenant_id, id, token_hash) on panels to {lookup};
grant select (tenant_id, follow_token) on queue_tickets to {lookup};
grant select (tenant_id, pay_token) on charges to {lookup};
grant select (tenant_id, token) on payment_links to {lookup};
grant select (tenant_id, token_hash) on proposal_versions to {lookup};
grant select (tenant_id, token) on lead_forms to {lookup};
grant select (tenant_id, webhook_token) on sicredi_accounts to {lookup};
grant select (tenant_id, webhook_token) on channels to {lookup};
grant select (tenant_id, token) on privacy_forms to {lookup};
grant select (tenant_id, status_token_hash) on data_subject_requests to {lookup};
-- Not before the tenant is known, but past the policies, under which comparing lists of hashes could not use an index.
grant select (tenant_id, id, conversation_id, kind, at, terms) on conversation_items to {lookup};
grant select (tenant_id, id, team_id, assignee_id, channel_id, last_sequence) on conversations to {lookup};
grant select (tenant_id, id, created_at, name_terms) on contacts to {lookup};
grant select (tenant_id, contact_id, kind, lookup) on contact_identifiers to {lookup};

do $$
declare t text;
begin
    foreach t in array array['tenants', 'users', 'refresh_tokens', 'sessions', 'memberships', 'invites', 'panels', 'queue_tickets', 'charges', 'payment_links', 'sicredi_accounts',
        'privacy_forms', 'data_subject_requests', 'channels', 'person_tokens', 'second_factors', 'conversation_items', 'conversations', 'contacts', 'contact_identifiers', 'proposal_versions', 'lead_forms'] loop
        execute format('drop policy if exists lookup_read on %I', t);
        execute format('create policy lookup_read on %I for select to {lookup} using (true)', t);
    end loop;
end $$;

create or replace function find_user_id_by_email(p_email text) returns uuid language sql stable security definer set search_path = public, pg_temp
    as $$ select id from users where email = p_email $$;

create or replace function find_refresh_token_owner(p_hash text) returns uuid language sql stable security definer set search_path = public, pg_temp
    as $$ select user_id from refresh_tokens where token_hash = p_hash $$;

create or replace function find_invite_tenant(p_hash text) returns uuid language sql stable security definer set search_path = public, pg_temp
    as $$ select tenant_id from invites where token_hash = p_hash $$;

create or replace function find_person_token_owner(p_hash text, p_purpose text) returns uuid language sql stable security definer set search_path = public, pg_temp
    as $$ select user_id from person_tokens where token_hash = p_hash and purpose = p_purpose $$;

create or replace function find_panel(p_hash text) returns table (tenant_id uuid, panel_id uuid) language sql stable security definer set search_path = public, pg_temp
    as $$ select p.tenant_id, p.id from panels p where p.token_hash = p_hash $$;

create or replace function find_followed_ticket_tenant(p_token text) returns uuid language sql stable security definer set search_path = public, pg_temp
    as $$ select tenant_id from queue_tickets where follow_token = p_token $$;

create or replace function find_pay_page_tenant(p_token text) returns uuid language sql stable security definer set search_path = public, pg_temp
    as $$ select tenant_id from charges where pay_token = p_token union all select tenant_id from payment_links where token = p_token $$;

create or replace function find_proposal_tenant(p_hash text) returns uuid language sql stable security definer set search_path = public, pg_temp
    as $$ select tenant_id from proposal_versions where token_hash = p_hash $$;

create or replace function find_lead_form_tenant(p_token text) returns uuid language sql stable security definer set search_path = public, pg_temp
    as $$ select tenant_id from lead_forms where token = p_token $$;

create or replace function find_webhook_tenant(p_token text) returns uuid language sql stable security definer set search_path = public, pg_temp
    as $$ select tenant_id from sicredi_accounts where webhook_token = p_token $$;

create or replace function find_channel_tenant(p_token text) returns uuid language sql stable security definer set search_path = public, pg_temp
    as $$ select tenant_id from channels where webhook_token = p_token $$;

-- For the rotation of keys, which goes from company to company under row-level security. Not for the role that serves requests.
create or replace function list_tenants() returns setof uuid language sql stable security definer set search_path = public, pg_temp
    as $$ select id from tenants $$;
-- Their secrets are sealed with the installation's key as well, and belong to no company.
create or replace function list_second_factor_owners() returns setof uuid language sql stable security definer set search_path = public, pg_temp
    as $$ select user_id from second_factors $$;
create or replace function find_privacy_form_tenant(p_token text) returns uuid language sql stable security definer set search_path = public, pg_temp
    as $$ select tenant_id from privacy_forms where token = p_token $$;

create or replace function find_privacy_request_tenant(p_hash text) returns uuid language sql stable security definer set search_path = public, pg_temp
    as $$ select tenant_id from data_subject_requests where status_token_hash = p_hash $$;

-- The member's role, when session, person and membership are all in force, and the company's demand for a second factor is met.
drop function if exists check_access(uuid, uuid, uuid, int);
create or replace function check_access(p_user uuid, p_tenant uuid, p_session uuid, p_token_version int, p_now timestamptz) returns text
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select m.role
        from memberships m
        join users u on u.id = m.user_id and u.active and u.token_version = p_token_version
        join sessions s on s.user_id = u.id and s.id = p_session and s.ended_at is null
        join tenants t on t.id = m.tenant_id and (t.second_factor_from is null or t.second_factor_from > p_now or u.second_factor_at is not null)
        where m.tenant_id = p_tenant and m.user_id = p_user and m.active
    $$;

-- Items of the tenant that is set, by keyed hashes of their words, newest first; only those that may be seen are counted, so that pages are
-- full. The keys of each month stand together, the newest month first: every one of the first p_every must be there, and one of the rest.
-- p_teams null: sees all. p_user: whose own conversations are seen as well.
create or replace function find_messages(p_user uuid, p_teams uuid[], p_team uuid, p_channel uuid, p_kind text, p_from timestamptz, p_until timestamptz,
    p_after_at timestamptz, p_after uuid, p_newest int, p_width int, p_every int, p_keys bigint[], p_limit int)
    returns setof uuid language plpgsql stable security definer set search_path = public, pg_temp
    as $$
    declare
        tenant uuid := current_tenant();
        few uuid[];
        said bigint;
    begin
        if p_teams is not null then
            select coalesce(array_agg(f.id), '{}'), coalesce(sum(f.last_sequence), 0) into few, said
            from (
                (select c.id, c.last_sequence from conversations c where c.tenant_id = tenant and c.team_id = any(p_teams) limit 1001)
                union
                (select c.id, c.last_sequence from conversations c
                 where c.tenant_id = tenant and c.assignee_id = p_user and (p_team is null or c.team_id = p_team) limit 1001)
            ) f;
        end if;
        -- Of few conversations everything that was said is looked at, and nothing of the others, however often they have the words.
        if cardinality(few) <= 1000 and said <= 20000 then
            return query
            select i.id
            from conversation_items i
            cross join lateral (select p_width * (p_newest - (i.terms[1] >> 48)::int) as before) m
            where i.tenant_id = tenant and i.conversation_id = any(few) and m.before between 0 and cardinality(p_keys) - 1
                and i.terms @> p_keys[m.before + 1:m.before + p_every] and i.terms && p_keys[m.before + p_every + 1:m.before + p_width]
                and (p_kind is null or i.kind = p_kind)
                and (p_from is null or i.at >= p_from) and (p_until is null or i.at < p_until) and (p_after is null or (i.at, i.id) < (p_after_at, p_after))
                and (p_channel is null or (select c.channel_id = p_channel from conversations c where c.tenant_id = tenant and c.id = i.conversation_id))
            order by i.at desc, i.id desc
            limit p_limit;
            return;
        end if;
        -- Else month for month by the index, until there are enough.
        return query
        select hit.id
        from generate_series(0, cardinality(p_keys) - 1, p_width) before
        cross join lateral (
            select i.id
            from (
                -- Two ways, of which one is taken: a list is found in everything when nothing is asked for.
                select t.id, t.conversation_id, t.kind, t.at from conversation_items t
                where p_every > 0 and t.tenant_id = tenant
                    and t.terms @> p_keys[before + 1:before + p_every] and t.terms && p_keys[before + p_every + 1:before + p_width]
                union all
                select t.id, t.conversation_id, t.kind, t.at from conversation_items t
                where p_every = 0 and t.tenant_id = tenant and t.terms && p_keys[before + 1:before + p_width]
            ) i
            where (p_kind is null or i.kind = p_kind)
                and (p_from is null or i.at >= p_from) and (p_until is null or i.at < p_until) and (p_after is null or (i.at, i.id) < (p_after_at, p_after))
                and (p_teams is null and p_channel is null or (
                    select (p_teams is null or c.team_id = any(p_teams) or c.assignee_id = p_user and (p_team is null or c.team_id = p_team))
                        and (p_channel is null or c.channel_id = p_channel)
                    from conversations c where c.tenant_id = tenant and c.id = i.conversation_id
                ))
            order by i.at desc, i.id desc
            limit p_limit
        ) hit
        limit p_limit;
    end $$;

-- Contacts of the tenant that is set whose names have all of these keyed hashes, newest first. Those who have a word that many have are met among the
-- newest; those of a word that few have are fetched and put in order; any other is looked for ever further back, as far as it promises to be enough.
-- How many have them is tried and not guessed: names are not independent of each other, and whoever walks for two that nobody has both meets everybody.
create or replace function find_contacts(p_terms bigint[], p_after_at timestamptz, p_after uuid, p_limit int)
    returns setof uuid language plpgsql stable security definer set search_path = public, pg_temp
    set enable_seqscan = off set enable_sort = off
    as $$
    declare
        tenant constant uuid := current_tenant();
        first constant bigint := 3000;
        few constant int := 4000;
        -- So many of the first say how many more there should be.
        telling constant int := 12;
        walk constant text := $q$
            select array(
                select c.id
                from (
                    select id, name_terms from contacts
                    where tenant_id = $1 and ($3 is null or (created_at, id) < ($4, $3))
                    order by created_at desc, id desc
                    limit $5
                ) c
                where c.name_terms @> $2
                limit $6
            )
        $q$;
        next_place constant text := $q$
            select created_at, id from contacts
            where tenant_id = $1 and ($2 is null or (created_at, id) < ($3, $2))
            order by created_at desc, id desc
            offset $4 limit 1
        $q$;
        met uuid[];
        at timestamptz;
        place uuid;
        passed bigint := first;
        further bigint;
        until_at timestamptz;
        until uuid;
        fetched int;
        theirs uuid[];
    begin
        execute walk into met using tenant, p_terms, p_after, p_after_at, first, p_limit;
        if cardinality(met) < p_limit then
            execute next_place into at, place using tenant, p_after, p_after_at, first - 1;
        end if;
        if place is not null and cardinality(met) < telling then
            execute $q$
                select count(*), (array_agg(c.id order by c.created_at desc, c.id desc)
                    filter (where c.tenant_id = $1 and ($3 is null or (c.created_at, c.id) < ($4, $3))))[1:$5]
                from (select tenant_id, id, created_at from contacts where name_terms @> $2 limit $6) c
            $q$ into fetched, theirs using tenant, p_terms, p_after, p_after_at, p_limit, few;
            if fetched < few then
                return query select unnest(theirs);
                return;
            end if;
        end if;
        while place is not null and cardinality(met) < p_limit loop
            -- Half as far again as the rest should be, or four times as far as it was in vain.
            further := case when cardinality(met) < telling then passed * 4
                else greatest(passed * (p_limit - cardinality(met)) * 3 / 2 / cardinality(met), 100) end;
            execute next_place into until_at, until using tenant, place, at, further - 1;
            if further <= 2 * first then
                execute walk into theirs using tenant, p_terms, place, at, further, p_limit - cardinality(met);
            else
                -- Who is there and who is called so are marked by an index each, and who is marked twice is fetched. The planner, were it told the
                -- words, would take them for so rare that it fetches all of the latter.
                execute $q$
                    select array(
                        select c.id
                        from (
                            select id, created_at from contacts
                            where tenant_id = $1 and created_at <= $4 and created_at >= $6 and name_terms @> (select $2)
                            offset 0
                        ) c
                        where (c.created_at, c.id) < ($4, $3) and (c.created_at, c.id) >= ($6, $5)
                        order by c.created_at desc, c.id desc
                        limit $7
                    )
                $q$ into theirs using tenant, p_terms, place, at, coalesce(until, '00000000-0000-0000-0000-000000000000'),
                    coalesce(until_at, '-infinity'), p_limit - cardinality(met);
            end if;
            met := met || theirs;
            at := until_at;
            place := until;
            passed := passed + further;
        end loop;
        return query select unnest(met);
    end $$;

-- Whose identifiers these are, by their places among those that are asked for; in the tenant that is set. What the planner cannot know of it is
-- what this is for: it takes a company that is newer than the statistics for empty, and under the policies would read all of it for each.
create or replace function find_identifier_owners(p_kinds text[], p_lookups bytea[]) returns table (place int, contact_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select said.place::int, i.contact_id
        from unnest(p_kinds, p_lookups) with ordinality said (kind, lookup, place)
        cross join lateral (
            select x.contact_id from contact_identifiers x
            where x.tenant_id = (select current_tenant()) and x.kind = said.kind and x.lookup = said.lookup
            offset 0
        ) i
    $$;

-- Of these sessions the ones in force, and whether each works in this company at present.
create or replace function find_open_sessions(p_tenant uuid, p_sessions uuid[]) returns table (session_id uuid, is_here boolean)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select s.id, s.current_tenant_id = p_tenant
        from sessions s join users u on u.id = s.user_id and u.active
        where s.id = any(p_sessions) and s.ended_at is null
    $$;

do $$
declare f regprocedure;
begin
    for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
             where n.nspname = 'public' and p.prosecdef loop
        execute format('alter function %s owner to {lookup}', f);
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to {app}', f);
    end loop;
end $$;

revoke execute on function list_tenants(), list_second_factor_owners() from {app};
grant execute on function list_tenants(), list_second_factor_owners() to {worker};

revoke create on schema public from {lookup};
