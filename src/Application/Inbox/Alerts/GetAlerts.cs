using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Alerts;

/// <summary>What the caller is told of while they look elsewhere, how, and on which devices.</summary>
public sealed record GetAlerts : IRequest<GetAlerts.Response>
{
    /// <param name="TimeZone">By whose clock it is quiet.</param>
    /// <param name="PublicKey">With which a browser subscribes.</param>
    public sealed record Response(AlertSettingsView Settings, string TimeZone, string PublicKey, IReadOnlyList<Device> Devices);

    /// <param name="IsThisSession">Whether the caller is signed in on it.</param>
    public sealed record Device(Guid Id, string Name, DateTimeOffset CreatedAt, bool IsThisSession);
}

/// <param name="ShowsWords">Whether a notification says who wrote, and what.</param>
/// <param name="QuietFrom">Local time <c>HH:mm</c> by the company's clock; null with the other: never quiet.</param>
public sealed record AlertSettingsView(AlertScope Scope, bool Sound, bool ShowsWords, string? QuietFrom, string? QuietUntil)
{
    public static AlertSettingsView Of(AlertSettings settings) =>
        new(settings.Scope, settings.Sound, settings.ShowsWords, Text(settings.QuietFrom), Text(settings.QuietUntil));

    private static string? Text(TimeOnly? time) => time?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

internal sealed class GetAlertsHandler(IInboxDb db, IPushService push, ITenantProfile tenant, IUserContext user)
    : IRequestHandler<GetAlerts, GetAlerts.Response>
{
    public async Task<GetAlerts.Response> Handle(GetAlerts request, CancellationToken ct)
    {
        var settings = await db.AlertSettings.AsNoTracking().SingleOrDefaultAsync(s => s.Id == user.UserId, ct) ?? AlertSettings.Of(user.UserId);
        var devices = await db
            .PushSubscriptions.AsNoTracking()
            .Where(s => s.UserId == user.UserId)
            .OrderBy(s => s.CreatedAt)
            .Select(s => new GetAlerts.Device(s.Id, s.Device, s.CreatedAt, s.SessionId == user.SessionId))
            .ToListAsync(ct);
        var zone = (await tenant.GetAsync(ct)).Calendar.TimeZone;
        return new GetAlerts.Response(AlertSettingsView.Of(settings), zone, push.PublicKey, devices);
    }
}
