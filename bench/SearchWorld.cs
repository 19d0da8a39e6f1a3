using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Messages;
using CleanApp.Infrastructure.Persistence;
using CleanApp.Infrastructure.Persistence.Tenancy;
using CleanApp.Infrastructure.Security;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace CleanApp.Bench;

/// <summary>
/// A company that has talked to its customers for three years, each message sealed and indexed as the product does it, and the same words in
/// clear beside them. Two hundred of its conversations are a small team's, which one agent belongs to.
/// </summary>
internal sealed record SearchWorld(Company Lead, string AgentToken, Guid SmallTeam, int Messages, double MicrosecondsOfTerms, double KeysOfMessage)
{
    public const int EachConversation = 20;
    private const int OfSmallTeam = 200;
    private const int Vocabulary = 60_000;

    /// <summary>The word of a rank; that of twice the rank is said half as often.</summary>
    public static string Word(int rank)
    {
        // Ends that no rule takes off: what is counted is how often they are said.
        const string First = "bcdfglmnprstv";
        const string Vowels = "aeiou";
        var (word, rest) = ("", rank + 1);
        for (var i = 0; i < 3; i++, rest /= First.Length * Vowels.Length)
            word += $"{First[rest % First.Length]}{Vowels[rest / First.Length % Vowels.Length]}";
        return word + "x";
    }

    public static async Task<SearchWorld> BuildAsync(DatabaseOptions options, NpgsqlDataSource owner, HttpClient http, int messages)
    {
        var lead = await Company.RegisterAsync(http, "Três anos de conversas");
        async Task<JsonNode> PostAsync(string path, object body, string? token)
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            if (token is not null)
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await http.SendAsync(message);
            response.EnsureSuccessStatusCode();
            return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        }
        var channel = await PostAsync(
            "/api/v1/channels",
            new
            {
                name = "WhatsApp",
                phoneNumberId = "700000000000001",
                wabaId = "900000000000001",
                accessToken = "token-de-acesso",
                appSecret = "segredo-do-aplicativo",
            },
            lead.Token
        );
        var invite = await PostAsync("/api/v1/members/invites", new { role = "agent" }, lead.Token);
        var agent = await PostAsync(
            $"/api/v1/auth/invites/{invite["url"]!.ToString().Split('/')[^1]}/accept",
            new
            {
                name = "Agente",
                email = $"agente-{Guid.CreateVersion7():N}@empresa.example",
                password = "uma frase bem longa",
            },
            null
        );
        async Task<Guid> TeamAsync(string name, params string[] memberIds) =>
            Guid.Parse(
                (
                    await PostAsync(
                        "/api/v1/inbox/teams",
                        new
                        {
                            name,
                            memberIds,
                            channelIds = Array.Empty<string>(),
                        },
                        lead.Token
                    )
                )["id"]!.ToString()
            );
        var small = await TeamAsync("Pequena", agent["user"]!["id"]!.ToString());
        var large = await TeamAsync("Grande");
        await using var data = new DataSources(options);
        var tenant = new TenantContext();
        tenant.Enter(lead.Id);
        using var cache = new MemoryCache(new MemoryCacheOptions());
        var ring = KeyRing.Load(Suite.KeyFile, createWhenMissing: false, TimeProvider.System.GetUtcNow());
        var keys = await new PersonalVault(data, tenant, new SecretBox(ring), cache, TimeProvider.System).OpenAsync(CancellationToken.None);
        var (microseconds, average) = await FillAsync(owner, options, lead.Id, Guid.Parse(channel["id"]!.ToString()), small, large, keys, messages);
        return new SearchWorld(lead, agent["accessToken"]!.ToString(), small, messages, microseconds, average);
    }

    private static async Task<(double Microseconds, double Keys)> FillAsync(
        NpgsqlDataSource owner,
        DatabaseOptions options,
        Guid tenant,
        Guid channel,
        Guid small,
        Guid large,
        ICompanyKeys keys,
        int messages
    )
    {
        await using var connection = await owner.OpenConnectionAsync();
        async Task RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 1800 };
            await command.ExecuteNonQueryAsync();
        }
        await RunAsync(
            $"""
            set session_replication_role = replica;
            drop index ix_conversation_items_terms;
            create table said (tenant_id uuid not null, id uuid not null, conversation_id uuid not null, at timestamptz not null, words text not null,
                               primary key (tenant_id, id));
            select protect_tenant_table('said');
            grant select on said to {options.AppRole};
            """
        );
        var random = new Random(1);
        var since = TimeProvider.System.GetUtcNow().AddYears(-3);
        var between = (TimeProvider.System.GetUtcNow() - since) / messages;
        var conversations = Enumerable
            .Range(0, messages / EachConversation)
            .Select(i => (Id: Guid.CreateVersion7(since + between * i), Team: i % (messages / EachConversation / OfSmallTeam) == 0 ? small : large))
            .ToArray();
        await Copy.IntoAsync(
            connection,
            "conversations (tenant_id, id, channel_id, address_lookup, status, team_id, unread, last_sequence, last_message_at, preview_is_ours, created_at)",
            conversations,
            (row, c) =>
                row.Write(tenant)
                    .Write(c.Id)
                    .Write(channel)
                    .Write(c.Id.ToByteArray())
                    .Write("open")
                    .Write(c.Team)
                    .Write(0)
                    .Write(EachConversation)
                    .Write(since)
                    .Write(false)
                    .Write(since)
        );
        var (ticks, count) = (0L, 0L);
        const int AtOnce = 20_000;
        for (var begin = 0; begin < messages; begin += AtOnce)
        {
            var batch = Enumerable.Range(begin, Math.Min(AtOnce, messages - begin)).Select(n => New(n, random, since + between * n)).ToArray();
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            var terms = Array.ConvertAll(batch, m => keys.TermsOf(m.Words, m.At));
            ticks += System.Diagnostics.Stopwatch.GetTimestamp() - started;
            count += terms.Sum(t => t.LongLength);
            await Copy.IntoAsync(
                connection,
                "inbound_messages (tenant_id, id, channel_id, wamid_lookup, sender_lookup, kind, content, at, received_at)",
                batch,
                (row, m) =>
                    row.Write(tenant)
                        .Write(m.Id)
                        .Write(channel)
                        .Write(m.Id.ToByteArray())
                        .Write(Array.Empty<byte>())
                        .Write("text")
                        .Write(Seal(keys, m))
                        .Write(m.At)
                        .Write(m.At)
            );
            var i = 0;
            await Copy.IntoAsync(
                connection,
                "conversation_items (tenant_id, id, conversation_id, sequence, kind, message_id, at, terms)",
                batch,
                (row, m) =>
                    row.Write(tenant)
                        .Write(m.Item)
                        .Write(conversations[m.Conversation].Id)
                        .Write(m.Sequence)
                        .Write("received")
                        .Write(m.Id)
                        .Write(m.At)
                        .Write(terms[i++])
            );
            await Copy.IntoAsync(
                connection,
                "said (tenant_id, id, conversation_id, at, words)",
                batch,
                (row, m) => row.Write(tenant).Write(m.Item).Write(conversations[m.Conversation].Id).Write(m.At).Write(m.Words)
            );
        }
        await RunAsync(
            """
            create index ix_conversation_items_terms on conversation_items using gin (terms) with (gin_pending_list_limit = 64) where terms is not null;
            create index ix_said_newest on said (tenant_id, at desc, id desc);
            create table said_in_full as select tenant_id, id, conversation_id, at, to_tsvector('portuguese', words) as words from said;
            """
        );
        await RunAsync(
            $"""
            alter table said_in_full alter tenant_id set not null, alter id set not null, add primary key (tenant_id, id);
            select protect_tenant_table('said_in_full');
            grant select on said_in_full to {options.AppRole};
            create index ix_said_in_full_words on said_in_full using gin (words);
            create index ix_said_in_full_newest on said_in_full (tenant_id, at desc, id desc);
            set session_replication_role = origin;
            """
        );
        foreach (var table in new[] { "conversations", "conversation_items", "inbound_messages", "said", "said_in_full" })
            await RunAsync($"vacuum analyze {table}");
        return (ticks * 1e6 / System.Diagnostics.Stopwatch.Frequency / messages, (double)count / messages);
    }

    /// <summary>Some six words that count and as many that are everywhere; how often a word is said goes down with its rank.</summary>
    private static Said New(int number, Random random, DateTimeOffset at)
    {
        string[] everywhere = ["de", "a", "o", "que", "para", "com", "um", "e"];
        var words = new List<string>();
        for (var i = random.Next(2, 11); i > 0; i--)
        {
            words.Add(everywhere[random.Next(everywhere.Length)]);
            words.Add(Word((int)Math.Exp(random.NextDouble() * Math.Log(Vocabulary)) - 1));
        }
        // A conversation lasts some weeks, in which others go on beside it.
        const int Beside = 500;
        var (block, within) = (number / (Beside * EachConversation), number % (Beside * EachConversation));
        return new Said(
            Guid.CreateVersion7(at),
            Guid.CreateVersion7(at),
            block * Beside + within % Beside,
            within / Beside + 1,
            at,
            string.Join(' ', words)
        );
    }

    private static byte[] Seal(ICompanyKeys keys, Said message)
    {
        var raw = $$$"""{"from":"5511987654321","id":"wamid.x","timestamp":"1","type":"text","text":{"body":"{{{message.Words}}}"}}""";
        var content = new InboundContent(message.Words, "Ana", null, null, false, null, null, raw);
        return keys.Seal(JsonSerializer.Serialize(content, MessagePlaces.Json), MessagePlaces.InboundContent(message.Id));
    }

    private sealed record Said(Guid Id, Guid Item, int Conversation, int Sequence, DateTimeOffset At, string Words);
}
