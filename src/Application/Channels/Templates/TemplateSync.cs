using CleanApp.Application.Channels.Accounts;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Templates;

/// <param name="Deleted">Kept and marked, since Meta does not list them any more.</param>
internal sealed record TemplateSyncResult(int Total, int Added, int Changed, int Deleted, DateTimeOffset SyncedAt);

/// <summary>
/// Asks Meta for the whole list and stores it in one transaction: a list that broke off changes nothing, and of two lists the one asked for
/// later wins.
/// </summary>
internal sealed class TemplateSync(IChannelsDb db, IUnitOfWork unitOfWork, ChannelSecrets secrets, IWhatsApp whatsApp, TimeProvider clock)
{
    /// <exception cref="ProviderException">Meta could not be asked.</exception>
    public async Task<TemplateSyncResult> RunAsync(Channel channel, CancellationToken ct)
    {
        var askedAt = clock.GetUtcNow();
        var listed = new Dictionary<(string Name, string Language), ProviderTemplate>();
        await foreach (var template in whatsApp.ListTemplatesAsync(secrets.Access(channel), ct))
            listed[(template.Name, template.Language)] = template;
        return await unitOfWork.InTransactionAsync(inner => StoreAsync(channel, listed, askedAt, inner), ct);
    }

    private async Task<TemplateSyncResult> StoreAsync(
        Channel asked,
        Dictionary<(string Name, string Language), ProviderTemplate> listed,
        DateTimeOffset askedAt,
        CancellationToken ct
    )
    {
        var channel = (await db.LockChannelAsync(asked.Id, ct))!;
        var templates = await db.LockTemplatesAsync(asked.Id, ct);
        // Meanwhile it became another account's, or another list was asked for.
        if ((channel.BaseUrl, channel.WabaId) != (asked.BaseUrl, asked.WabaId) || !channel.SyncTemplates(askedAt))
            return new TemplateSyncResult(templates.Count(t => t.Status != TemplateStatus.Deleted), 0, 0, 0, channel.TemplatesSyncedAt ?? askedAt);
        var (added, changed, deleted, left) = (0, 0, 0, new Dictionary<(string Name, string Language), ProviderTemplate>(listed));
        foreach (var template in templates)
            if (left.Remove((template.Name, template.Language), out var facts))
                changed += template.Sync(FactsOf(facts), askedAt) ? 1 : 0;
            else
                deleted += template.Vanish(askedAt) ? 1 : 0;
        foreach (var ((name, language), facts) in left)
        {
            var template = ChannelTemplate.Of(Guid.CreateVersion7(askedAt), asked.Id, name, language, askedAt);
            template.Sync(FactsOf(facts), askedAt);
            db.ChannelTemplates.Add(template);
            templates.Add(template);
            added++;
        }
        await db.SaveChangesAsync(ct);
        return new TemplateSyncResult(templates.Count(t => t.Status != TemplateStatus.Deleted), added, changed, deleted, askedAt);
    }

    private static TemplateFacts FactsOf(ProviderTemplate t) =>
        new(t.Id, t.Category, t.Status, t.Quality, t.Reason, t.HasNamedParameters, t.Components);
}
