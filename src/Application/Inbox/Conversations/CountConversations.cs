using CleanApp.Domain.Inbox;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>
/// How many open conversations the caller may see in each view, and in how many of any state they are mentioned without having looked;
/// a hundred stands for a hundred or more.
/// </summary>
public sealed record CountConversations : IRequest<CountConversations.Response>
{
    /// <param name="Limbo">For whoever leads: those of which they were told that nobody attends to them; null: there are none.</param>
    public sealed record Response(int Mine, int Unassigned, int Waiting, int Mentions, int All, Limbo? Limbo);

    /// <param name="Count">A hundred stands for a hundred or more.</param>
    /// <param name="Since">Since when nobody has attended to that of which this is longest so.</param>
    /// <param name="ToldAt">When there was last something new to tell.</param>
    public sealed record Limbo(int Count, DateTimeOffset Since, DateTimeOffset ToldAt);
}

internal sealed class CountConversationsHandler(IInboxDb db, Sights sights) : IRequestHandler<CountConversations, CountConversations.Response>
{
    public async Task<CountConversations.Response> Handle(CountConversations request, CancellationToken ct)
    {
        var sight = await sights.OfCallerAsync(ct);
        var counts = await db.CountAsync(sight, ct);
        return new CountConversations.Response(
            counts[ConversationView.Mine],
            counts[ConversationView.Unassigned],
            counts[ConversationView.Waiting],
            counts[ConversationView.Mentions],
            counts[ConversationView.All],
            sight.All ? await db.LimboAsync(ct) : null
        );
    }
}
