using System.Globalization;
using CleanApp.Application.Common;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Tenants;

public sealed record ChangeTenant(string Name, string TimeZone, string BusinessDayCutoff) : ICommand<TenantView>;

internal sealed class ChangeTenantValidator : AbstractValidator<ChangeTenant>
{
    public ChangeTenantValidator()
    {
        RuleFor(r => r.Name).Name();
        RuleFor(r => r.TimeZone)
            .Must(zone => zone is { Length: <= 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            .WithMessage("Must be an IANA time zone such as America/Sao_Paulo.");
        RuleFor(r => r.BusinessDayCutoff)
            .Must(cutoff => TimeOnly.TryParseExact(cutoff, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            .WithMessage("Must be a time such as 05:00.");
    }
}

internal sealed class ChangeTenantHandler(IIdentityDb db, ITenantContext tenant) : IRequestHandler<ChangeTenant, TenantView>
{
    public async Task<TenantView> Handle(ChangeTenant request, CancellationToken ct)
    {
        var row = await db.Tenants.SingleAsync(t => t.Id == tenant.TenantId, ct);
        row.Describe(request.Name, request.TimeZone, TimeOnly.ParseExact(request.BusinessDayCutoff, "HH:mm", CultureInfo.InvariantCulture));
        await db.SaveChangesAsync(ct);
        return TenantView.Of(row);
    }
}
