using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LossReasons;

/// <summary>Why something is not sold, in the company's words, those that are switched off among them; at most 50.</summary>
public sealed record ListLossReasons : IRequest<ListLossReasons.Response>
{
    public sealed record Response(IReadOnlyList<LossReasonView> Items);
}

public sealed record LossReasonView(Guid Id, string Name, bool Active)
{
    internal static LossReasonView Of(LossReason reason) => new(reason.Id, reason.Name, reason.Active);
}

internal sealed class ListLossReasonsHandler(ISalesDb db) : IRequestHandler<ListLossReasons, ListLossReasons.Response>
{
    public async Task<ListLossReasons.Response> Handle(ListLossReasons request, CancellationToken ct)
    {
        var reasons = await db.LossReasons.AsNoTracking().OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).ToListAsync(ct);
        return new ListLossReasons.Response(reasons.ConvertAll(LossReasonView.Of));
    }
}
