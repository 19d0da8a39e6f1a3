using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Alerts;

/// <summary>Says what one wants to be told of while one looks elsewhere, and how.</summary>
/// <param name="ShowsWords">Whether a notification says who wrote, and what.</param>
/// <param name="QuietFrom">Local time <c>HH:mm</c> by the company's clock; with <paramref name="QuietUntil"/>, which may be of the next day.</param>
public sealed record ChangeAlerts(AlertScope Scope, bool Sound, bool ShowsWords, string? QuietFrom = null, string? QuietUntil = null)
    : ICommand<AlertSettingsView>
{
    internal static TimeOnly? TimeOf(string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}

internal sealed class ChangeAlertsValidator : AbstractValidator<ChangeAlerts>
{
    public ChangeAlertsValidator()
    {
        RuleFor(r => r.Scope).IsInEnum();
        RuleFor(r => r.QuietFrom).Must(IsTime).WithMessage("Must be a time such as 20:00.");
        RuleFor(r => r.QuietUntil).Must(IsTime).WithMessage("Must be a time such as 07:00.");
    }

    private static bool IsTime(string? text) => text is null || ChangeAlerts.TimeOf(text) is not null;
}

internal sealed class ChangeAlertsHandler(IInboxDb db, IUserContext user) : IRequestHandler<ChangeAlerts, AlertSettingsView>
{
    public async Task<AlertSettingsView> Handle(ChangeAlerts request, CancellationToken ct)
    {
        await db.BeginAlertSettingsAsync(user.UserId, ct);
        var settings = await db.AlertSettings.SingleAsync(s => s.Id == user.UserId, ct);
        var (from, until) = (ChangeAlerts.TimeOf(request.QuietFrom), ChangeAlerts.TimeOf(request.QuietUntil));
        settings.Change(request.Scope, request.Sound, request.ShowsWords, from, until);
        await db.SaveChangesAsync(ct);
        return AlertSettingsView.Of(settings);
    }
}
