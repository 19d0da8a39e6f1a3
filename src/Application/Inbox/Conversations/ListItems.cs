using System.Globalization;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
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

internal sealed class ListItemsHandler(IInboxDb db, Sights sights, IPersonalVault vault, IMessageRecords messages, IMemberNames members)
    : IRequestHandler<ListItems, Page<ListItems.Item>>
{
    public async Task<Page<ListItems.Item>> Handle(ListItems request, CancellationToken ct)
    {
        await sights.FindAsync(request.ConversationId, ct);
        var keys = await vault.OpenAsync(ct);
        var items = db.ConversationItems.AsNoTracking().Where(i => i.ConversationId == request.ConversationId);
        var ordered = request.Since is { } since
            ? items.Where(i => i.Sequence > since).OrderBy(i => i.Sequence)
            : items.Where(i => request.Before == null || i.Sequence < request.Before).OrderByDescending(i => i.Sequence);
        var rows = await ordered.TakePage(request.Limit).ToListAsync(ct);
        var hasMore = rows.Count > request.Limit;
        if (hasMore)
            rows.RemoveAt(request.Limit);
        var details = await messages.DetailsAsync(rows.MessagesOf(ItemKind.Received), rows.MessagesOf(ItemKind.Sent), ct);
        var ids = rows.Select(i => i.AuthorId).Concat(rows.Where(i => IsOfPerson(i.Change)).Select(i => i.SubjectId));
        var names = await members.OfAsync([.. ids.OfType<Guid>().Distinct()], ct);
        var teams = rows.Exists(i => i.Change == ConversationChange.Moved)
            ? await db.Teams.AsNoTracking().ToDictionaryAsync(t => t.Id, t => t.Name, ct)
            : [];
        var tickets = rows.Where(i => IsOfTicket(i.Change)).Select(i => i.SubjectId!.Value).Distinct().ToArray();
        var numbers =
            tickets.Length == 0 ? [] : await db.SupportTickets.Where(t => tickets.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Number, ct);
        var labels = rows.Exists(i => IsOfLabel(i.Change)) ? await db.Labels.ToDictionaryAsync(l => l.Id, l => l.Name, ct) : [];
        return new Page<ListItems.Item>(
            rows.ConvertAll(i => new ListItems.Item(
                i.Sequence,
                i.Kind,
                i.At,
                Named(i.AuthorId, names),
                i.MessageId is { } message ? details.GetValueOrDefault(message) : null,
                i.Content is { } note ? keys.Open(note, InboxPlaces.Note(i.Id)) : null,
                i.Change,
                IsOfTicket(i.Change)
                    ? new NamedId(i.SubjectId!.Value, numbers[i.SubjectId.Value].ToString(CultureInfo.InvariantCulture))
                    : Named(
                        i.SubjectId,
                        IsOfPerson(i.Change) ? names
                            : IsOfLabel(i.Change) ? labels
                            : teams
                    ),
                i.Until,
                i.Priority,
                i.GivenBy is { } by ? new ListItems.Reason(by, i.Load!.Value, i.Capacity!.Value) : null,
                i.WaitedSeconds
            )),
            hasMore ? rows[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null
        );
    }

    private static bool IsOfPerson(ConversationChange? change) => change is ConversationChange.Assigned or ConversationChange.Unattended;

    private static bool IsOfLabel(ConversationChange? change) => change is ConversationChange.Labelled or ConversationChange.Unlabelled;

    private static bool IsOfTicket(ConversationChange? change) => change is ConversationChange.TicketOpened or ConversationChange.TicketLinked;

    private static NamedId? Named(Guid? id, IReadOnlyDictionary<Guid, string> names) =>
        id is { } known ? new NamedId(known, names.GetValueOrDefault(known, "")) : null;
}

internal static class ItemLists
{
    public static Guid[] MessagesOf(this List<ConversationItem> items, ItemKind kind) =>
        [.. items.Where(i => i.Kind == kind).Select(i => i.MessageId!.Value)];
}
