using System.Globalization;
using System.Runtime.CompilerServices;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>What is exported of conversations, as people read it.</summary>
internal sealed class ExportRows(IInboxDb db, ConversationViews views, IMessageRecords messages, IMemberNames members, IPersonalVault vault)
{
    /// <summary>Of a conversation as long as a year, so many are in memory at once.</summary>
    private const int ItemsAtOnce = 500;

    public static readonly IReadOnlyList<string> ConversationHeads =
    [
        "Conversa",
        "Começou",
        "Cliente",
        "Telefone",
        "Canal",
        "Equipe",
        "Responsável",
        "Situação",
        "Prioridade",
        "Etiquetas",
        "Última mensagem",
        "Espera resposta desde",
        "Resolvida em",
    ];

    public static readonly IReadOnlyList<string> MessageHeads = ["Conversa", "Nº", "Quando", "De", "Autor", "Tipo", "Texto", "Situação", "Motivo"];

    public async IAsyncEnumerable<string[]> OfConversationsAsync(
        List<Conversation> conversations,
        BusinessCalendar calendar,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var (view, conversation) in (await views.OfAsync(conversations, ct)).Zip(conversations))
            yield return
            [
                view.Id.ToString(),
                Local(calendar, view.CreatedAt),
                view.Customer?.Name ?? "",
                // A plus would be taken for a formula.
                view.Customer?.Phone?.TrimStart('+') ?? "",
                view.ChannelName,
                view.Team.Name,
                view.Assignee?.Name ?? "",
                ExportWords.Of(view.Status),
                ExportWords.Of(view.Priority),
                string.Join(", ", view.Labels.Select(l => l.Name)),
                Local(calendar, view.LastMessageAt),
                Local(calendar, view.WaitingSince),
                Local(calendar, conversation.ResolvedAt),
            ];
    }

    public async IAsyncEnumerable<string[]> OfMessagesAsync(
        List<Conversation> conversations,
        BusinessCalendar calendar,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var keys = await vault.OpenAsync(ct);
        await foreach (var items in ItemsAsync(conversations, ct))
        {
            var details = await messages.DetailsAsync(items.MessagesOf(ItemKind.Received), items.MessagesOf(ItemKind.Sent), ct);
            var names = await members.OfAsync([.. items.Select(i => i.AuthorId).OfType<Guid>().Distinct()], ct);
            foreach (var item in items)
            {
                var message = item.MessageId is { } of ? details.GetValueOrDefault(of) : null;
                var author = item.AuthorId is { } by ? names.GetValueOrDefault(by, "") : message?.Name ?? "";
                var text = item.Content is { } note ? keys.Open(note, InboxPlaces.Note(item.Id)) : message?.Text ?? "";
                yield return
                [
                    item.ConversationId.ToString(),
                    item.Sequence.ToString(CultureInfo.InvariantCulture),
                    Local(calendar, item.At),
                    ExportWords.Of(item.Kind),
                    author,
                    message?.Kind ?? "",
                    text,
                    message?.Fate?.InPortuguese() ?? "",
                    message?.Fate?.ErrorReason ?? "",
                ];
            }
        }
    }

    /// <summary>Short conversations together, long ones piece by piece; each in its order.</summary>
    private async IAsyncEnumerable<List<ConversationItem>> ItemsAsync(List<Conversation> conversations, [EnumeratorCancellation] CancellationToken ct)
    {
        var said = db.ConversationItems.AsNoTracking().Where(i => i.Kind != ItemKind.Change);
        var few = new List<Guid>();
        var expected = 0;
        foreach (var conversation in conversations)
        {
            if (conversation.LastSequence <= ItemsAtOnce - expected)
            {
                few.Add(conversation.Id);
                expected += conversation.LastSequence;
                continue;
            }
            if (few.Count > 0)
                yield return await OfFewAsync();
            (few, expected) = ([], 0);
            if (conversation.LastSequence <= ItemsAtOnce)
            {
                (few, expected) = ([conversation.Id], conversation.LastSequence);
                continue;
            }
            for (int? after = 0; after is { } last; )
            {
                var rows = said.Where(i => i.ConversationId == conversation.Id && i.Sequence > last).OrderBy(i => i.Sequence);
                var items = await rows.TakePage(ItemsAtOnce).ToListAsync(ct);
                yield return items;
                after = items.Count > ItemsAtOnce ? items[^1].Sequence : null;
            }
        }
        if (few.Count > 0)
            yield return await OfFewAsync();

        async Task<List<ConversationItem>> OfFewAsync()
        {
            var items = await said.Where(i => few.Contains(i.ConversationId)).ToListAsync(ct);
            return [.. items.OrderBy(i => few.IndexOf(i.ConversationId)).ThenBy(i => i.Sequence)];
        }
    }

    private static string Local(BusinessCalendar calendar, DateTimeOffset? at) =>
        at is null ? "" : calendar.ToLocal(at.Value).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
}
