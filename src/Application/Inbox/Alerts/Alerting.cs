using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Alerts;

/// <param name="Sequence">How far in the conversation its owner is told with it.</param>
internal sealed record Ring(PushSubscription Device, int Sequence, AlertText Text);

/// <summary>
/// Which browsers are to be told of a conversation at this moment, and what: asked right before it is sent, because who may see it, whose it
/// is and whether somebody has looked may have changed since it was wanted.
/// </summary>
internal sealed class Alerting(
    IInboxDb db,
    Colleagues colleagues,
    IOpenSessions sessions,
    ITenantProfile tenant,
    IPersonalVault vault,
    IPeople people
)
{
    /// <returns>Also those whose session has ended: they are told nothing any more.</returns>
    public async Task<(IReadOnlyList<Ring> Due, IReadOnlyList<Guid> Ended)> DueAsync(Guid conversationId, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == conversationId, ct) is not { Address: not null } conversation)
            return ([], []);
        var seeing = (await colleagues.OfAsync(conversation, ct)).Select(m => m.UserId).ToArray();
        var devices = await db.PushSubscriptions.AsNoTracking().Where(s => seeing.Contains(s.UserId)).ToListAsync(ct);
        if (devices.Count == 0)
            return ([], []);
        var open = await sessions.OfAsync([.. devices.Select(d => d.SessionId).Distinct()], ct);
        var ended = devices.Where(d => !open.ContainsKey(d.SessionId)).Select(d => d.Id).ToList();

        var news = await AlertNews.ReadAsync(db, conversation, [.. devices.Select(d => d.Id)], now, ct);
        var users = devices.Select(d => d.UserId).Distinct().ToArray();
        var chosen = await db.AlertSettings.AsNoTracking().Where(s => users.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var time = TimeOnly.FromTimeSpan((await tenant.GetAsync(ct)).Calendar.ToLocal(now).TimeOfDay);
        var due = (
            from device in devices
            // Who works in another company at this moment is not told of this one's customers.
            where open.GetValueOrDefault(device.SessionId)
            let settings = chosen.GetValueOrDefault(device.UserId) ?? AlertSettings.Of(device.UserId)
            where !settings.IsQuiet(time)
            let reason = news.ReasonFor(device, settings)
            where reason is not null
            select (Device: device, Reason: reason, settings.ShowsWords)
        ).ToList();
        var (customer, words) = due.Exists(d => d.ShowsWords) ? await WordsAsync(conversation, ct) : default;
        return (
            due.ConvertAll(d => new Ring(
                d.Device,
                conversation.LastSequence,
                d.ShowsWords ? new AlertText(d.Reason, conversation.Id, customer, words) : new AlertText(d.Reason, conversation.Id)
            )),
            ended
        );
    }

    private async Task<(string? Customer, string? Words)> WordsAsync(Conversation conversation, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var customer = conversation.ContactId is { } contact ? (await people.ListAsync([contact], ct)).GetValueOrDefault(contact)?.Name : null;
        return (customer, keys.OpenPreview(conversation));
    }
}
