using System.Globalization;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>What happened in a conversation: newest first, or from a number on in its order, for whoever was away.</summary>
/// <param name="Before">Only items with a smaller number.</param>
/// <param name="Since">Only items with a greater number, oldest first.</param>
public sealed record ListItems(Guid ConversationId, int? Before, int? Since, int Limit) : IRequest<Page<ListItems.Item>>
{
    /// <param name="Sequence">1, 2, 3 … within the conversation, without gap.</param>
    /// <param name="Author">Who wrote or did it; null: the customer, a program, or the system.</param>
    /// <param name="WaitedSeconds">How long the customer had waited when it was shared out, or nobody had attended to it when that was told.</param>
    /// <param name="Note">Null as well once the person was anonymised.</param>
    /// <param name="Subject">The person it was assigned to, or who has it and is not at work, the team it was moved to, the ticket that follows it, by its number, the label put on or taken off; of one that is no more, without name.</param>
    public sealed record Item(
        int Sequence,
        ItemKind Kind,
        DateTimeOffset At,
        NamedId? Author,
        MessageDetails? Message,
        string? Note,
        ConversationChange? Change,
        NamedId? Subject,
        DateTimeOffset? Until,
        Priority? Priority,
        Reason? Reason,
        int? WaitedSeconds
    );

    /// <summary>Why this person was given it, where that was by rule.</summary>
    /// <param name="Load">Open conversations they had at that moment, without this one.</param>
    /// <param name="Capacity">How many they could have.</param>
    public sealed record Reason(GivenBy By, int Load, int Capacity);
}

internal sealed class ListItemsHandler(IInboxDb db, IPersonalVault vault, IMessageRecords messages, IMemberNames members, IUserContext user)
    : IRequestHandler<ListItems, Page<ListItems.Item>>
{
    public async Task<Page<ListItems.Item>> Handle(ListItems request, CancellationToken ct)
    {
        var seesAll = user.May(Permissions.ConversationsReadAll);
        var rows =
            await db.ListItemsAsync(request.ConversationId, user.UserId, seesAll, request.Before, request.Since, request.Limit + 1, ct)
            ?? throw new DomainException(ConversationErrors.NotFound);
        var hasMore = rows.Count > request.Limit;
        if (hasMore)
            rows.RemoveAt(request.Limit);
        var details = await messages.OpenAsync([.. rows.Select(i => i.Message).OfType<StoredMessage>()], ct);
        var subjects = await SubjectsAsync(rows, ct);
        var keys = await vault.OpenAsync(ct);
        return new Page<ListItems.Item>(
            rows.ConvertAll(i => new ListItems.Item(
                i.Sequence,
                i.Kind,
                i.At,
                Named(i.AuthorId, i.Author),
                i.Message is { } message ? details[message.Id] : null,
                i.Note is { } note ? keys.Open(note, InboxPlaces.Note(i.Id)) : null,
                i.Change,
                Named(i.SubjectId, i.SubjectId is { } subject ? subjects.GetValueOrDefault(subject) : null),
                i.Until,
                i.Priority,
                i.GivenBy is { } by ? new ListItems.Reason(by, i.Load!.Value, i.Capacity!.Value) : null,
                i.WaitedSeconds
            )),
            hasMore ? rows[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null
        );
    }

    /// <summary>What changes are about, by id: names of people, teams and labels, numbers of tickets.</summary>
    private async Task<Dictionary<Guid, string>> SubjectsAsync(List<ItemRow> rows, CancellationToken ct)
    {
        var people = SubjectsOf(rows, ConversationChange.Assigned, ConversationChange.Unattended);
        var teams = SubjectsOf(rows, ConversationChange.Moved);
        var labels = SubjectsOf(rows, ConversationChange.Labelled, ConversationChange.Unlabelled);
        var tickets = SubjectsOf(rows, ConversationChange.TicketOpened, ConversationChange.TicketLinked);
        var subjects = new Dictionary<Guid, string>(await members.OfAsync(people, ct));
        if (teams.Length > 0)
            foreach (var team in await db.Teams.Where(t => teams.Contains(t.Id)).Select(t => new { t.Id, t.Name }).ToListAsync(ct))
                subjects[team.Id] = team.Name;
        if (labels.Length > 0)
            foreach (var label in await db.Labels.Where(l => labels.Contains(l.Id)).Select(l => new { l.Id, l.Name }).ToListAsync(ct))
                subjects[label.Id] = label.Name;
        if (tickets.Length > 0)
            foreach (var ticket in await db.SupportTickets.Where(t => tickets.Contains(t.Id)).Select(t => new { t.Id, t.Number }).ToListAsync(ct))
                subjects[ticket.Id] = ticket.Number.ToString(CultureInfo.InvariantCulture);
        return subjects;
    }

    private static Guid[] SubjectsOf(List<ItemRow> rows, params ConversationChange[] changes) =>
        [.. rows.Where(i => i.Change is { } change && changes.Contains(change)).Select(i => i.SubjectId).OfType<Guid>().Distinct()];

    private static NamedId? Named(Guid? id, string? name) => id is { } known ? new NamedId(known, name ?? "") : null;
}

internal static class ItemLists
{
    public static Guid[] MessagesOf(this List<ConversationItem> items, ItemKind kind) =>
        [.. items.Where(i => i.Kind == kind).Select(i => i.MessageId!.Value)];
}
