using CleanApp.Domain.Inbox;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>
/// How many open conversations the caller may see in each view, and in how many of any state they are mentioned without having looked;
/// a hundred stands for a hundred or more.
/// </summary>
public sealed record CountConversations : IRequest<CountConversations.Response>
{
    public sealed record Response(int Mine, int Unassigned, int Mentions, int All);
}

internal sealed class CountConversationsHandler(IInboxDb db, Sights sights) : IRequestHandler<CountConversations, CountConversations.Response>
{
    public async Task<CountConversations.Response> Handle(CountConversations request, CancellationToken ct)
    {
        var counts = await db.CountAsync(await sights.OfCallerAsync(ct), ct);
        return new CountConversations.Response(
            counts[ConversationView.Mine],
            counts[ConversationView.Unassigned],
            counts[ConversationView.Mentions],
            counts[ConversationView.All]
        );
    }
}
