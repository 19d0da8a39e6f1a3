using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Alerts;
using CleanApp.Application.Inbox.Messages;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Writes something down for colleagues; the customer never sees it.</summary>
/// <param name="Text">Up to 4,000 characters.</param>
/// <param name="MentionedIds">Colleagues whose attention it wants, up to twenty; each must be one who may see the conversation.</param>
public sealed record AddNote(Guid ConversationId, string Text, IReadOnlyList<Guid>? MentionedIds = null) : ICommand<AddNote.Response>
{
    public sealed record Response(int Sequence);
}

internal sealed class AddNoteValidator : AbstractValidator<AddNote>
{
    public AddNoteValidator()
    {
        RuleFor(r => r.Text).Paragraph(4000);
        RuleFor(r => r.MentionedIds).Must(ids => ids is null or { Count: <= 20 }).WithMessage("At most 20.");
    }
}

internal sealed class AddNoteHandler(
    IInboxDb db,
    Sights sights,
    Colleagues colleagues,
    Ringing ringing,
    IPersonalVault vault,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<AddNote, AddNote.Response>
{
    public async Task<AddNote.Response> Handle(AddNote request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var conversation = await sights.LockAsync(request.ConversationId, ct);
        var mentioned = request.MentionedIds?.ToHashSet() ?? [];
        if (mentioned.Count > 0 && mentioned.Except((await colleagues.OfAsync(conversation, ct)).Select(m => m.UserId)).Any())
            throw new DomainException(ConversationErrors.MentionNotFound);
        // Of somebody who is nobody nothing more is written down.
        if (conversation.Address is null)
            throw new DomainException(ConversationErrors.Erased);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var text = request.Text.Trim();
        var note = conversation.Note(id, keys.Seal(text, InboxPlaces.Note(id)), user.Actor, now);
        note.FoundBy(keys.TermsOf(text, now));
        db.ConversationItems.Add(note);
        await db.SaveChangesAsync(ct);
        db.TakePart(conversation.Id, [user.UserId], mentionedAt: null);
        db.TakePart(conversation.Id, mentioned, now);
        await db.LeaveDraftNoteAsync(conversation.Id, user.UserId, ct);
        if (mentioned.Count > 0)
            await ringing.AskAsync(conversation.Id, ct);
        return new AddNote.Response(note.Sequence);
    }
}
