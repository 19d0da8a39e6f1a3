using CleanApp.Application.Counter;
using CleanApp.Domain.Counter;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What the Counter module sees of the database, and what LINQ cannot say of it: locks, counters, lookups before the tenant is known.</summary>
internal sealed class CounterDb(AppDbContext db) : ICounterDb
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

    public Task<QueueTicket?> LockTicketAsync(Guid id, CancellationToken ct) =>
        QueueTickets.FromSql($"select * from queue_tickets where id = {id} for update").SingleOrDefaultAsync(ct);

    public async Task<QueueTicket?> LockNextTicketAsync(DateOnly businessDay, CancellationToken ct)
    {
        var free = await QueueTickets
            .FromSql(
                $"""
                select * from queue_tickets
                where tenant_id = {db.TenantContext!.TenantId} and business_day = {businessDay} and status = 'paid'
                order by rank desc, waiting_since, id
                limit 1
                for update skip locked
                """
            )
            .ToListAsync(ct);
        if (free.Count > 0)
            return free[0];

        // Skipped is not gone: whoever holds the last ones may let them go again (a transfer, a rollback).
        var last = await QueueTickets
            .FromSql(
                $"""
                select * from queue_tickets
                where tenant_id = {db.TenantContext!.TenantId} and business_day = {businessDay} and status = 'paid'
                order by rank desc, waiting_since, id
                limit 1
                for update
                """
            )
            .ToListAsync(ct);
        return last.SingleOrDefault();
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

    public async Task<(long Sequence, string ServiceName)> TakePanelSequenceAsync(Guid serviceId, CancellationToken ct)
    {
        var taken = await db
            .Database.SqlQuery<TakenSequence>(
                $"""
                with taken as (
                    insert into panel_sequences as s (tenant_id, last) values ({db.TenantContext!.TenantId}, 1)
                    on conflict (tenant_id) do update set last = s.last + 1
                    returning last
                )
                select taken.last as "Last", services.name as "Name" from taken, services where services.id = {serviceId}
                """
            )
            .ToListAsync(ct);
        return (taken[0].Last, taken[0].Name);
    }

    public Task LockTicketIdAsync(Guid id, CancellationToken ct) => db.LockAsync($"queue_ticket|{db.TenantContext!.TenantId}|{id}", ct);

    public Task<PrintJob?> LockPrintJobAsync(Guid id, CancellationToken ct) =>
        PrintJobs.FromSql($"select * from print_jobs where id = {id} for update").SingleOrDefaultAsync(ct);

    public Task LockPrinterAsync(Guid id, CancellationToken ct) => db.LockAsync($"printer|{db.TenantContext!.TenantId}|{id}", ct);

    public Task<PanelPairing?> LockPairingAsync(string code, CancellationToken ct) =>
        PanelPairings.FromSql($"select * from panel_pairings where code = {code} for update").SingleOrDefaultAsync(ct);

    public Task<Guid?> FindFollowedTicketTenantAsync(string followToken, CancellationToken ct) =>
        db.LookupAsync($"select find_followed_ticket_tenant({followToken}) as \"Value\"", ct);

    private sealed record TakenSequence(long Last, string Name);
}
