using System.Globalization;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;

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

internal sealed class ListItemsHandler(IInboxDb db, IPersonalVault vault, IMessageRecords messages, IUserContext user)
    : IRequestHandler<ListItems, Page<ListItems.Item>>
{
    public async Task<Page<ListItems.Item>> Handle(ListItems request, CancellationToken ct)
    {
        var seesAll = user.May(Permissions.ConversationsReadAll);
        var rows =
            await db.ListItemsAsync(request.ConversationId, user.UserId, seesAll, request.Before, request.Since, request.Limit + 1, ct)
            ?? throw new DomainException(ConversationErrors.NotFound);
        var keys = await vault.OpenAsync(ct);
        var hasMore = rows.Count > request.Limit;
        if (hasMore)
            rows.RemoveAt(request.Limit);
        return new Page<ListItems.Item>(
            rows.ConvertAll(i => new ListItems.Item(
                i.Sequence,
                i.Kind,
                i.At,
                Named(i.AuthorId, i.Author),
                i.Message is { } message ? messages.Open(keys, message) : null,
                i.Note is { } note ? keys.Open(note, InboxPlaces.Note(i.Id)) : null,
                i.Change,
                Named(i.SubjectId, i.Subject),
                i.Until,
                i.Priority,
                i.GivenBy is { } by ? new ListItems.Reason(by, i.Load!.Value, i.Capacity!.Value) : null,
                i.WaitedSeconds
            )),
            hasMore ? rows[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null
        );
    }

    private static NamedId? Named(Guid? id, string? name) => id is { } known ? new NamedId(known, name ?? "") : null;
}

internal static class ItemLists
{
    public static Guid[] MessagesOf(this List<ConversationItem> items, ItemKind kind) =>
        [.. items.Where(i => i.Kind == kind).Select(i => i.MessageId!.Value)];
}
