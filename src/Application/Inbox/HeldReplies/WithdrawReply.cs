using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Agents;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.HeldReplies;

/// <summary>Takes back what the caller has just written, before it goes to the customer. Asked twice it is the same.</summary>
public sealed record WithdrawReply(Guid ConversationId, Guid MessageId) : ICommand<Done>;

internal sealed class WithdrawReplyHandler(
    IInboxDb db,
    Sights sights,
    IPersonalVault vault,
    IMessages messages,
    IMessageRecords records,
    Attendance attendance,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<WithdrawReply, Done>
{
    public async Task<Done> Handle(WithdrawReply request, CancellationToken ct)
    {
        var seen = await sights.FindAsync(request.ConversationId, ct);
        var item =
            await db.ConversationItems.SingleOrDefaultAsync(
                i => i.MessageId == request.MessageId && i.ConversationId == seen.Id && i.Kind == ItemKind.Sent,
                ct
            ) ?? throw new DomainException(ConversationErrors.MessageNotFound);
        if (item.AuthorId != user.UserId)
            throw new DomainException(ConversationErrors.OfAnotherAuthor);
        // Messages before conversations, as everybody who writes.
        if (!await messages.WithdrawAsync(seen.ChannelId, request.MessageId, ct))
            return Done.Value;
        var conversation = (await db.LockConversationAsync(seen.Id, ct))!;
        var held =
            await db.HeldReplies.SingleOrDefaultAsync(h => h.Id == request.MessageId, ct) ?? throw new DomainException(ConversationErrors.NotHeld);
        var before = Attendance.Of(conversation);
        await TakeBackAsync(conversation, held, ct);
        db.HeldReplies.Remove(held);
        item.Forget();
        await attendance.FollowAsync(before, ct);
        return Done.Value;
    }

    private async Task TakeBackAsync(Conversation conversation, HeldReply held, CancellationToken ct)
    {
        var next = await db
            .HeldReplies.Where(h => h.ConversationId == conversation.Id && h.Sequence > held.Sequence)
            .OrderBy(h => h.Sequence)
            .FirstOrDefaultAsync(ct);
        // What somebody else, or a program, sent meanwhile has ended the wait for good, and is what lists show.
        if (await IsAnsweredAsync(conversation.Id, held.Sequence, next?.Sequence ?? int.MaxValue, ct))
            return;
        var keys = await vault.OpenAsync(ct);
        if (next is not null)
            next.Inherit(held, keys.SealedFor(held, InboxPlaces.HeldPreview(next.Id)));
        else
            conversation.TakeBack(held, keys.SealedFor(held, InboxPlaces.Preview(conversation.Id)), clock.GetUtcNow());
    }

    private async Task<bool> IsAnsweredAsync(Guid conversationId, int after, int before, CancellationToken ct)
    {
        var sent = await db
            .ConversationItems.Where(i => i.ConversationId == conversationId && i.Kind == ItemKind.Sent && i.Sequence > after && i.Sequence < before)
            .Select(i => i.MessageId!.Value)
            .ToListAsync(ct);
        return sent.Count > 0 && (await records.DetailsAsync([], sent, ct)).Values.Any(m => m.Fate?.WasWithdrawn() != true);
    }
}
