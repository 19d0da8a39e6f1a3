using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using CleanApp.Api.Host;
using CleanApp.Application.Channels.Accounts;
using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Sending;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace CleanApp.Bench.Outbound;

/// <summary>A company with one number.</summary>
internal sealed record Number(Guid TenantId, Guid ChannelId, string PhoneNumberId, string WebhookToken, ICompanyKeys Keys);

/// <summary>Companies with a number each at the sandbox's WhatsApp, and messages that wait in their queues, sealed as the product seals them.</summary>
internal sealed class OutboundWorld : IAsyncDisposable
{
    public const string AppSecret = "outbound-app-secret";
    private const string Token = "outbound-access-token";
    private const long FirstId = 700_000_000_000;

    private readonly Process _sandbox;
    private readonly WebApplication _product;
    private readonly NpgsqlDataSource _owner;
    private int _customers;

    private OutboundWorld(Process sandbox, string sandboxUrl, WebApplication product, NpgsqlDataSource owner)
    {
        (_sandbox, SandboxUrl, _product, _owner) = (sandbox, sandboxUrl, product, owner);
    }

    public string SandboxUrl { get; }
    public List<Number> Numbers { get; } = [];
    public string GraphUrl => $"{SandboxUrl}/graph";

    public static async Task<OutboundWorld> StartAsync(NpgsqlDataSource owner, int numbers)
    {
        var folder = Directory.CreateTempSubdirectory("cleanapp-bench-").FullName;
        var (port, printer) = (Reconciliation.FreePort(), Reconciliation.FreePort());
        var sandbox = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Path.GetFullPath("../../../../sandbox/bin/Release/net10.0/CleanApp.Sandbox.dll", AppContext.BaseDirectory)]
            )
            {
                Environment =
                {
                    ["SANDBOX_PORT"] = port,
                    ["PRINTER_PORT"] = printer,
                    ["MAIL_PORT"] = "0",
                    ["SANDBOX_DATA"] = folder,
                },
                RedirectStandardOutput = true,
            }
        )!;
        await sandbox.StandardOutput.ReadLineAsync();
        var url = $"http://localhost:{port}";
        // Its services only, to seal with: it neither serves nor works.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Development" }
        );
        builder.Configuration["Security:KeyFile"] = Suite.KeyFile;
        builder.Configuration["Sandbox:MetaUrl"] = $"{url}/graph";
        CleanAppHost.AddServices(builder);
        var world = new OutboundWorld(sandbox, url, builder.Build(), owner);
        await world.ConnectAsync(numbers);
        return world;
    }

    private async Task ConnectAsync(int count)
    {
#pragma warning disable RS0030 // The sandbox's controls are this process's own.
        using var http = new HttpClient();
#pragma warning restore RS0030
        using var answer = await http.PostAsJsonAsync(
            $"{SandboxUrl}/sandbox/meta/numbers/bulk",
            new
            {
                firstId = FirstId.ToString(CultureInfo.InvariantCulture),
                count,
                token = Token,
                appSecret = AppSecret,
                throughput = 0,
                pairBurst = 0,
                windowAlwaysOpen = true,
                record = false,
                displayPhoneNumber = "+5511900000001",
            }
        );
        answer.EnsureSuccessStatusCode();
        for (var i = 0; i < count; i++)
        {
            var tenantId = Guid.CreateVersion7();
            await ExecuteAsync(
                "insert into tenants (id, name, time_zone, business_day_cutoff, created_at) values ($1, $2, 'America/Sao_Paulo', '00:00', now())",
                tenantId,
                $"Empresa {i}"
            );
            Numbers.Add(await ConnectAsync(tenantId, FirstId + i));
        }
    }

    /// <summary>A number of one more company, of which the sandbox needs to know only if something is sent.</summary>
    public async Task<Number> ConnectAsync(Guid tenantId, long id)
    {
        await using var scope = _product.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(tenantId);
        var secrets = scope.ServiceProvider.GetRequiredService<ChannelSecrets>();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var phoneNumberId = id.ToString(CultureInfo.InvariantCulture);
        var channel = Channel.Connect(Guid.CreateVersion7(), phoneNumberId, $"outbound-{tenantId:N}", TimeProvider.System.GetUtcNow());
        channel.Change("WhatsApp", GraphUrl, "v24.0", "9" + phoneNumberId);
        channel.SetAccessToken(secrets.SealToken(channel, Token));
        channel.SetAppSecret(secrets.SealAppSecret(channel, AppSecret), keepOld: null);
        channel.SetVerifyToken(secrets.SealVerifyToken(channel, "verify"));
        db.Channels.Add(channel);
        db.ChannelSenders.Add(ChannelSender.Of(channel.Id, TimeProvider.System.GetUtcNow()));
        db.ChannelReaders.Add(ChannelReader.Of(channel.Id));
        await db.SaveChangesAsync();
        var keys = await scope.ServiceProvider.GetRequiredService<IPersonalVault>().OpenAsync(CancellationToken.None);
        return new Number(tenantId, channel.Id, phoneNumberId, channel.WebhookToken, keys);
    }

    /// <summary>Messages to customers who have not been written to, spread over the first so many numbers; due at once, when this commits.</summary>
    public async Task<Guid[]> QueueAsync(int messages, int numbers)
    {
        await using var connection = await _owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var rows = new List<(Number Number, Guid Id, byte[] Recipient, byte[] Lookup, byte[] Content)>(messages);
        for (var i = 0; i < messages; i++)
        {
            var number = Numbers[i % numbers];
            var id = Guid.CreateVersion7();
            var to = string.Create(CultureInfo.InvariantCulture, $"+5511{900_000_000 + _customers++}");
            var content = JsonSerializer.Serialize<MessageContent>(new TextContent($"Pedido {i} saiu para entrega"), MessagePlaces.Json);
            rows.Add(
                (
                    number,
                    id,
                    number.Keys.Seal(to, MessagePlaces.Recipient(id)),
                    number.Keys.Index("channel_address", to),
                    number.Keys.Seal(content, MessagePlaces.Content(id))
                )
            );
        }
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await OpenWindowsAsync(connection, rows.Select(row => (row.Number, row.Lookup)));
        await using (
            var copy = await connection.BeginBinaryImportAsync(
                """
                copy outbound_messages (tenant_id, id, channel_id, recipient, recipient_lookup, type, content, class, needs_open_window, status, status_at,
                    possible_duplicate, created_at, attempts) from stdin (format binary)
                """
            )
        )
        {
            foreach (var row in rows)
                await copy.WriteRowAsync(
                    default,
                    row.Number.TenantId,
                    row.Id,
                    row.Number.ChannelId,
                    row.Recipient,
                    row.Lookup,
                    "text",
                    row.Content,
                    "reply",
                    true,
                    "queued",
                    now,
                    false,
                    now,
                    0
                );
            await copy.CompleteAsync();
        }
        await using (
            var queue = await connection.BeginBinaryImportAsync(
                "copy outbound_queue (tenant_id, id, channel_id, lane, not_before, recipient_lookup) from stdin (format binary)"
            )
        )
        {
            foreach (var row in rows)
            {
                await queue.StartRowAsync();
                await queue.WriteAsync(row.Number.TenantId);
                await queue.WriteAsync(row.Id);
                await queue.WriteAsync(row.Number.ChannelId);
                await queue.WriteAsync((short)0, NpgsqlDbType.Smallint);
                await queue.WriteAsync(now);
                await queue.WriteAsync(row.Lookup);
            }
            await queue.CompleteAsync();
        }
        await transaction.CommitAsync();
        return [.. rows.Select(row => row.Id)];
    }

    /// <summary>These may be written to freely, for a day.</summary>
    public async Task OpenWindowsAsync(Number number, IEnumerable<string> telephones)
    {
        await using var connection = await _owner.OpenConnectionAsync();
        await OpenWindowsAsync(connection, telephones.Select(telephone => (number, number.Keys.Index("channel_address", telephone))));
    }

    private static async Task OpenWindowsAsync(NpgsqlConnection connection, IEnumerable<(Number Number, byte[] Lookup)> customers)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await using var windows = await connection.BeginBinaryImportAsync(
            "copy channel_windows (tenant_id, id, channel_id, recipient_lookup, last_inbound_at) from stdin (format binary)"
        );
        foreach (var (number, lookup) in customers)
            await windows.WriteRowAsync(default, number.TenantId, Guid.CreateVersion7(), number.ChannelId, lookup, now);
        await windows.CompleteAsync();
    }

    /// <summary>Of messages that were sent: whose they are, Meta's id, and what Meta was given to say with every status.</summary>
    public async Task<List<(Number Number, string Wamid, string Key)>> SentAsync(Guid[] messages)
    {
        var numbers = Numbers.ToDictionary(n => n.ChannelId);
        var attemptKeys = _product.Services.CreateScope().ServiceProvider.GetRequiredService<AttemptKeys>();
        await using var command = _owner.CreateCommand(
            """
            select m.channel_id, m.id, m.wamid, a.id from outbound_messages m
            join send_attempts a on a.tenant_id = m.tenant_id and a.message_id = m.id where m.id = any($1) and m.wamid is not null
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = messages });
        var sent = new List<(Number, string, string)>(messages.Length);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var number = numbers[reader.GetGuid(0)];
            var wamid = number.Keys.Open(reader.GetFieldValue<byte[]>(2), MessagePlaces.Wamid(reader.GetGuid(1)));
            sent.Add((number, wamid, attemptKeys.Of(reader.GetGuid(3))));
        }
        return sent;
    }

    /// <summary>So many for the same numbers, an hour from now; without the messages, which nobody asks for until then.</summary>
    public async Task PlanAsync(int count)
    {
        await ExecuteAsync(
            $"""
            set session_replication_role = replica;
            insert into outbound_queue (tenant_id, id, channel_id, lane, not_before, recipient_lookup)
            select c.tenant_id, gen_random_uuid(), c.id, 2, now() + interval '1 hour' + n * interval '1 millisecond', uuid_send(gen_random_uuid())
            from channels c, generate_series(1, {(count / Numbers.Count).ToString(CultureInfo.InvariantCulture)}) n;
            set session_replication_role = origin
            """
        );
        await ExecuteAsync("vacuum analyze outbound_queue");
    }

    /// <summary>How long WhatsApp takes to answer, over what it takes anyway.</summary>
    public async Task DelayAsync(int milliseconds)
    {
#pragma warning disable RS0030 // The sandbox's controls are this process's own.
        using var http = new HttpClient();
#pragma warning restore RS0030
        using var answer = await http.PutAsJsonAsync(
            $"{SandboxUrl}/sandbox/meta/faults",
            new { answers = milliseconds == 0 ? [] : new[] { new { match = new { call = "messages" }, delayMs = milliseconds } } }
        );
        answer.EnsureSuccessStatusCode();
    }

    public async Task<T> AskAsync<T>(string sql, params object[] values)
    {
        await using var command = _owner.CreateCommand(sql);
        command.CommandTimeout = 600;
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = _owner.CreateCommand(sql);
        command.CommandTimeout = 1200;
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    /// <returns>How long it takes until the query says true.</returns>
    public async Task<TimeSpan> UntilAsync(string sql, TimeSpan atMost)
    {
        var watch = Stopwatch.StartNew();
        while (!await AskAsync<bool>(sql))
        {
            if (watch.Elapsed > atMost)
                throw new TimeoutException($"Not within {atMost.TotalSeconds:0} s: {sql}");
            // Asking costs the server a look at everything that is gone by now.
            await Task.Delay(100);
        }
        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        _sandbox.Kill();
        _sandbox.Dispose();
        await _product.DisposeAsync();
    }
}
