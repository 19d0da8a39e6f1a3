using MediatR;

namespace CleanApp.Application.Inbox.Agents;

/// <summary>Who answers, by name: whether they are at work, and how much they have.</summary>
public sealed record ListAgents : IRequest<ListAgents.Response>
{
    public sealed record Response(IReadOnlyList<AgentView> Items);
}

internal sealed class ListAgentsHandler(AgentViews views) : IRequestHandler<ListAgents, ListAgents.Response>
{
    public async Task<ListAgents.Response> Handle(ListAgents request, CancellationToken ct) => new(await views.ListAsync(ct));
}
