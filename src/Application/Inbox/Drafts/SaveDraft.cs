using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Drafts;

/// <summary>Keeps what the caller has begun to write in a conversation, for them alone; in place of what was kept before.</summary>
/// <param name="Reply">To the customer; empty: nothing.</param>
/// <param name="Note">To colleagues; empty: nothing.</param>
public sealed record SaveDraft(Guid ConversationId, string Reply, string Note) : ICommand<Done>;

internal sealed class SaveDraftValidator : AbstractValidator<SaveDraft>
{
    /// <summary>More than may be sent, so that what is too long can be cut another day.</summary>
    private const int Longest = 10_000;

    public SaveDraftValidator()
    {
        RuleFor(r => r.Reply).NotNull().MaximumLength(Longest);
        RuleFor(r => r.Note).NotNull().MaximumLength(Longest);
    }
}

internal sealed class SaveDraftHandler(IInboxDb db, Sights sights, IPersonalVault vault, IUserContext user, TimeProvider clock)
    : IRequestHandler<SaveDraft, Done>
{
    public async Task<Done> Handle(SaveDraft request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        // Locked, so that none is kept about somebody who is being anonymised, and of two at once there is one.
        var conversation = await sights.LockAsync(request.ConversationId, ct);
        var draft = await db.ConversationDrafts.SingleOrDefaultAsync(d => d.ConversationId == conversation.Id && d.AuthorId == user.UserId, ct);
        if (request is { Reply: "", Note: "" })
        {
            if (draft is not null)
                db.ConversationDrafts.Remove(draft);
            await db.SaveChangesAsync(ct);
            return Done.Value;
        }
        if (conversation.Address is null)
            throw new DomainException(ConversationErrors.Erased);
        var now = clock.GetUtcNow();
        if (draft is null)
            db.ConversationDrafts.Add(draft = ConversationDraft.Begin(Guid.CreateVersion7(now), conversation.Id, user.UserId));
        draft.Keep(Sealed(request.Reply, InboxPlaces.DraftReply(draft.Id)), Sealed(request.Note, InboxPlaces.DraftNote(draft.Id)), now);
        await db.SaveChangesAsync(ct);
        return Done.Value;

        byte[]? Sealed(string text, SealedPlace place) => text == "" ? null : keys.Seal(text, place);
    }
}
