using System.Globalization;
using System.Text;
using CleanApp.Application.Common;
using CleanApp.Application.Counter;
using CleanApp.Application.Counter.QueueTickets;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using CleanApp.Infrastructure.Persistence.Conventions;
using CleanApp.Infrastructure.Persistence.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What the Counter module sees of the database, and what LINQ cannot say of it: locks, counters, lookups before the tenant is known.</summary>
internal sealed class CounterDb(AppDbContext db, TenantReader reader) : ICounterDb
{
    public DbSet<Service> Services => db.Services;
    public DbSet<Desk> Desks => db.Desks;
    public DbSet<Printer> Printers => db.Printers;
    public DbSet<QueueTicket> QueueTickets => db.QueueTickets;
    public DbSet<QueueTicketTransition> QueueTicketTransitions => db.QueueTicketTransitions;
    public DbSet<Panel> Panels => db.Panels;
    public DbSet<PanelPairing> PanelPairings => db.PanelPairings;
    public DbSet<PanelCall> PanelCalls => db.PanelCalls;
    public DbSet<PrintJob> PrintJobs => db.PrintJobs;

    public Task<int> SaveChangesAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    private const string TicketRows = """
        select t.id, t.code, t.status, t.service_id, s.name, t.amount, t.priority, t.business_day, t.created_at, t.waiting_since,
               t.desk_id, d.name, t.called_at, t.calls, t.cancel_reason, t.follow_token, t.contact_id
        from queue_tickets t
        join services s on s.tenant_id = t.tenant_id and s.id = t.service_id
        left join desks d on d.tenant_id = t.tenant_id and d.id = t.desk_id
        where true
        """;

    public Task<List<QueueTicketRow>> ListNewestTicketsAsync(
        IReadOnlyList<QueueTicketStatus> status,
        Guid? serviceId,
        DateOnly? businessDay,
        IReadOnlyList<Guid>? contactIds,
        Cursor? after,
        int limit,
        CancellationToken ct
    )
    {
        var where = new StringBuilder();
        var values = new List<object>();
        string Value(object value)
        {
            values.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"${values.Count}");
        }

        // Equality keeps the index's order; a list of statuses would be sorted.
        var names = status.Select(s => $"'{EnumNames<QueueTicketStatus>.Of(s)}'");
        if (status.Count == 1)
            where.Append(" and t.status = ").Append(names.Single());
        else if (status.Count > 1)
            where.Append(" and t.status in (").AppendJoin(", ", names).Append(')');
        if (serviceId is { } service)
            where.Append(" and t.service_id = ").Append(Value(service));
        if (businessDay is { } day)
            where.Append(" and t.business_day = ").Append(Value(day));
        if (contactIds is not null)
            where.Append(" and t.contact_id = any(").Append(Value(contactIds.ToArray())).Append(')');
        if (after is { } last)
            where.Append(" and (t.created_at, t.id) < (").Append(Value(last.At)).Append(", ").Append(Value(last.Id)).Append(')');
        return ReadTicketsAsync(where.ToString(), "t.created_at desc, t.id desc", limit, values, ct);
    }

    public Task<List<QueueTicketRow>> ListNextTicketsAsync(DateOnly businessDay, int limit, CancellationToken ct) =>
        ReadTicketsAsync(" and t.business_day = $1 and t.status = 'paid'", "t.rank desc, t.waiting_since, t.id", limit, [businessDay], ct);

    /// <summary>
    /// The limit is written out and the tenant is left to row-level security: with either as a parameter PostgreSQL would find the plan for
    /// any value dear, because it must think of the largest, and plan anew at every execution.
    /// </summary>
    private Task<List<QueueTicketRow>> ReadTicketsAsync(string where, string order, int limit, List<object> values, CancellationToken ct) =>
        reader.ReadAsync(
            string.Create(CultureInfo.InvariantCulture, $"{TicketRows}{where} order by {order} limit {limit}"),
            values,
            row => new QueueTicketRow(
                row.GetGuid(0),
                row.GetString(1),
                EnumNames<QueueTicketStatus>.Parse(row.GetString(2)),
                row.GetGuid(3),
                row.GetString(4),
                new Money(row.GetDecimal(5), Money.Brl),
                row.GetInt16(6),
                row.GetFieldValue<DateOnly>(7),
                row.GetFieldValue<DateTimeOffset>(8),
                row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9),
                row.IsDBNull(10) ? null : row.GetGuid(10),
                row.IsDBNull(11) ? null : row.GetString(11),
                row.IsDBNull(12) ? null : row.GetFieldValue<DateTimeOffset>(12),
                row.GetInt32(13),
                row.IsDBNull(14) ? null : row.GetString(14),
                row.GetString(15),
                row.IsDBNull(16) ? null : row.GetGuid(16)
            ),
            ct
        );

    public Task<QueueTicket?> LockTicketAsync(Guid id, CancellationToken ct) =>
        QueueTickets.FromSql($"select * from queue_tickets where id = {id} for update").SingleOrDefaultAsync(ct);

    public async Task<QueueTicket?> LockNextTicketAsync(Guid deskId, DateOnly businessDay, CancellationToken ct)
    {
        // Skipped is not gone: whoever holds the last ones may let them go again (a transfer, a rollback).
        return await NextAsync("for update skip locked") ?? await NextAsync("for update");

        async Task<QueueTicket?> NextAsync(string locking)
        {
            var sql = $$"""
                select * from queue_tickets
                where tenant_id = {0} and business_day = {1} and status = 'paid'
                    and exists (select from desks where tenant_id = {0} and id = {2} and active)
                order by rank desc, waiting_since, id
                limit 1
                {{locking}}
                """;
            var found = await QueueTickets.FromSqlRaw(sql, db.TenantContext!.TenantId, businessDay, deskId).ToListAsync(ct);
            return found.SingleOrDefault();
        }
    }

    public Task<int> TakeTicketNumberAsync(Guid serviceId, DateOnly businessDay, CancellationToken ct) =>
        db.TakeAsync<int>(
            $"""
            insert into ticket_numbers as n (tenant_id, service_id, business_day, last)
            values ({db.TenantContext!.TenantId}, {serviceId}, {businessDay}, 1)
            on conflict (tenant_id, service_id, business_day) do update set last = n.last + 1
            returning last as "Value"
            """,
            ct
        );

    public async Task EraseReasonsAsync(Guid contactId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"update queue_tickets set cancel_reason = null where contact_id = {contactId} and cancel_reason is not null",
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update queue_ticket_transitions set reason = null
            where reason is not null and ticket_id in (select id from queue_tickets where contact_id = {contactId})
            """,
            ct
        );
    }

    public Task LockTicketIdAsync(Guid id, CancellationToken ct) => db.LockAsync($"queue_ticket|{db.TenantContext!.TenantId}|{id}", ct);

    public Task<PrintJob?> LockPrintJobAsync(Guid id, CancellationToken ct) =>
        PrintJobs.FromSql($"select * from print_jobs where id = {id} for update").SingleOrDefaultAsync(ct);

    public Task LockPrinterAsync(Guid id, CancellationToken ct) => db.LockAsync($"printer|{db.TenantContext!.TenantId}|{id}", ct);

    public Task<PanelPairing?> LockPairingAsync(string code, CancellationToken ct) =>
        PanelPairings.FromSql($"select * from panel_pairings where code = {code} for update").SingleOrDefaultAsync(ct);

    public Task<Guid?> FindFollowedTicketTenantAsync(string followToken, CancellationToken ct) =>
        db.LookupAsync($"select find_followed_ticket_tenant({followToken}) as \"Value\"", ct);
}
