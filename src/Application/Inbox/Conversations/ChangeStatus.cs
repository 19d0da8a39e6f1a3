using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Agents;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Resolves, reopens, holds or puts off a conversation. What it is already changes nothing.</summary>
/// <param name="SnoozedUntil">Of what is put off: until then, within a year; null: until the customer writes.</param>
public sealed record ChangeStatus(Guid ConversationId, ConversationStatus Status, DateTimeOffset? SnoozedUntil = null)
    : ICommand<ConversationSummary>;

internal sealed class ChangeStatusValidator : AbstractValidator<ChangeStatus>
{
    public ChangeStatusValidator(TimeProvider clock)
    {
        RuleFor(r => r.Status).IsInEnum();
        RuleFor(r => r.SnoozedUntil).Null().When(r => r.Status != ConversationStatus.Snoozed).WithMessage("Only what is put off has a time.");
        RuleFor(r => r.SnoozedUntil).Must(at => at is null || at < clock.GetUtcNow().AddDays(366)).WithMessage("Must be within a year.");
    }
}

internal sealed class ChangeStatusHandler(
    IInboxDb db,
    Sights sights,
    ConversationViews views,
    Attendance attendance,
    IWorkQueue work,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<ChangeStatus, ConversationSummary>
{
    public async Task<ConversationSummary> Handle(ChangeStatus request, CancellationToken ct)
    {
        var conversation = await sights.LockAsync(request.ConversationId, ct);
        var (before, wasLive) = (Attendance.Of(conversation), conversation.IsLive);
        var now = clock.GetUtcNow();
        var item = conversation.Become(request.Status, request.SnoozedUntil, user.Actor, now);
        if (item is not null)
            db.ConversationItems.Add(item);
        if (!wasLive && conversation.IsLive && await attendance.LeaveGoneAsync(conversation, user.Actor, ct) is { } left)
            db.ConversationItems.Add(left);
        await attendance.FollowAsync(before, ct);
        if (conversation.SnoozedUntil is not null)
            await work.NudgeAsync(WakeConversation.WorkKind, conversation.Id, ct);
        return await views.OfAsync(conversation, ct);
    }
}
