import type { Company } from './company.ts';
import { inDatabase } from './database.ts';
import { firstPipeline } from './sales.ts';

/** What a shop tries, wins and loses in four months, of people of whom nothing is known; the last of it today. */
export async function withHistory(company: Company, seller: Company) {
  const { id: pipelineId, stages } = await firstPipeline(company);
  const reason = (await company.get('/api/v1/sales/loss-reasons')).items[0].id as string;
  const [mine, theirs] = [(await company.get('/api/v1/me')).user.id as string, (await seller.get('/api/v1/me')).user.id as string];
  const stageIds = stages.map(({ id }) => id);
  const tenantId = (await company.get('/api/v1/tenant')).id as string;
  await inDatabase(async (sql) => {
    // Without people, behind the product's back; its figures are put down by what is there then.
    await sql`set local session_replication_role = replica`;
    await sql`
      create temp table told on commit drop as
      select n, gen_random_uuid() as lead_id, gen_random_uuid() as id, now() - (6 * n + n * n / 40) * interval '1 hour' as at,
        (array['whatsapp', 'whatsapp', 'whatsapp', 'recommendation', 'recommendation', 'visit', 'advertisement'])[1 + n * 7 % 11 % 7] as source,
        case when n % 9 = 0 then null when n % 5 < 3 then ${mine}::uuid else ${theirs}::uuid end as owner_id,
        n % 5 < 2 as converted, (array['won', 'won', 'lost', 'open', 'open'])[1 + n % 7 % 5] as status,
        (120 + n * 37 % 900)::numeric(12, 2) as amount, (array[120, 900, 4000, 30000, 200000])[1 + n * 3 % 7 % 5] as waited,
        now() - (6 * n + n * n / 40) * interval '1 hour' + (n % 13) * interval '1 day' as closed_at
      from generate_series(0, 220) n`;
    await sql`update told set status = 'open' where closed_at > now()`;
    await sql`
      insert into opportunities (tenant_id, id, pipeline_id, stage_id, owner_id, status, loss_reason_id, amount, order_key, stage_since, version,
        last_sequence, created_at, updated_at, closed_at, source, lead_at)
      select ${tenantId}, id, ${pipelineId}, (${stageIds}::uuid[])[case status when 'won' then 4 else 1 + n % 11 % 4 end], owner_id, status,
        case status when 'lost' then ${reason}::uuid end, amount, 'a' || lpad(n::text, 6, '0'), at, 1, 1, at, at,
        case when status <> 'open' then closed_at end, source, at
      from told where converted`;
    await sql`
      insert into leads (tenant_id, id, contact_id, source, status, owner_id, score, rated_by, erased, last_sequence, created_at, updated_at, closed_at,
        opportunity_id, answered_in)
      select ${tenantId}, lead_id, gen_random_uuid(), source, case when converted then 'converted' when n % 5 = 2 then 'qualified' else 'working' end,
        owner_id, 40, 0, false, 1, at, at, case when converted then at end, case when converted then id end, case when source = 'whatsapp' then waited end
      from told`;
    await sql`
      insert into proposals (tenant_id, id, number, opportunity_id, current, last_version, edition, erased, created_at, updated_at)
      select ${tenantId}, lead_id, 1 + n, id, 1, 1, 1, false, at, at from told where converted and n % 3 < 2`;
    await sql`
      insert into proposal_versions (tenant_id, id, proposal_id, version, status, subtotal, discount, tax, total, validity_days, valid_until, expires_at,
        token_hash, content_hash, via, sent_at, sent_by_id, decided_at, created_at, pipeline_id, owner_id, source)
      select ${tenantId}, gen_random_uuid(), lead_id, 1, case status when 'won' then 'accepted' when 'lost' then 'refused' else 'sent' end, amount, 0, 0,
        amount, 10, at + interval '90 days', at + interval '90 days', encode(sha256(lead_id::text::bytea), 'hex'),
        encode(sha256(lead_id::text::bytea), 'hex'), 'link', at, ${mine}, case when status <> 'open' then closed_at end, at, ${pipelineId}, owner_id, source
      from told where converted and n % 3 < 2`;
    await sql`
      insert into proposal_settings (tenant_id, id, validity_days, last_number, changed_at)
      values (${tenantId}, ${tenantId}, 15, 221, now())`;
    await sql`set local session_replication_role = origin`;
    await sql`select rebuild_sales_figures(${tenantId})`;
  });
}
