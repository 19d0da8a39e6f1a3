using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Channels.Templates;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Webhooks;

/// <summary>
/// Does to a stored template what Meta says happened to it; what a webhook cannot tell whole is asked for. An account's templates are those
/// of all its numbers, and Meta tells of them once. Part of the caller's transaction.
/// </summary>
internal sealed class FollowTemplate(IChannelsDb db, IWorkQueue work, IWhatsAppTemplates templates, TimeProvider clock)
{
    public async Task RunAsync(Channel told, TemplateChanged change, DateTimeOffset receivedAt, CancellationToken ct)
    {
        var waba = change.WabaId ?? told.WabaId;
        var channels = await db
            .Channels.Where(c => c.WabaId == waba && c.BaseUrl == told.BaseUrl)
            .OrderBy(c => c.Id)
            .Select(c => c.Id)
            .ToListAsync(ct);
        foreach (var channelId in channels)
            if (!await ApplyAsync(channelId, change, change.At ?? receivedAt, ct))
                await work.NudgeAsync(SyncTemplatesDaily.WorkKind, channelId, ct);
    }

    /// <returns>False when Meta's list is needed to know more.</returns>
    private async Task<bool> ApplyAsync(Guid channelId, TemplateChanged change, DateTimeOffset at, CancellationToken ct)
    {
        var found = await db.LockTemplatesAsync(channelId, change.TemplateId, change.Name, change.Language, ct);
        // One of the same name with another id is another: deleted and made anew.
        if ((change.TemplateId is { } id ? found.Find(t => t.MetaId == id) : found.FirstOrDefault()) is not { } template)
            return false;
        var news = Follow(template, change, at, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return news switch
        {
            TemplateNews.Undecided => false,
            TemplateNews.Old => true,
            _ => change.Event != "components" && template.Status != TemplateStatus.Other,
        };
    }

    private TemplateNews Follow(ChannelTemplate template, TemplateChanged change, DateTimeOffset at, DateTimeOffset now) =>
        change switch
        {
            { Event: "status", Value: { } status } => template.FollowStatus(status, change.Reason, at, now),
            { Event: "category", Value: { } category } => template.FollowCategory(category, at, now),
            { Event: "quality", Value: { } quality } => template.FollowQuality(quality, at, now),
            { Event: "components", Texts: { } texts } => template.FollowComponents(templates.Change(template.Components, texts), at, now),
            _ => TemplateNews.Undecided,
        };
}
