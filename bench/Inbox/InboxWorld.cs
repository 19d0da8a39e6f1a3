using System.Globalization;
using System.Text.Json;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.People.Contacts;
using CleanApp.Bench.Outbound;
using CleanApp.Domain.Channels;
using Npgsql;

namespace CleanApp.Bench.Inbox;

/// <summary>Somebody who answers.</summary>
/// <param name="Place">Of their company among all.</param>
/// <param name="Leads">Sees all of the company; the others are of the team that has half of it.</param>
internal sealed record Agent(int Place, Guid UserId, string Email, bool Leads)
{
    public string Token { get; set; } = "";
}

/// <summary>A conversation.</summary>
/// <param name="Number">In its company, the newest first.</param>
internal sealed record Talk(Guid Id, int Number, Guid ContactId, string Telephone, byte[] Lookup, int Messages);

/// <param name="Active">Companies with people at their screens.</param>
internal sealed record Size(int Messages, int Conversations, int Companies, int Active)
{
    public const int Screens = 200;

    /// <summary>Of an active company, those that are read and answered: one page long and more.</summary>
    public const int Read = 20;
    private const int MessagesOfRead = 60;

    public int Each => Conversations / Companies;

    public int MessagesOf(int place, int number)
    {
        if (place < Active && number < Read)
            return MessagesOfRead;
        var (rest, among) = (Messages - Active * Read * MessagesOfRead, Conversations - Active * Read);
        // What does not come out even goes to the first ones of all.
        var before = place < Active ? place * (Each - Read) + number - Read : Active * (Each - Read) + (place - Active) * Each + number;
        return rest / among + (before < rest % among ? 1 : 0);
    }
}

/// <summary>
/// Companies with a number each, whose people have talked to their customers for some months. Names, telephones, beginnings and texts are
/// sealed one by one, as the product does it; what no screen shows (the addresses on messages, Meta's ids) are bytes of the same length.
/// </summary>
internal sealed class InboxWorld(OutboundWorld outbound, NpgsqlDataSource owner, Size size)
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(10);
    private static readonly byte[] NeverOpened = new byte[48];

    public List<Agent> Agents { get; } = [];

    /// <summary>Of each active company those that are read.</summary>
    public Talk[][] Read { get; } = new Talk[size.Active][];

    public Number NumberOf(int place) => outbound.Numbers[place];

    /// <param name="passwordHash">Of the password that all have.</param>
    public async Task FillAsync(string passwordHash)
    {
        var last = -1;
        await Task.WhenAll(
            Enumerable
                .Range(0, Environment.ProcessorCount)
                .Select(async _ =>
                {
                    await using var connection = await owner.OpenConnectionAsync();
                    await using (var off = new NpgsqlCommand("set session_replication_role = replica", connection))
                        await off.ExecuteNonQueryAsync();
                    for (int place; (place = Interlocked.Increment(ref last)) < size.Companies; )
                        await FillAsync(connection, place, passwordHash);
                    await using var on = new NpgsqlCommand("set session_replication_role = origin", connection);
                    await on.ExecuteNonQueryAsync();
                })
        );
        await outbound.ExecuteAsync("vacuum analyze");
        await outbound.ExecuteAsync("checkpoint");
    }

    public async Task SignInAsync(HttpClient http)
    {
        foreach (var agent in Agents)
            agent.Token = await Company.SignInAsync(http, agent.Email);
    }

    private async Task FillAsync(NpgsqlConnection connection, int place, string passwordHash)
    {
        var number = NumberOf(place);
        var (tenant, keys) = (number.TenantId, number.Keys);
        var agents =
            place < size.Active
                ? Enumerable
                    .Range(0, Size.Screens / size.Active)
                    .Select(n => new Agent(
                        place,
                        Guid.CreateVersion7(),
                        string.Create(CultureInfo.InvariantCulture, $"agente-{place}-{n}@inbox.example"),
                        n == 0
                    ))
                    .ToArray()
                : [];
        lock (Agents)
            Agents.AddRange(agents);
        await Copy.IntoAsync(
            connection,
            "users (id, email, name, password_hash, token_version, active, created_at)",
            agents,
            (row, a) => row.Write(a.UserId).Write(a.Email).Write("Agente").Write(passwordHash).Write(0).Write(true).Write(Now)
        );
        await Copy.IntoAsync(
            connection,
            "memberships (tenant_id, id, user_id, role, active, created_at)",
            agents,
            (row, a) => row.Write(tenant).Write(Guid.CreateVersion7()).Write(a.UserId).Write(a.Leads ? "owner" : "agent").Write(true).Write(Now)
        );
        var teams = new[] { "Atendimento", "Vendas", "Financeiro" }.Select(name => (Id: Guid.CreateVersion7(), Name: name)).ToArray();
        await Copy.IntoAsync(
            connection,
            "teams (tenant_id, id, name, is_everyone, active, created_at)",
            teams,
            (row, t) => row.Write(tenant).Write(t.Id).Write(t.Name).Write(t == teams[0]).Write(true).Write(Now)
        );
        await Copy.IntoAsync(
            connection,
            "team_members (tenant_id, id, team_id, user_id)",
            agents.Where(a => !a.Leads),
            (row, a) => row.Write(tenant).Write(Guid.CreateVersion7()).Write(teams[1].Id).Write(a.UserId)
        );
        var talks = Enumerable.Range(0, size.Each).Select(n => New(number, place, n)).ToArray();
        await TalksAsync(connection, number, talks, teams.Select(t => t.Id).ToArray(), agents);
        var messages = talks.SelectMany(t => Enumerable.Range(1, t.Messages).Select(s => (Talk: t, Sequence: s))).ToList();
        await MessagesAsync(connection, number, messages, agents);
        if (place >= size.Active)
            return;
        Read[place] = talks[..Size.Read];
        await SalesAsync(connection, tenant, agents);
    }

    /// <summary>What their dashboard counts: two thousand leads of a year, every fifth an opportunity, every third of those won.</summary>
    private static async Task SalesAsync(NpgsqlConnection connection, Guid tenant, Agent[] agents)
    {
        await using var command = new NpgsqlCommand(
            """
            with pipeline as (
                insert into pipelines (tenant_id, id, name, position, active, created_at)
                values ($1, gen_random_uuid(), 'Vendas', 0, true, now()) returning id
            ), first as (
                insert into pipeline_stages (tenant_id, id, pipeline_id, name, position, probability, active, created_at)
                select $1, gen_random_uuid(), id, 'Novo', 0, 10, true, now() from pipeline returning id, pipeline_id
            ), told as materialized (
                select n, gen_random_uuid() as sale_id, now() - n * interval '4 hours' as at from generate_series(1, 2000) n
            ), sold as (
                insert into opportunities (tenant_id, id, pipeline_id, stage_id, title, amount, owner_id, status, order_key, stage_since, version,
                    last_sequence, created_at, updated_at, closed_at, source, lead_at)
                select $1, sale_id, pipeline_id, first.id, ''::bytea, n, ($2)[1 + n % 2], case when n % 15 = 0 then 'won' else 'open' end,
                    'a' || lpad(n::text, 8, '0'), at, 1, 1, at, at, case when n % 15 = 0 then least(now(), at + interval '3 days') end, 'whatsapp', at
                from first, told where n % 5 = 0
            )
            insert into leads (tenant_id, id, contact_id, source, status, owner_id, score, rated_by, erased, last_sequence, created_at, updated_at,
                closed_at, opportunity_id)
            select $1, gen_random_uuid(), gen_random_uuid(), 'whatsapp', case when n % 5 = 0 then 'converted' else 'working' end, ($2)[1 + n % 2], 10, 0,
                false, 1, at, at, case when n % 5 = 0 then at end, case when n % 5 = 0 then sale_id end
            from told
            """,
            connection
        );
        command.Parameters.Add(new NpgsqlParameter { Value = tenant });
        command.Parameters.Add(new NpgsqlParameter { Value = agents.Select(a => a.UserId).ToArray() });
        await command.ExecuteNonQueryAsync();
        await using var rebuild = new NpgsqlCommand("select rebuild_sales_figures($1)", connection);
        rebuild.Parameters.Add(new NpgsqlParameter { Value = tenant });
        await rebuild.ExecuteNonQueryAsync();
    }

    private Talk New(Number number, int place, int n)
    {
        var telephone = string.Create(CultureInfo.InvariantCulture, $"+55119{10_000_000 + n}");
        var id = Guid.CreateVersion7(Now - Between * n);
        return new Talk(
            id,
            n,
            Guid.CreateVersion7(Now - Between * n),
            telephone,
            number.Keys.Index("channel_address", telephone),
            size.MessagesOf(place, n)
        );
    }

    private static async Task TalksAsync(NpgsqlConnection connection, Number number, Talk[] talks, Guid[] teams, Agent[] agents)
    {
        var (tenant, keys) = (number.TenantId, number.Keys);
        await Copy.IntoAsync(
            connection,
            "contacts (tenant_id, id, name, created_at, changed_at)",
            talks,
            (row, t) =>
                row.Write(tenant).Write(t.ContactId).Write(keys.SealName(t.ContactId, $"Cliente {t.Number}")).Write(AtOf(t, 1)).Write(AtOf(t, 1))
        );
        await Copy.IntoAsync(
            connection,
            "contact_identifiers (tenant_id, id, contact_id, kind, value, lookup, created_at)",
            talks.Select(t => (Talk: t, Id: Guid.CreateVersion7())),
            (row, i) =>
                row.Write(tenant)
                    .Write(i.Id)
                    .Write(i.Talk.ContactId)
                    .Write("phone")
                    .Write(keys.Seal(i.Talk.Telephone, new(Identifiers.Table, "value", i.Id)))
                    .Write(keys.Index("phone", i.Talk.Telephone))
                    .Write(AtOf(i.Talk, 1))
        );
        await Copy.IntoAsync(
            connection,
            "channel_windows (tenant_id, id, channel_id, recipient_lookup, contact_id, last_inbound_at)",
            talks,
            (row, t) => row.Write(tenant).Write(Guid.CreateVersion7()).Write(number.ChannelId).Write(t.Lookup).Write(t.ContactId).Write(Now)
        );
        await Copy.IntoAsync(
            connection,
            """
            conversations (tenant_id, id, channel_id, contact_id, address, address_lookup, status, team_id, assignee_id, unread, last_sequence,
                last_message_at, preview, preview_is_ours, created_at, resolved_at)
            """,
            talks,
            (row, t) =>
            {
                // A quarter is open; of four one is everybody's, two the agents' team's, one another team's.
                var isOpen = t.Number < talks.Length / 4;
                Guid? assignee = agents.Length == 0 || t.Number % 3 == 0 ? null : agents[t.Number % agents.Length].UserId;
                row.Write(tenant)
                    .Write(t.Id)
                    .Write(number.ChannelId)
                    .Write(t.ContactId)
                    .Write(keys.Seal(t.Telephone, InboxPlaces.Address(t.Id)))
                    .Write(t.Lookup)
                    .Write(isOpen ? "open" : "resolved")
                    .Write(teams[new[] { 0, 1, 1, 2 }[t.Number % 4]])
                    .Write(assignee)
                    .Write(0)
                    .Write(t.Messages)
                    .Write(AtOf(t, t.Messages))
                    .Write(keys.SealPreview(t.Id, "text", TextOf(t, t.Messages)))
                    .Write(t.Messages % 2 == 0)
                    .Write(AtOf(t, 1))
                    .Write(isOpen ? null : (DateTimeOffset?)AtOf(t, t.Messages));
            }
        );
    }

    private static async Task MessagesAsync(NpgsqlConnection connection, Number number, List<(Talk Talk, int Sequence)> messages, Agent[] agents)
    {
        var (tenant, keys) = (number.TenantId, number.Keys);
        var rows = messages.ConvertAll(m => (m.Talk, m.Sequence, Id: Guid.CreateVersion7(AtOf(m.Talk, m.Sequence)), At: AtOf(m.Talk, m.Sequence)));
        await Copy.IntoAsync(
            connection,
            "inbound_messages (tenant_id, id, channel_id, wamid, wamid_lookup, contact_id, sender, sender_lookup, kind, content, at, received_at)",
            rows.Where(m => IsTheirs(m.Sequence)),
            (row, m) =>
            {
                var text = TextOf(m.Talk, m.Sequence);
                var raw = $$$"""{"from":"5511987654321","id":"wamid.x","timestamp":"1","type":"text","text":{"body":"{{{text}}}"}}""";
                var content = new InboundContent(text, "Ana", null, null, false, null, null, raw);
                row.Write(tenant)
                    .Write(m.Id)
                    .Write(number.ChannelId)
                    .Write(NeverOpened)
                    .Write(m.Id.ToByteArray())
                    .Write(m.Talk.ContactId)
                    .Write(NeverOpened)
                    .Write(m.Talk.Lookup)
                    .Write("text")
                    .Write(keys.Seal(JsonSerializer.Serialize(content, MessagePlaces.Json), MessagePlaces.InboundContent(m.Id)))
                    .Write(m.At)
                    .Write(m.At);
            }
        );
        await Copy.IntoAsync(
            connection,
            """
            outbound_messages (tenant_id, id, channel_id, contact_id, recipient, recipient_lookup, type, content, class, needs_open_window, status,
                status_at, possible_duplicate, wamid, wamid_lookup, created_at, attempts, created_by)
            """,
            rows.Where(m => !IsTheirs(m.Sequence)),
            (row, m) =>
                row.Write(tenant)
                    .Write(m.Id)
                    .Write(number.ChannelId)
                    .Write(m.Talk.ContactId)
                    .Write(NeverOpened)
                    .Write(m.Talk.Lookup)
                    .Write("text")
                    .Write(
                        keys.Seal(
                            JsonSerializer.Serialize<MessageContent>(new TextContent(TextOf(m.Talk, m.Sequence)), MessagePlaces.Json),
                            MessagePlaces.Content(m.Id)
                        )
                    )
                    .Write("reply")
                    .Write(true)
                    .Write("read")
                    .Write(m.At)
                    .Write(false)
                    .Write(NeverOpened)
                    .Write(m.Id.ToByteArray())
                    .Write(m.At)
                    .Write(1)
                    .Write(AuthorOf(m.Sequence, agents))
        );
        await Copy.IntoAsync(
            connection,
            "conversation_items (tenant_id, id, conversation_id, sequence, kind, message_id, author_id, at, terms)",
            rows,
            (row, m) =>
                row.Write(tenant)
                    .Write(Guid.CreateVersion7(m.At))
                    .Write(m.Talk.Id)
                    .Write(m.Sequence)
                    .Write(IsTheirs(m.Sequence) ? "received" : "sent")
                    .Write(m.Id)
                    .Write(IsTheirs(m.Sequence) ? null : AuthorOf(m.Sequence, agents))
                    .Write(m.At)
                    .Write(Array.Empty<long>())
        );
    }

    public static bool IsTheirs(int sequence) => sequence % 2 == 1;

    public static Guid? AuthorOf(int sequence, Agent[] agents) => agents.Length == 0 ? null : agents[sequence / 2 % agents.Length].UserId;

    private static string TextOf(Talk talk, int sequence) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Bom dia! O pedido {talk.Number}-{sequence} já saiu para entrega? Preciso dele ainda hoje, por favor."
        );

    private static DateTimeOffset AtOf(Talk talk, int sequence) => Now - Between * talk.Number - TimeSpan.FromMinutes(talk.Messages - sequence);
}
