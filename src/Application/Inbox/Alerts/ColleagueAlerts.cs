using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Contracts;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Alerts;

internal sealed class ColleagueAlerts(
    IInboxDb db,
    IOpenSessions sessions,
    ITenantProfile tenant,
    IPushService push,
    PushAnswers answers,
    ISecretBox secrets,
    ITokenSource tokens,
    RingSlots slots,
    TimeProvider clock
) : IColleagueAlerts
{
    private static readonly TimeSpan WhileQuiet = TimeSpan.FromMinutes(10);

    public async Task<TimeSpan?> TellAsync(Guid userId, ColleagueAlert alert, CancellationToken ct)
    {
        var settings = await db.AlertSettings.AsNoTracking().SingleOrDefaultAsync(s => s.Id == userId, ct) ?? AlertSettings.Of(userId);
        if (settings.Scope == AlertScope.None)
            return null;
        var time = TimeOnly.FromTimeSpan((await tenant.GetAsync(ct)).Calendar.ToLocal(clock.GetUtcNow()).TimeOfDay);
        if (settings.IsQuiet(time))
            return WhileQuiet;
        using var slot = await slots.TryTakeAsync(ct);
        if (slot is null)
            return TimeSpan.FromSeconds(1);
        var devices = await db.PushSubscriptions.AsNoTracking().Where(s => s.UserId == userId).ToListAsync(ct);
        var open = await sessions.OfAsync([.. devices.Select(d => d.SessionId).Distinct()], ct);
        await answers.RemoveAsync([.. devices.Where(d => !open.ContainsKey(d.SessionId)).Select(d => d.Id)], ct);

        var text = settings.ShowsWords
            ? new AlertText(alert.Reason, alert.Subject, alert.Customer, alert.Words)
            : new AlertText(alert.Reason, alert.Subject);
        var (told, again) = (false, (TimeSpan?)null);
        // Who works in another company at this moment is not told of this one's customers.
        foreach (var device in devices.Where(d => open.GetValueOrDefault(d.SessionId)))
        {
            var topic = AlertText.Topic(tokens, alert.Reason, alert.Subject);
            var answer = await push.SendAsync(secrets.OpenTarget(device), text.ToJson(), topic, ct);
            told |= answer.Outcome == PushOutcome.Accepted;
            again = await answers.SettleAsync(device, answer, ct) ?? again;
        }
        return told ? null : again;
    }
}
