using CleanApp.Application.Channels.Provider;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Templates;

/// <summary>Asks Meta for all templates of the number's account now, and stores them.</summary>
public sealed record SyncTemplates(Guid ChannelId) : IRequest<SyncTemplates.Response>
{
    /// <param name="Total">How many there are at Meta.</param>
    /// <param name="Deleted">Gone since the last time; they are kept, marked as deleted.</param>
    public sealed record Response(int Total, int Added, int Changed, int Deleted, DateTimeOffset SyncedAt);
}

internal sealed class SyncTemplatesHandler(IChannelsDb db, TemplateSync sync) : IRequestHandler<SyncTemplates, SyncTemplates.Response>
{
    public async Task<SyncTemplates.Response> Handle(SyncTemplates request, CancellationToken ct)
    {
        var channel =
            await db.Channels.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.ChannelId, ct)
            ?? throw new DomainException(ChannelErrors.NotFound);
        try
        {
            var result = await sync.RunAsync(channel, ct);
            return new SyncTemplates.Response(result.Total, result.Added, result.Changed, result.Deleted, result.SyncedAt);
        }
        catch (ProviderException e)
        {
            var isRefused =
                e.Error is { Class: ErrorClass.Permanent or ErrorClass.Pause }
                || e.Reason is "unauthorized" or "token_malformed" or "host_not_allowed";
            throw new DomainException(isRefused ? ChannelErrors.RefusedByMeta : ChannelErrors.Unreachable);
        }
    }
}
