using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CleanApp.Application.Channels.Templates;

/// <summary>
/// Asks for a number's templates when it is connected, once a day, and whenever something shows that what is stored is not what Meta has.
/// </summary>
internal sealed partial class SyncTemplatesDaily(IChannelsDb db, TemplateSync sync, ILogger<SyncTemplatesDaily> logger) : IWorkHandler
{
    public const string WorkKind = "channels.sync_templates";
    private static readonly TimeSpan Usually = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(15);

    public string Kind => WorkKind;
    public bool Recurring => true;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var channel = await db.Channels.AsNoTracking().SingleAsync(c => c.Id == subjectId, ct);
        try
        {
            await sync.RunAsync(channel, ct);
            return WorkResult.RunAgainIn(Usually);
        }
        catch (ProviderException e)
        {
            LogNotSynced(logger, subjectId, e.Reason, e.Error?.Code);
            return WorkResult.RunAgainIn(AfterFailure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Channel {ChannelId}: the templates could not be asked for ({Reason}, {Code})")]
    private static partial void LogNotSynced(ILogger logger, Guid channelId, string reason, int? code);
}
