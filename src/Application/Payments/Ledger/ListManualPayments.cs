using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Ledger;

/// <summary>Cash and card that people took, newest first. Apart from what a bank confirms.</summary>
public sealed record ListManualPayments(string? After, int Limit) : IRequest<Page<ListManualPayments.Response>>
{
    public sealed record Response(
        Guid Id,
        string ReferenceKind,
        Guid PaidFor,
        ManualMethod Method,
        MoneyView Amount,
        DateTimeOffset ReceivedAt,
        string? ByName
    );
}

internal sealed class ListManualPaymentsHandler(IPaymentsDb db, IMemberNames names)
    : IRequestHandler<ListManualPayments, Page<ListManualPayments.Response>>
{
    public async Task<Page<ListManualPayments.Response>> Handle(ListManualPayments request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var rows = await db
            .ManualPayments.AsNoTracking()
            .Where(p => after == null || p.ReceivedAt < after.Value.At || (p.ReceivedAt == after.Value.At && p.Id < after.Value.Id))
            .OrderByDescending(p => p.ReceivedAt)
            .ThenByDescending(p => p.Id)
            .TakePage(request.Limit)
            .ToListAsync(ct);
        var page = Page<ManualPayment>.Of(rows, request.Limit, p => new Cursor(p.ReceivedAt, p.Id));
        var people = await names.OfAsync([.. page.Items.Select(p => p.ReceivedBy).Distinct()], ct);
        return page.Select(p => new ListManualPayments.Response(
            p.Id,
            p.ReferenceKind,
            p.ReferenceId,
            p.Method,
            MoneyView.Of(p.Amount),
            p.ReceivedAt,
            people.GetValueOrDefault(p.ReceivedBy)
        ));
    }
}
