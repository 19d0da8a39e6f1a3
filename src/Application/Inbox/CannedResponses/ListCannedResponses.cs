using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.CannedResponses;

/// <summary>All of a company's canned responses, by shortcut.</summary>
public sealed record ListCannedResponses : IRequest<ListCannedResponses.Response>
{
    public sealed record Response(IReadOnlyList<CannedResponseView> Items);
}

/// <param name="Text">May hold <c>{{cliente}}</c>, <c>{{atendente}}</c> and <c>{{empresa}}</c>, to be filled in by whoever answers.</param>
public sealed record CannedResponseView(Guid Id, string Shortcut, string Text);

internal sealed class ListCannedResponsesHandler(IInboxDb db) : IRequestHandler<ListCannedResponses, ListCannedResponses.Response>
{
    public async Task<ListCannedResponses.Response> Handle(ListCannedResponses request, CancellationToken ct) =>
        new(await db.CannedResponses.OrderBy(r => r.Shortcut).Select(r => new CannedResponseView(r.Id, r.Shortcut, r.Text)).ToListAsync(ct));
}
