using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Who may see a conversation, and so be mentioned in it; by name.</summary>
public sealed record ListColleagues(Guid ConversationId) : IRequest<ListColleagues.Response>
{
    public sealed record Response(IReadOnlyList<NamedId> Items);
}

internal sealed class ListColleaguesHandler(Sights sights, Colleagues colleagues) : IRequestHandler<ListColleagues, ListColleagues.Response>
{
    public async Task<ListColleagues.Response> Handle(ListColleagues request, CancellationToken ct)
    {
        var conversation = await sights.FindAsync(request.ConversationId, ct);
        return new ListColleagues.Response([.. (await colleagues.OfAsync(conversation, ct)).Select(m => new NamedId(m.UserId, m.Name))]);
    }
}

/// <summary>The other way round of <see cref="Sight"/>: of a conversation, who sees it.</summary>
internal sealed class Colleagues(IInboxDb db, IActiveMembers members)
{
    public async Task<IReadOnlyList<ActiveMember>> OfAsync(Conversation conversation, CancellationToken ct)
    {
        var all = await members.WithAsync(Permissions.ConversationsRead, ct);
        if (await db.Teams.AnyAsync(t => t.Id == conversation.TeamId && t.IsEveryone, ct))
            return all;
        var leading = (await members.WithAsync(Permissions.ConversationsReadAll, ct)).Select(m => m.UserId);
        var team = await db.TeamMembers.Where(m => m.TeamId == conversation.TeamId).Select(m => m.UserId).ToListAsync(ct);
        var seeing = leading.Concat(team).ToHashSet();
        return [.. all.Where(m => m.UserId == conversation.AssigneeId || seeing.Contains(m.UserId))];
    }
}
