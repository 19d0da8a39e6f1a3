using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Settings;

/// <summary>What holds for everybody of the company who answers.</summary>
public sealed record GetInboxSettings : IRequest<InboxSettingsView>;

/// <param name="AwayAfterMinutes">How long somebody may be gone before they are away.</param>
public sealed record InboxSettingsView(int AwayAfterMinutes)
{
    internal static InboxSettingsView Of(InboxSettings settings) => new(settings.AwayAfterMinutes);
}

internal sealed class GetInboxSettingsHandler(IInboxDb db) : IRequestHandler<GetInboxSettings, InboxSettingsView>
{
    public async Task<InboxSettingsView> Handle(GetInboxSettings request, CancellationToken ct) => InboxSettingsView.Of(await db.SettingsAsync(ct));
}

internal static class SettingsInForce
{
    public static async Task<InboxSettings> SettingsAsync(this IInboxDb db, CancellationToken ct) =>
        await db.InboxSettings.AsNoTracking().SingleOrDefaultAsync(ct) ?? InboxSettings.Usual;
}
