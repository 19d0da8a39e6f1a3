using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Accounts;

/// <summary>The company's channels and how they are; a company has few.</summary>
public sealed record ListChannels : IRequest<ListChannels.Response>
{
    public sealed record Response(IReadOnlyList<ChannelView> Items);
}

internal sealed class ListChannelsHandler(IChannelsDb db) : IRequestHandler<ListChannels, ListChannels.Response>
{
    public async Task<ListChannels.Response> Handle(ListChannels request, CancellationToken ct) =>
        new([.. (await db.Channels.AsNoTracking().OrderBy(c => c.CreatedAt).ToListAsync(ct)).Select(ChannelViews.Of)]);
}
