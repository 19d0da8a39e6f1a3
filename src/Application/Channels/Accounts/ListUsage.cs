using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Accounts;

/// <summary>How much a number was used in the last days, today among them.</summary>
public sealed record ListUsage(Guid ChannelId, int Days) : IRequest<ListUsage.Response>
{
    /// <param name="Today">The company's day.</param>
    /// <param name="Items">Newest first; days on which nothing was sent or received are left out.</param>
    public sealed record Response(DateOnly Today, IReadOnlyList<UsageDay> Items);

    /// <param name="Day">By the company's calendar, as it was then.</param>
    /// <param name="Accepted">Messages that Meta took; one that was sent anew after it failed is two.</param>
    /// <param name="Received">Messages of customers.</param>
    public sealed record UsageDay(DateOnly Day, int Accepted, int Received);
}

internal sealed class ListUsageValidator : AbstractValidator<ListUsage>
{
    public ListUsageValidator() => RuleFor(r => r.Days).InclusiveBetween(1, 366);
}

internal sealed class ListUsageHandler(IChannelsDb db, ITenantProfile company, TimeProvider clock) : IRequestHandler<ListUsage, ListUsage.Response>
{
    public async Task<ListUsage.Response> Handle(ListUsage request, CancellationToken ct)
    {
        if (!await db.Channels.AnyAsync(c => c.Id == request.ChannelId, ct))
            throw new DomainException(ChannelErrors.NotFound);
        var today = (await company.GetAsync(ct)).Calendar.DayOf(clock.GetUtcNow());
        var since = today.AddDays(1 - request.Days);
        return new ListUsage.Response(
            today,
            await db
                .ChannelUsage.Where(u => u.ChannelId == request.ChannelId && u.Day >= since)
                .OrderByDescending(u => u.Day)
                .Select(u => new ListUsage.UsageDay(u.Day, u.Accepted, u.Received))
                .ToListAsync(ct)
        );
    }
}
