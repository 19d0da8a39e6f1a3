using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Drafts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

public sealed record GetConversation(Guid ConversationId) : IRequest<GetConversation.Response>
{
    /// <param name="WindowUntil">Until when the customer may be written to freely; null when only templates may be sent.</param>
    /// <param name="CanBeWrittenTo">False once the person was anonymised.</param>
    /// <param name="Participants">Who of the company wrote in it, was given it, or was mentioned; by name.</param>
    /// <param name="Draft">What whoever asks has begun to write; null: nothing.</param>
    public sealed record Response(
        ConversationSummary Conversation,
        DateTimeOffset? WindowUntil,
        bool CanBeWrittenTo,
        IReadOnlyList<NamedId> Participants,
        DraftView? Draft
    );
}

internal sealed class GetConversationHandler(
    IInboxDb db,
    Sights sights,
    ConversationViews views,
    IMessageRecords messages,
    IMemberNames members,
    IPersonalVault vault,
    IUserContext user
) : IRequestHandler<GetConversation, GetConversation.Response>
{
    public async Task<GetConversation.Response> Handle(GetConversation request, CancellationToken ct)
    {
        var conversation = await sights.FindAsync(request.ConversationId, ct);
        var participants = await db.ConversationParticipants.Where(p => p.ConversationId == conversation.Id).Select(p => p.UserId).ToListAsync(ct);
        var names = await members.OfAsync(participants, ct);
        var draft = await db
            .ConversationDrafts.AsNoTracking()
            .SingleOrDefaultAsync(d => d.ConversationId == conversation.Id && d.AuthorId == user.UserId, ct);
        return new GetConversation.Response(
            await views.OfAsync(conversation, ct),
            await messages.WindowUntilAsync(conversation.ChannelId, conversation.AddressLookup, ct),
            conversation.Address is not null,
            [.. names.Select(n => new NamedId(n.Key, n.Value)).OrderBy(n => n.Name, StringComparer.Ordinal)],
            draft is null ? null : (await vault.OpenAsync(ct)).View(draft)
        );
    }
}
