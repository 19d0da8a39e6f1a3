using CleanApp.Application.Common;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Reconciliation;

/// <summary>What the bank's list and the books did not agree on, newest first; of one day, and only what is open, where asked.</summary>
public sealed record ListDifferences(DateOnly? Day, bool OpenOnly, string? After, int Limit) : IRequest<Page<ListDifferences.Response>>
{
    /// <param name="RefundBankId">The refund's id at the bank, when it is about one.</param>
    /// <param name="ResolvedAt">When a later reading found them agreeing, or this one put it right.</param>
    public sealed record Response(
        Guid Id,
        DateOnly Day,
        DifferenceKind Kind,
        string EndToEndId,
        string? RefundBankId,
        MoneyView? BankAmount,
        MoneyView? OurAmount,
        DateTimeOffset FoundAt,
        DateTimeOffset? ResolvedAt
    );
}

internal sealed class ListDifferencesHandler(IPaymentsDb db) : IRequestHandler<ListDifferences, Page<ListDifferences.Response>>
{
    public async Task<Page<ListDifferences.Response>> Handle(ListDifferences request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var rows = await db
            .ReconciliationDifferences.AsNoTracking()
            .Where(d => request.Day == null || d.Day == request.Day)
            .Where(d => !request.OpenOnly || d.ResolvedAt == null)
            .Where(d => after == null || d.FoundAt < after.Value.At || (d.FoundAt == after.Value.At && d.Id < after.Value.Id))
            .OrderByDescending(d => d.FoundAt)
            .ThenByDescending(d => d.Id)
            .TakePage(request.Limit)
            .ToListAsync(ct);
        return Page<ReconciliationDifference>
            .Of(rows, request.Limit, d => new Cursor(d.FoundAt, d.Id))
            .Select(d => new ListDifferences.Response(
                d.Id,
                d.Day,
                d.Kind,
                d.EndToEndId,
                d.RefundBankId,
                d.BankAmount is { } there ? MoneyView.Of(there) : null,
                d.OurAmount is { } here ? MoneyView.Of(here) : null,
                d.FoundAt,
                d.ResolvedAt
            ));
    }
}
