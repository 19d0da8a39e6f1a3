using CleanApp.Domain.Counter;
using CleanApp.Domain.Identity;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

// What LINQ cannot say: locks, counters, insert-or-ignore, and the lookups before the tenant is known.
public sealed partial class AppDbContext
{
    // ------------------------------------------------------------ Identity
    public Task<Guid?> FindUserIdByEmailAsync(string email, CancellationToken ct) =>
        LookupAsync($"select find_user_id_by_email({email}) as \"Value\"", ct);

    public Task<Guid?> FindRefreshTokenOwnerAsync(string tokenHash, CancellationToken ct) =>
        LookupAsync($"select find_refresh_token_owner({tokenHash}) as \"Value\"", ct);

    public Task<Guid?> FindInviteTenantAsync(string tokenHash, CancellationToken ct) =>
        LookupAsync($"select find_invite_tenant({tokenHash}) as \"Value\"", ct);

    public Task<RefreshToken?> LockRefreshTokenAsync(string tokenHash, CancellationToken ct) =>
        RefreshTokens.FromSql($"select * from refresh_tokens where token_hash = {tokenHash} for update").SingleOrDefaultAsync(ct);

    public Task LockMembershipsAsync(CancellationToken ct) => LockAsync($"memberships|{TenantContext!.TenantId}", ct);

    // ------------------------------------------------------------ Counter
    public Task<QueueTicket?> LockTicketAsync(Guid id, CancellationToken ct) =>
        QueueTickets.FromSql($"select * from queue_tickets where id = {id} for update").SingleOrDefaultAsync(ct);

    public async Task<QueueTicket?> LockNextTicketAsync(DateOnly businessDay, CancellationToken ct) =>
        (
            await QueueTickets
                .FromSql(
                    $"""
                    select * from queue_tickets
                    where tenant_id = {TenantContext!.TenantId} and business_day = {businessDay} and status = 'paid'
                    order by rank desc, waiting_since, id
                    limit 1
                    for update skip locked
                    """
                )
                .ToListAsync(ct)
        ).SingleOrDefault();

    public Task<int> TakeTicketNumberAsync(Guid serviceId, DateOnly businessDay, CancellationToken ct) =>
        TakeAsync<int>(
            $"""
            insert into ticket_numbers as n (tenant_id, service_id, business_day, last)
            values ({TenantContext!.TenantId}, {serviceId}, {businessDay}, 1)
            on conflict (tenant_id, service_id, business_day) do update set last = n.last + 1
            returning last as "Value"
            """,
            ct
        );

    public Task<long> TakePanelSequenceAsync(CancellationToken ct) =>
        TakeAsync<long>(
            $"""
            insert into panel_sequences as s (tenant_id, last) values ({TenantContext!.TenantId}, 1)
            on conflict (tenant_id) do update set last = s.last + 1
            returning last as "Value"
            """,
            ct
        );

    public Task LockTicketIdAsync(Guid id, CancellationToken ct) => LockAsync($"queue_ticket|{TenantContext!.TenantId}|{id}", ct);

    public Task<PrintJob?> LockPrintJobAsync(Guid id, CancellationToken ct) =>
        PrintJobs.FromSql($"select * from print_jobs where id = {id} for update").SingleOrDefaultAsync(ct);

    public Task<Guid?> FindFollowedTicketTenantAsync(string followToken, CancellationToken ct) =>
        LookupAsync($"select find_followed_ticket_tenant({followToken}) as \"Value\"", ct);

    // ------------------------------------------------------------ Payments
    public Task<Charge?> LockChargeAsync(Guid id, CancellationToken ct) =>
        Charges.FromSql($"select * from charges where id = {id} for update").SingleOrDefaultAsync(ct);

    public Task LockReferenceAsync(string referenceKind, Guid referenceId, CancellationToken ct) =>
        LockAsync($"charge|{TenantContext!.TenantId}|{referenceKind}|{referenceId}", ct);

    public async Task<bool> TryRecordAsync(Payment payment, CancellationToken ct) =>
        await Database.ExecuteSqlAsync(
            $"""
            insert into payments (tenant_id, id, end_to_end_id, txid, charge_id, amount, settled_at, recorded_at, unmatched)
            values ({TenantContext!.TenantId}, {payment.Id}, {payment.EndToEndId}, {payment.Txid}, {payment.ChargeId}, {payment.Amount.Amount},
                    {payment.SettledAt}, {payment.RecordedAt}, {(
                payment.Unmatched is { } reason ? Conventions.SnakeCase.Of(reason.ToString()) : null
            )})
            on conflict (tenant_id, end_to_end_id) do nothing
            """,
            ct
        ) == 1;

    public Task<Guid?> FindWebhookTenantAsync(string webhookToken, CancellationToken ct) =>
        LookupAsync($"select find_webhook_tenant({webhookToken}) as \"Value\"", ct);

    public Task<Guid?> FindPayPageTenantAsync(string payToken, CancellationToken ct) =>
        LookupAsync($"select find_pay_page_tenant({payToken}) as \"Value\"", ct);

    // ------------------------------------------------------------ Shared
    private async Task<Guid?> LookupAsync(FormattableString sql, CancellationToken ct) =>
        (await Database.SqlQuery<Guid?>(sql).ToListAsync(ct)).SingleOrDefault();

    private async Task<T> TakeAsync<T>(FormattableString sql, CancellationToken ct) => (await Database.SqlQuery<T>(sql).ToListAsync(ct)).Single();

    /// <summary>Held until the transaction ends.</summary>
    private Task LockAsync(string name, CancellationToken ct) =>
        Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({name}, 0))", ct);
}
