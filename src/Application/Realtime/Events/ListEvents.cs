using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Contracts;
using MediatR;

namespace CleanApp.Application.Realtime.Events;

/// <summary>What happened after a number, of what the caller may hear of; for clients without a socket, and after a night without one.</summary>
/// <param name="After">The last number that is known; null: none is, and the answer says where to begin.</param>
/// <param name="Limit">How many numbers are gone through at most.</param>
public sealed record ListEvents(long? After, int Limit) : IRequest<ListEvents.Response>
{
    /// <param name="Through">What to ask after next time.</param>
    /// <param name="StartOver">True when what came after the known number is not all kept any more: everything is to be fetched anew, after this answer.</param>
    /// <param name="HasMore">Whether there are more numbers already.</param>
    public sealed record Response(IReadOnlyList<Item> Items, long Through, bool StartOver, bool HasMore);

    /// <param name="Sequence">Numbers of what the caller may not hear of are left out.</param>
    /// <param name="Topic">What kind of thing changed, for example <c>conversation</c>.</param>
    /// <param name="Id">Which one.</param>
    /// <param name="IsYours">Whether it is the caller's own conversation or ticket, or meant for them.</param>
    /// <param name="IsNobodys">Whether it is a team's conversation or ticket that nobody has taken on.</param>
    public sealed record Item(long Sequence, string Topic, Guid Id, bool IsYours, bool IsNobodys);

    public static IReadOnlyList<Item> Heard(Audience audience, IEnumerable<RealtimeEvent> events) =>
        [
            .. events
                .Where(e => audience.Hears(e.Topic, e.TeamId, e.PersonId))
                .Select(e => new Item(e.Sequence, e.Topic, e.SubjectId, audience.IsOf(e.PersonId), e is { TeamId: not null, PersonId: null })),
        ];
}

internal sealed class ListEventsHandler(IRealtimeEvents events, ITenantContext tenant, IUserContext user, ITeamsOf teams)
    : IRequestHandler<ListEvents, ListEvents.Response>
{
    public async Task<ListEvents.Response> Handle(ListEvents request, CancellationToken ct)
    {
        var audience = await Audience.OfMemberAsync(user.UserId, user.May, teams, ct);
        var page = await events.ReadAsync(tenant.TenantId, request.After, request.Limit, ct);
        return new ListEvents.Response(ListEvents.Heard(audience, page.Events), page.Through, page.StartOver, page.HasMore);
    }
}
