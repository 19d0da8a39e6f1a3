using CleanApp.Application.Common;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Ledger;

/// <summary>Payments the bank shows that pay nothing here, newest first.</summary>
public sealed record ListUnmatchedPayments(string? After, int Limit) : IRequest<Page<ListUnmatchedPayments.Response>>
{
    public sealed record Response(
        Guid Id,
        string EndToEndId,
        string? Txid,
        MoneyView Amount,
        DateTimeOffset SettledAt,
        DateTimeOffset ReceivedAt,
        UnmatchedReason Reason
    );
}

internal sealed class ListUnmatchedPaymentsHandler(IPaymentsDb db) : IRequestHandler<ListUnmatchedPayments, Page<ListUnmatchedPayments.Response>>
{
    public async Task<Page<ListUnmatchedPayments.Response>> Handle(ListUnmatchedPayments request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var rows = await db
            .Payments.AsNoTracking()
            .Where(p => p.Unmatched != null)
            .Where(p => after == null || p.RecordedAt < after.Value.At || (p.RecordedAt == after.Value.At && p.Id < after.Value.Id))
            .OrderByDescending(p => p.RecordedAt)
            .ThenByDescending(p => p.Id)
            .TakePage(request.Limit)
            .ToListAsync(ct);
        return Page<Payment>
            .Of(rows, request.Limit, p => new Cursor(p.RecordedAt, p.Id))
            .Select(p => new ListUnmatchedPayments.Response(
                p.Id,
                p.EndToEndId,
                p.Txid,
                MoneyView.Of(p.Amount),
                p.SettledAt,
                p.RecordedAt,
                p.Unmatched!.Value
            ));
    }
}
