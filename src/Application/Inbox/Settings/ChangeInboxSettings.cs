using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Agents;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Settings;

/// <param name="AwayAfterMinutes">1 to 480.</param>
public sealed record ChangeInboxSettings(int AwayAfterMinutes) : ICommand<InboxSettingsView>;

internal sealed class ChangeInboxSettingsValidator : AbstractValidator<ChangeInboxSettings>
{
    public ChangeInboxSettingsValidator() => RuleFor(r => r.AwayAfterMinutes).InclusiveBetween(1, 480);
}

internal sealed class ChangeInboxSettingsHandler(IInboxDb db, IWorkQueue work) : IRequestHandler<ChangeInboxSettings, InboxSettingsView>
{
    public async Task<InboxSettingsView> Handle(ChangeInboxSettings request, CancellationToken ct)
    {
        var settings = await db.LockSettingsAsync(ct);
        settings.Change(request.AwayAfterMinutes);
        await db.SaveChangesAsync(ct);
        // Who is gone by now may be away by the new time.
        await work.NudgeAsync(FollowAgent.WorkKind, await db.Agents.Select(a => a.UserId).ToArrayAsync(ct), ct);
        return InboxSettingsView.Of(settings);
    }
}
