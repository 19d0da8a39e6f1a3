using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Agents;
using CleanApp.Application.Inbox.Alerts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>
/// The same changes to many conversations at once, first who has them, then their state. Those they cannot be done to stay as they are
/// and are named; when they can be done to none, the first reason is the answer.
/// </summary>
/// <param name="ConversationIds">1 to 100.</param>
/// <param name="Status">Of what is resolved nothing is opened again: its customer may have another one open.</param>
/// <param name="SnoozedUntil">Of what is put off: until then, within a year; null: until the customer writes.</param>
/// <param name="Release">Nobody's from now on, unless somebody is named.</param>
/// <param name="Read">The caller has looked.</param>
public sealed record ChangeConversations(
    IReadOnlyList<Guid> ConversationIds,
    ConversationStatus? Status = null,
    DateTimeOffset? SnoozedUntil = null,
    Guid? AssigneeId = null,
    bool Release = false,
    Guid? TeamId = null,
    Priority? Priority = null,
    Guid? AddLabelId = null,
    Guid? RemoveLabelId = null,
    bool Read = false
) : ICommand<ChangeConversations.Response>
{
    public sealed record Response(int Changed, IReadOnlyList<Refusal> Refused);

    /// <param name="Code">As of a problem, had it been asked for this one alone.</param>
    public sealed record Refusal(Guid ConversationId, string Code);

    internal bool ChangesSomething =>
        Status is not null || (AssigneeId ?? TeamId ?? AddLabelId ?? RemoveLabelId) is not null || Priority is not null || Release || Read;

    /// <summary>What is resolved is not opened, given away or put off; it is opened again first, by itself.</summary>
    internal bool IsForLive => Status is not (null or ConversationStatus.Resolved) || (AssigneeId ?? TeamId) is not null || Release;
}

internal sealed class ChangeConversationsValidator : AbstractValidator<ChangeConversations>
{
    public ChangeConversationsValidator(TimeProvider clock)
    {
        RuleFor(r => r.ConversationIds).Must(ids => ids is { Count: > 0 and <= 100 }).WithMessage("1 to 100.");
        RuleFor(r => r.Status).IsInEnum();
        RuleFor(r => r.Priority).IsInEnum();
        RuleFor(r => r).Must(r => r.ChangesSomething).WithName("change").WithMessage("Say what is to be changed.");
        RuleFor(r => r.SnoozedUntil).Null().When(r => r.Status != ConversationStatus.Snoozed).WithMessage("Only what is put off has a time.");
        RuleFor(r => r.SnoozedUntil).Must(at => at is null || at < clock.GetUtcNow().AddDays(366)).WithMessage("Must be within a year.");
    }
}

internal sealed class ChangeConversationsHandler(
    IInboxDb db,
    Sights sights,
    PutLabels labels,
    IActiveMembers members,
    Attendance attendance,
    IWorkQueue work,
    Ringing ringing,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<ChangeConversations, ChangeConversations.Response>
{
    public async Task<ChangeConversations.Response> Handle(ChangeConversations request, CancellationToken ct)
    {
        var sight = await sights.OfCallerAsync(ct);
        await RequireTargetAsync(request, ct);
        var ids = request.ConversationIds.Distinct().ToArray();
        var seen = (await db.LockConversationsAsync(ids, ct)).FindAll(sight.Sees);
        var refused = ids.Except(seen.Select(c => c.Id)).Select(id => (Id: id, Error: ConversationErrors.NotFound)).ToList();
        var now = clock.GetUtcNow();
        if (request.SnoozedUntil <= now)
            throw new DomainException(ConversationErrors.SnoozeInPast);
        if (request.IsForLive)
            refused.AddRange(seen.Where(c => !c.IsLive).Select(c => (c.Id, ConversationErrors.Resolved)));
        if (refused.Count == ids.Length)
            throw new DomainException(refused[0].Error);
        var changed = seen.FindAll(c => c.IsLive || !request.IsForLive);
        var before = changed.ConvertAll(Attendance.Of);
        foreach (var conversation in changed)
            db.ConversationItems.AddRange(Change(conversation, request, now).OfType<ConversationItem>());
        if (request.AddLabelId is { } add)
            await labels.RunAsync(changed, has => has.Append(add).ToHashSet(), ct);
        if (request.RemoveLabelId is { } remove)
            await labels.RunAsync(changed, has => has.Where(id => id != remove).ToHashSet(), ct);
        await attendance.FollowAsync(before, ct);
        await FollowAsync(request, changed, ct);
        return new ChangeConversations.Response(changed.Count, [.. refused.Select(r => new ChangeConversations.Refusal(r.Id, r.Error.Code))]);
    }

    private async Task RequireTargetAsync(ChangeConversations request, CancellationToken ct)
    {
        if (request.AssigneeId is { } assignee && !(await members.WithAsync(Permissions.ConversationsWrite, ct)).Any(m => m.UserId == assignee))
            throw new DomainException(ConversationErrors.AssigneeNotFound);
        if (request.TeamId is { } team && !await db.Teams.AnyAsync(t => t.Id == team && t.Active, ct))
            throw new DomainException(TeamErrors.NotFound);
        await labels.RequireAsync([.. new[] { request.AddLabelId, request.RemoveLabelId }.OfType<Guid>()], ct);
    }

    private IEnumerable<ConversationItem?> Change(Conversation conversation, ChangeConversations request, DateTimeOffset now)
    {
        if (request.Read)
            conversation.MarkRead();
        if (request.TeamId is { } team)
            yield return conversation.MoveTo(team, user.Actor, now);
        if (request.Release)
            yield return conversation.Assign(null, user.Actor, now);
        if (request.AssigneeId is { } assignee)
            yield return conversation.Assign(assignee, user.Actor, now);
        if (request.Priority is { } priority)
            yield return conversation.Prioritise(priority, user.Actor, now);
        if (request.Status is { } status)
            yield return conversation.Become(status, request.SnoozedUntil, user.Actor, now);
    }

    private async Task FollowAsync(ChangeConversations request, List<Conversation> changed, CancellationToken ct)
    {
        if (request.Read)
            await db.SeeMentionsAsync([.. changed.Select(c => c.Id)], user.UserId, ct);
        foreach (var conversation in changed)
        {
            if (request.AssigneeId is { } given)
            {
                db.TakePart(conversation.Id, [given], mentionedAt: null);
                await ringing.AskAsync(conversation.Id, ct);
            }
            if (conversation.SnoozedUntil is not null && request.Status is not null)
                await work.NudgeAsync(WakeConversation.WorkKind, conversation.Id, ct);
        }
    }
}
