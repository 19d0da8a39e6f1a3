using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Ledger;

/// <summary>What became of payments that fitted nothing, newest decision first.</summary>
public sealed record ListResolvedPayments(string? After, int Limit) : IRequest<Page<ListResolvedPayments.Response>>
{
    /// <param name="AttachedKind">What it was given to: <c>counter.queue_ticket</c>, <c>payments.link</c>.</param>
    /// <param name="ByName">Who decided; null where the bank had returned it.</param>
    public sealed record Response(
        Guid Id,
        string EndToEndId,
        MoneyView Amount,
        DateTimeOffset SettledAt,
        UnmatchedReason Reason,
        SuspenseOutcome Outcome,
        string? OutcomeReason,
        string? AttachedKind,
        Guid? AttachedTo,
        DateTimeOffset ResolvedAt,
        string? ByName
    );
}

internal sealed class ListResolvedPaymentsHandler(IPaymentsDb db, IMemberNames names)
    : IRequestHandler<ListResolvedPayments, Page<ListResolvedPayments.Response>>
{
    public async Task<Page<ListResolvedPayments.Response>> Handle(ListResolvedPayments request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var rows = await db
            .Payments.AsNoTracking()
            .Where(p => p.Outcome != null)
            .Where(p => after == null || p.ResolvedAt < after.Value.At || (p.ResolvedAt == after.Value.At && p.Id < after.Value.Id))
            .OrderByDescending(p => p.ResolvedAt)
            .ThenByDescending(p => p.Id)
            .TakePage(request.Limit)
            .ToListAsync(ct);
        var page = Page<Payment>.Of(rows, request.Limit, p => new Cursor(p.ResolvedAt!.Value, p.Id));
        var people = await names.OfAsync([.. page.Items.Select(p => p.ResolvedBy).OfType<Guid>().Distinct()], ct);
        return page.Select(p => new ListResolvedPayments.Response(
            p.Id,
            p.EndToEndId,
            MoneyView.Of(p.Amount),
            p.SettledAt,
            p.Unmatched!.Value,
            p.Outcome!.Value,
            p.ResolutionReason,
            p.AttachedKind,
            p.AttachedId,
            p.ResolvedAt!.Value,
            p.ResolvedBy is { } by ? people.GetValueOrDefault(by) : null
        ));
    }
}
