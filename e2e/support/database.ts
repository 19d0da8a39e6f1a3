import { expect } from '@playwright/test';
import postgres from 'postgres';

/** Behind the product's back: what would take it hours to come to, or people weeks. */
export async function inDatabase(work: (sql: postgres.TransactionSql) => Promise<unknown>) {
  const sql = postgres(process.env.DATABASE_URL!, { max: 1 });
  try {
    await sql.begin(work);
  } finally {
    await sql.end();
  }
}

/** Open conversations, in a company that has had one, of whom nobody knows the name any more, a minute apart: half of them somebody's, all of them labelled. */
export const withMany = (channelId: string, labelId: string, count: number) =>
  inDatabase(async (sql) => {
    // Told to nobody one by one.
    await sql`set local session_replication_role = replica`;
    const labelled = await sql`
      with begun as (
        insert into conversations (tenant_id, id, channel_id, address_lookup, status, team_id, assignee_id, unread, last_sequence, last_message_at,
          waiting_since, preview_is_ours, created_at)
        select c.tenant_id, gen_random_uuid(), c.id, sha256(n::text::bytea), 'open', t.id, a.user_id, n % 3, 1, now() - n * interval '1 minute',
          case when a.user_id is null then null else now() end, n % 2 = 0, now()
        from channels c
        join teams t on t.tenant_id = c.tenant_id and t.is_everyone
        cross join generate_series(1, ${count}::int) n
        left join memberships a on a.tenant_id = c.tenant_id and n % 2 = 0
        where c.id = ${channelId}
        returning tenant_id, id
      )
      insert into conversation_labels (tenant_id, id, conversation_id, label_id)
      select tenant_id, gen_random_uuid(), id, ${labelId} from begun`;
    expect(labelled.count).toBe(count);
    await sql`analyze conversations`;
  });

/** As if nobody had attended to a conversation for this long; whoever follows it looks at once. */
export const unattendedFor = (conversationId: string, seconds: number) =>
  inDatabase(async (sql) => {
    await sql`
      update conversations set unattended_since = least(unattended_since, now() - ${seconds}::int * interval '1 second')
      where id = ${conversationId} and unattended_since is not null`;
    await sql`update work_items set run_at = now() where kind = 'inbox.follow_conversation' and subject_id = ${conversationId}`;
  });

/** What may still be taken back may be so for half a minute more: five seconds are enough for a person, not for a busy machine that loads a page. */
export const heldLonger = (conversationId: string) =>
  inDatabase(async (sql) => {
    const held = await sql`
      update held_replies set held_until = held_until + interval '30 seconds' where conversation_id = ${conversationId} and held_until > now() returning id`;
    expect(held.count).toBe(1);
    const id = held[0]!.id as string;
    await sql`update outbound_messages set held_until = held_until + interval '30 seconds' where id = ${id} and status = 'queued'`;
    await sql`update outbound_queue set not_before = not_before + interval '30 seconds' where id = ${id}`;
  });
