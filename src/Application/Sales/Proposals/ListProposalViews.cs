using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>When somebody with the link looked at a version, newest first; 200 at most are written down.</summary>
public sealed record ListProposalViews(Guid Id, int Version) : IRequest<ListProposalViews.Response>
{
    public sealed record Response(IReadOnlyList<View> Items);

    /// <param name="First">Whether it was the first time.</param>
    /// <param name="Device">What it was looked at with, such as <c>chrome on android</c>.</param>
    public sealed record View(DateTimeOffset At, bool First, string Device);
}

internal sealed class ListProposalViewsHandler(ISalesDb db, ProposalDesk desk, IPersonalVault vault)
    : IRequestHandler<ListProposalViews, ListProposalViews.Response>
{
    public async Task<ListProposalViews.Response> Handle(ListProposalViews request, CancellationToken ct)
    {
        var version = (await desk.FindAsync(request.Id, ct)).Proposal.Find(request.Version);
        var keys = await vault.OpenAsync(ct);
        var rows = await db
            .ProposalViews.AsNoTracking()
            .Where(v => v.VersionId == version.Id)
            .OrderByDescending(v => v.At)
            .ThenByDescending(v => v.Id)
            .TakePage(ProposalView.Most)
            .ToListAsync(ct);
        return new ListProposalViews.Response([
            .. rows.Select((v, i) => new ListProposalViews.View(v.At, i == rows.Count - 1, Visitor.Of(keys, v).Device)),
        ]);
    }
}
