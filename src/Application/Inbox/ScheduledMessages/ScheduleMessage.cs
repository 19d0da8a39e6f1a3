using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.ScheduledMessages;

/// <summary>Writes to the customer later. Whether it may go (window, template, consent) is decided when it goes.</summary>
/// <param name="SendAt">To come, within a year.</param>
public sealed record ScheduleMessage(Guid ConversationId, OutgoingMessage Message, DateTimeOffset SendAt) : ICommand<ScheduledMessageView>;

internal sealed class ScheduleMessageValidator : AbstractValidator<ScheduleMessage>
{
    public ScheduleMessageValidator(TimeProvider clock)
    {
        RuleFor(r => r.Message).SetValidator(new OutgoingMessageRules()).OverridePropertyName("");
        RuleFor(r => r.SendAt)
            .Must(at => at > clock.GetUtcNow() && at < clock.GetUtcNow().AddDays(366))
            .WithMessage("Must be a time to come, within a year.");
    }
}

internal sealed class ScheduleMessageHandler(
    IInboxDb db,
    Sights sights,
    ScheduledMessageViews views,
    IPersonalVault vault,
    IMessages messages,
    IWorkQueue work,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<ScheduleMessage, ScheduledMessageView>
{
    /// <summary>All that wait in a conversation are on the screen.</summary>
    private const int Most = 20;

    public async Task<ScheduledMessageView> Handle(ScheduleMessage request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        // What can be known to be wrong now is said now.
        var seen = await sights.FindAsync(request.ConversationId, ct);
        await messages.RequireFitAsync(seen.ChannelId, request.Message, ct);
        // Locked, so that none is added to somebody who is being anonymised, nor more than there may be.
        var conversation = await sights.LockAsync(request.ConversationId, ct);
        conversation.RequireLive();
        if (conversation.Address is null)
            throw new DomainException(ConversationErrors.Erased);
        if (await db.ScheduledMessages.CountAsync(m => m.ConversationId == conversation.Id && m.Status == ScheduledStatus.Waiting, ct) >= Most)
            throw new DomainException(ScheduledMessageErrors.TooMany);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var content = keys.Seal(request.Message.Pack(), InboxPlaces.Scheduled(id));
        var scheduled = ScheduledMessage.Create(id, conversation.Id, user.UserId, content, request.SendAt, now);
        db.ScheduledMessages.Add(scheduled);
        work.Enqueue(SendScheduledMessage.WorkKind, id, request.SendAt - now);
        await db.SaveChangesAsync(ct);
        db.LeaveDraftReply(conversation.Id, user.UserId);
        return (await views.OfAsync([scheduled], ct))[0];
    }
}
