using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Payments.Sicredi;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Reconciliation;

/// <summary>Has a business day compared with the bank's list now, and the newest payments looked for. Repeated, it is done anew.</summary>
public sealed record CheckDay(DateOnly Day) : ICommand<Done>;

internal sealed class CheckDayHandler(IPaymentsDb db, IWorkQueue work, ITenantProfile tenant, TimeProvider clock) : IRequestHandler<CheckDay, Done>
{
    public async Task<Done> Handle(CheckDay request, CancellationToken ct)
    {
        var account =
            await db.SicrediAccounts.AsNoTracking().SingleOrDefaultAsync(ct) ?? throw new DomainException(SicrediAccountErrors.NotConfigured);
        var now = clock.GetUtcNow();
        var today = (await tenant.GetAsync(ct)).Calendar.DayOf(now);
        if (request.Day > today || request.Day < today.AddDays(-ReconcileDay.LookBackDays))
            throw new DomainException(ReconciliationErrors.DayOutOfRange);
        await db.TryOpenDayAsync(ReconciliationDay.Open(Guid.CreateVersion7(now), request.Day), ct);
        var day = await db.ReconciliationDays.AsNoTracking().SingleAsync(d => d.Day == request.Day, ct);
        await work.NudgeAsync(ReconcileDay.WorkKind, day.Id, ct);
        await work.NudgeAsync(PollSicrediAccount.WorkKind, account.Id, ct);
        return Done.Value;
    }
}
