using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>
/// One change to many conversations at once. Those it cannot be done to stay as they are and are named; when it can be done to none, the
/// first reason is the answer.
/// </summary>
/// <param name="ConversationIds">1 to 100.</param>
/// <param name="Status">Of what is resolved nothing is opened again: its customer may have another one open.</param>
/// <param name="SnoozedUntil">Of what is put off: until then, within a year; null: until the customer writes.</param>
/// <param name="Release">Nobody's from now on.</param>
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

    internal bool IsOneChange =>
        new[]
        {
            Status is not null,
            AssigneeId is not null,
            Release,
            TeamId is not null,
            Priority is not null,
            AddLabelId is not null,
            RemoveLabelId is not null,
            Read,
        }.Count(is_ => is_) == 1;
}

internal sealed class ChangeConversationsValidator : AbstractValidator<ChangeConversations>
{
    public ChangeConversationsValidator(TimeProvider clock)
    {
        RuleFor(r => r.ConversationIds).Must(ids => ids is { Count: > 0 and <= 100 }).WithMessage("1 to 100.");
        RuleFor(r => r.Status).IsInEnum();
        RuleFor(r => r.Priority).IsInEnum();
        RuleFor(r => r).Must(r => r.IsOneChange).WithName("change").WithMessage("Ask for exactly one change.");
        RuleFor(r => r.SnoozedUntil).Null().When(r => r.Status != ConversationStatus.Snoozed).WithMessage("Only what is put off has a time.");
        RuleFor(r => r.SnoozedUntil).Must(at => at is null || at < clock.GetUtcNow().AddDays(366)).WithMessage("Must be within a year.");
    }
}

internal sealed class ChangeConversationsHandler(
    IInboxDb db,
    Sights sights,
    PutLabels labels,
    IActiveMembers members,
    IWorkQueue work,
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
        foreach (var conversation in seen)
        {
            try
            {
                if (Change(conversation, request, now) is { } item)
                    db.ConversationItems.Add(item);
            }
            catch (DomainException e)
            {
                refused.Add((conversation.Id, e.Error));
            }
        }
        if (refused.Count == ids.Length)
            throw new DomainException(refused[0].Error);
        var changed = seen.Where(c => refused.TrueForAll(r => r.Id != c.Id)).ToList();
        if (request.AddLabelId is { } add)
            await labels.RunAsync(changed, has => has.Append(add).ToHashSet(), ct);
        if (request.RemoveLabelId is { } remove)
            await labels.RunAsync(changed, has => has.Where(id => id != remove).ToHashSet(), ct);
        await db.SaveChangesAsync(ct);
        await FollowAsync(request, changed, ct);
        return new ChangeConversations.Response(changed.Count, [.. refused.Select(r => new ChangeConversations.Refusal(r.Id, r.Error.Code))]);
    }

    private async Task RequireTargetAsync(ChangeConversations request, CancellationToken ct)
    {
        if (request.AssigneeId is { } assignee && !(await members.WithAsync(Permissions.ConversationsWrite, ct)).Any(m => m.UserId == assignee))
            throw new DomainException(ConversationErrors.AssigneeNotFound);
        if (request.TeamId is { } team && !await db.Teams.AnyAsync(t => t.Id == team && t.Active, ct))
            throw new DomainException(TeamErrors.NotFound);
        if ((request.AddLabelId ?? request.RemoveLabelId) is { } label)
            await labels.RequireAsync([label], ct);
    }

    private ConversationItem? Change(Conversation conversation, ChangeConversations request, DateTimeOffset now)
    {
        if (request.Status == ConversationStatus.Open)
            conversation.RequireLive();
        if (request.Read)
            conversation.MarkRead();
        return request switch
        {
            { Status: { } status } => conversation.Become(status, request.SnoozedUntil, user.Actor, now),
            { AssigneeId: { } assignee } => conversation.Assign(assignee, user.Actor, now),
            { Release: true } => conversation.Assign(null, user.Actor, now),
            { TeamId: { } team } => conversation.MoveTo(team, user.Actor, now),
            { Priority: { } priority } => conversation.Prioritise(priority, user.Actor, now),
            _ => null,
        };
    }

    private async Task FollowAsync(ChangeConversations request, List<Conversation> changed, CancellationToken ct)
    {
        if (request.Read)
            await db.SeeMentionsAsync([.. changed.Select(c => c.Id)], user.UserId, ct);
        foreach (var conversation in changed)
        {
            if (request.AssigneeId is { } given)
                await db.TakePartAsync(conversation.Id, [given], mentionedAt: null, ct);
            if (conversation.SnoozedUntil is not null && request.Status is not null)
                await work.NudgeAsync(WakeConversation.WorkKind, conversation.Id, ct);
        }
    }
}
