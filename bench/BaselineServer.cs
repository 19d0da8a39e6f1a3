using CleanApp.Application.Common;
using CleanApp.Bench.Inbox;
using CleanApp.Bench.Outbound;
using CleanApp.Infrastructure.Persistence;
using CleanApp.Infrastructure.Persistence.Tenancy;
using CleanApp.Infrastructure.Security;
using Npgsql;

namespace CleanApp.Bench;

/// <summary>
/// What a careful engineer writes without layers: minimal endpoints, Npgsql batches, the same tables, row-level security, role and
/// guarantees as the product, no sign-in, no validation, no error handling.
/// </summary>
internal static class BaselineServer
{
    private sealed record Named(Guid Id, string Name);

    private sealed record Money(string Value, string Currency);

    private sealed record Row(
        Guid Id,
        string Code,
        string Status,
        Named Service,
        Money Amount,
        short Priority,
        DateOnly BusinessDay,
        DateTime CreatedAt,
        DateTime? WaitingSince,
        Named? Desk,
        DateTime? CalledAt,
        int Calls,
        string? CancelReason,
        string FollowUrl
    );

    private sealed record Page(List<Row> Items, string? Next);

    private sealed record Called(Guid TicketId, string Code, Guid DeskId, string DeskName, string ServiceName, long Sequence, DateTime CalledAt);

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new DataSources(new DatabaseOptions { Url = builder.Configuration["DATABASE_URL"] }));
        // The seals, for what lies sealed in the same tables.
        builder.Services.AddMemoryCache();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(KeyRing.Load(builder.Configuration["Security:KeyFile"]!, true, TimeProvider.System.GetUtcNow()));
        builder.Services.AddSingleton<ISecretBox, SecretBox>();
        builder.Services.AddScoped<ITenantContext, TenantContext>();
        builder.Services.AddScoped<IPersonalVault, PersonalVault>();
        var app = builder.Build();
        app.MapGet("/health/ready", () => "ready");
        app.MapGet("/tickets", ListAsync);
        app.MapPost("/desks/{deskId:guid}/calls", CallNextAsync);
        app.MapGet("/talks/{talk:guid}/messages", RawInbox.PageAsync);
        app.MapPost("/talks/{talk:guid}/messages", RawInbox.AnswerAsync);
        var owner = new DatabaseOptions { Url = builder.Configuration["DATABASE_URL"] }.OwnerConnectionString();
        var data = NpgsqlDataSource.Create(owner + ";Pooling=true;Maximum Pool Size=16;Max Auto Prepare=16");
        app.MapPost("/webhooks", (HttpRequest request) => RawOutbound.StoreWebhookAsync(request, data));
        app.MapPost("/channels/{channel}/messages", (string channel, HttpRequest request) => RawEntry.TakeAsync(channel, request, data));
        app.MapPost("/statuses", (HttpRequest request) => RawEntry.FollowAsync(request, data));
        await app.RunAsync();
    }

    private static async Task<IResult> ListAsync(Guid tenant, DataSources data)
    {
        await using var batch = data.App.CreateBatch();
        batch.BatchCommands.Add(Tenant(tenant));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                select t.id, t.code, t.status, t.service_id, s.name, t.amount, t.priority, t.business_day, t.created_at, t.waiting_since,
                       t.desk_id, d.name, t.called_at, t.calls, t.cancel_reason, t.follow_token
                from queue_tickets t
                join services s on s.tenant_id = t.tenant_id and s.id = t.service_id
                left join desks d on d.tenant_id = t.tenant_id and d.id = t.desk_id
                order by t.created_at desc, t.id desc
                limit 51
                """
            )
        );
        var rows = new List<Row>(51);
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            rows.Add(
                new Row(
                    reader.GetGuid(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    new Named(reader.GetGuid(3), reader.GetString(4)),
                    new Money(reader.GetDecimal(5).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), "BRL"),
                    reader.GetInt16(6),
                    reader.GetFieldValue<DateOnly>(7),
                    reader.GetDateTime(8),
                    reader.IsDBNull(9) ? null : reader.GetDateTime(9),
                    reader.IsDBNull(10) ? null : new Named(reader.GetGuid(10), reader.GetString(11)),
                    reader.IsDBNull(12) ? null : reader.GetDateTime(12),
                    reader.GetInt32(13),
                    reader.IsDBNull(14) ? null : reader.GetString(14),
                    "http://localhost/fila/" + reader.GetString(15)
                )
            );
        var more = rows.Count > 50;
        if (more)
            rows.RemoveAt(50);
        return TypedResults.Ok(new Page(rows, more ? rows[^1].Id.ToString() : null));
    }

    private static async Task<IResult> CallNextAsync(Guid deskId, Guid tenant, Guid user, DateOnly day, DataSources data)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await using var connection = await data.App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var first = new NpgsqlBatch(connection, transaction);
        first.BatchCommands.Add(Tenant(tenant));
        first.BatchCommands.Add(new NpgsqlBatchCommand("select name from desks where id = $1 and active") { Parameters = { Value(deskId) } });
        first.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                select t.id, t.code, s.name from queue_tickets t
                join services s on s.tenant_id = t.tenant_id and s.id = t.service_id
                where t.tenant_id = $1 and t.business_day = $2 and t.status = 'paid'
                order by t.rank desc, t.waiting_since, t.id limit 1
                for update of t skip locked
                """
            )
            {
                Parameters = { Value(tenant), Value(day) },
            }
        );
        string deskName,
            code,
            serviceName;
        Guid ticketId;
        await using (var reader = await first.ExecuteReaderAsync())
        {
            await reader.NextResultAsync();
            if (!await reader.ReadAsync())
                return TypedResults.NotFound();
            deskName = reader.GetString(0);
            await reader.NextResultAsync();
            if (!await reader.ReadAsync())
                return TypedResults.NoContent();
            (ticketId, code, serviceName) = (reader.GetGuid(0), reader.GetString(1), reader.GetString(2));
        }
        await using var second = new NpgsqlBatch(connection, transaction);
        second.BatchCommands.Add(
            new NpgsqlBatchCommand(
                "update queue_tickets set status = 'called', desk_id = $2, called_at = $3, calls = calls + 1 where tenant_id = $4 and id = $1"
            )
            {
                Parameters = { Value(ticketId), Value(deskId), Value(now), Value(tenant) },
            }
        );
        second.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                insert into queue_ticket_transitions (tenant_id, id, ticket_id, action, "from", "to", at, by_user_id, desk_id)
                values ($1, $2, $3, 'call', 'paid', 'called', $4, $5, $6)
                """
            )
            {
                Parameters = { Value(tenant), Value(Guid.CreateVersion7()), Value(ticketId), Value(now), Value(user), Value(deskId) },
            }
        );
        second.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                insert into panel_calls (tenant_id, id, ticket_id, code, desk_id, desk_name, service_name, recall, called_at)
                values ($1, $2, $3, $4, $5, $6, $7, false, $8)
                returning sequence
                """
            )
            {
                Parameters =
                {
                    Value(tenant),
                    Value(Guid.CreateVersion7()),
                    Value(ticketId),
                    Value(code),
                    Value(deskId),
                    Value(deskName),
                    Value(serviceName),
                    Value(now),
                },
            }
        );
        var sequence = (long)(await second.ExecuteScalarAsync())!;
        await transaction.CommitAsync();
        return TypedResults.Ok(new Called(ticketId, code, deskId, deskName, serviceName, sequence, now));
    }

    internal static NpgsqlBatchCommand Tenant(Guid tenant) =>
        new("select set_config('app.tenant_id', $1, true)") { Parameters = { Value(tenant.ToString("D")) } };

    internal static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };
}
