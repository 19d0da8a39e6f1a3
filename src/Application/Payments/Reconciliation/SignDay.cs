using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Reconciliation;

/// <summary>
/// A person puts their name to a day's figures as they are now. The same figures are signed once; figures that changed later are signed anew,
/// beside what was signed before.
/// </summary>
/// <param name="Note">Needed where the bank and the books do not agree: why that is all right.</param>
public sealed record SignDay(DateOnly Day, string? Note = null) : ICommand<Done>;

internal sealed class SignDayValidator : AbstractValidator<SignDay>
{
    public SignDayValidator() => RuleFor(r => r.Note!).Name(500).When(r => r.Note is not null);
}

internal sealed class SignDayHandler(IPaymentsDb db, DayReports reports, ITenantProfile tenant, IUserContext user, TimeProvider clock)
    : IRequestHandler<SignDay, Done>
{
    public async Task<Done> Handle(SignDay request, CancellationToken ct)
    {
        var id = await db.ReconciliationDays.AsNoTracking().Where(d => d.Day == request.Day).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(ct);
        var row = id is { } known ? await db.LockDayAsync(known, ct) : null;
        if (row?.CheckedAt is null || row.CheckedAt < (await tenant.GetAsync(ct)).Calendar.StartOf(request.Day.AddDays(1)))
            throw new DomainException(ReconciliationErrors.NotComplete);
        var figures = (await reports.OfAsync([row], ct))[row.Day];
        var newest = await db
            .ReconciliationSignOffs.AsNoTracking()
            .Where(s => s.Day == request.Day)
            .OrderByDescending(s => s.SignedAt)
            .FirstOrDefaultAsync(ct);
        if (newest?.Figures == figures)
            return Done.Value;
        if (!figures.Agree && request.Note is null)
            throw new DomainException(ReconciliationErrors.NoteNeeded);
        var now = clock.GetUtcNow();
        db.ReconciliationSignOffs.Add(
            ReconciliationSignOff.Sign(Guid.CreateVersion7(now), request.Day, figures, request.Note?.Trim(), user.UserId, now)
        );
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
