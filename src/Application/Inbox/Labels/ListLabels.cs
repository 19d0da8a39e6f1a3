using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Labels;

/// <summary>All of a company's labels, by name.</summary>
public sealed record ListLabels : IRequest<ListLabels.Response>
{
    public sealed record Response(IReadOnlyList<LabelView> Items);
}

public sealed record LabelView(Guid Id, string Name, LabelColor Color);

internal sealed class ListLabelsHandler(IInboxDb db) : IRequestHandler<ListLabels, ListLabels.Response>
{
    public async Task<ListLabels.Response> Handle(ListLabels request, CancellationToken ct) =>
        new(await db.Labels.OrderBy(l => l.Name).Select(l => new LabelView(l.Id, l.Name, l.Color)).ToListAsync(ct));
}
