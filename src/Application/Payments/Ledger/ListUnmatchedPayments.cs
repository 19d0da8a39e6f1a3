using CleanApp.Application.Common;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Ledger;

/// <summary>Payments the bank shows that pay nothing here and wait for a person, newest first.</summary>
public sealed record ListUnmatchedPayments(string? After, int Limit) : IRequest<Page<ListUnmatchedPayments.Response>>
{
    /// <param name="Left">What no refund has taken or may take.</param>
    /// <param name="RefundOpen">A refund of it is on its way, so nothing else can be done with it.</param>
    public sealed record Response(
        Guid Id,
        string EndToEndId,
        string? Txid,
        MoneyView Amount,
        MoneyView Left,
        bool RefundOpen,
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
            .Where(p => p.Unmatched != null && p.Outcome == null)
            .Where(p => after == null || p.RecordedAt < after.Value.At || (p.RecordedAt == after.Value.At && p.Id < after.Value.Id))
            .OrderByDescending(p => p.RecordedAt)
            .ThenByDescending(p => p.Id)
            .TakePage(request.Limit)
            .ToListAsync(ct);
        var page = Page<Payment>.Of(rows, request.Limit, p => new Cursor(p.RecordedAt, p.Id));
        var ids = page.Items.Select(p => p.Id).ToArray();
        var refunds = (await db.Refunds.AsNoTracking().Where(r => ids.Contains(r.PaymentId)).ToListAsync(ct)).ToLookup(r => r.PaymentId);
        return page.Select(p => new ListUnmatchedPayments.Response(
            p.Id,
            p.EndToEndId,
            p.Txid,
            MoneyView.Of(p.Amount),
            MoneyView.Signed(Math.Max(0, p.Amount.Amount - refunds[p.Id].Where(r => r.HoldsAmount).Sum(r => r.Amount.Amount))),
            refunds[p.Id].Any(r => r.IsOpen),
            p.SettledAt,
            p.RecordedAt,
            p.Unmatched!.Value
        ));
    }
}
