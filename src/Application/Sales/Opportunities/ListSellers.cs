using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using MediatR;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>Whom an opportunity can be given to, by name.</summary>
public sealed record ListSellers : IRequest<ListSellers.Response>
{
    public sealed record Response(IReadOnlyList<NamedId> Items);
}

internal sealed class ListSellersHandler(IActiveMembers members) : IRequestHandler<ListSellers, ListSellers.Response>
{
    public async Task<ListSellers.Response> Handle(ListSellers request, CancellationToken ct) =>
        new([.. (await members.WithAsync(Permissions.OpportunitiesWrite, ct)).Select(m => new NamedId(m.UserId, m.Name))]);
}
