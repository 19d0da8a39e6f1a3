using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Messages;

/// <param name="Sequence">Its number within the conversation, before and after which the others are asked for.</param>
/// <param name="Kind">Received, sent or noted.</param>
/// <param name="Author">Who of the company wrote it; null: the customer, or a program.</param>
/// <param name="Customer">Null when nobody can tell who it is.</param>
public sealed record FoundMessage(
    Guid ConversationId,
    int Sequence,
    DateTimeOffset At,
    ItemKind Kind,
    NamedId? Author,
    PersonView? Customer,
    string ChannelName,
    NamedId Team,
    ConversationStatus Status,
    Snippet Snippet
);

/// <summary>
/// Asks the index, reads what it names and shows what really has the words: beginnings are indexed by their first letters, and what stands in
/// quotation marks by its words.
/// </summary>
internal sealed class FindMessages(
    IInboxDb db,
    IPersonalVault vault,
    IMessageRecords messages,
    IPeople people,
    IMemberNames members,
    TimeProvider clock
)
{
    /// <summary>Whoever asks for what hardly anything is like gets what was found among so many, and may go on.</summary>
    private const int MostRead = 600;

    public async Task<Page<FoundMessage>> RunAsync(SearchQuery query, SearchedPlace place, Cursor? after, int limit, CancellationToken ct)
    {
        if (await WordsAsync(query, place, after, ct) is not { } words)
            return new Page<FoundMessage>([], null);
        var keys = await vault.OpenAsync(ct);
        var found = new List<(ConversationItem Item, Snippet Snippet)>();
        var (read, last) = (0, after);
        while (read < MostRead)
        {
            var asked = Math.Max(limit + 1 - found.Count, 50);
            var items = await ReadAsync(place, words, last, asked, ct);
            var texts = await messages.WordsAsync([.. items.Select(i => i.MessageId).OfType<Guid>()], ct);
            foreach (var item in items)
            {
                var text =
                    item.MessageId is { } message ? texts.GetValueOrDefault(message)
                    : item.Content is { } note ? keys.Open(note, InboxPlaces.Note(item.Id))
                    : null;
                if (text is not null && query.Find(text) is { } marks)
                    found.Add((item, Snippet.Of(text, marks)));
                if (found.Count > limit)
                {
                    found.RemoveAt(limit);
                    return new Page<FoundMessage>(await ViewAsync(found, ct), CursorOf(found[^1].Item).ToString());
                }
            }
            if (items.Count < asked)
                return new Page<FoundMessage>(await ViewAsync(found, ct), null);
            (read, last) = (read + items.Count, CursorOf(items[^1]));
        }
        return new Page<FoundMessage>(await ViewAsync(found, ct), last?.ToString());
    }

    /// <returns>Null when nothing was said in that time.</returns>
    private async Task<SearchedWords?> WordsAsync(SearchQuery query, SearchedPlace place, Cursor? after, CancellationToken ct)
    {
        // An item's id begins with its time.
        var first = await db.ConversationItems.OrderBy(i => i.Id).Select(i => (DateTimeOffset?)i.At).FirstOrDefaultAsync(ct);
        var newest = SearchTerms.MonthOf(new[] { after?.At, place.Until, clock.GetUtcNow() }.Min()!.Value);
        var oldest = SearchTerms.MonthOf(new[] { first, place.From }.Max() ?? clock.GetUtcNow());
        if (first is null || oldest > newest)
            return null;
        var keys = await vault.OpenAsync(ct);
        var months = Enumerable.Range(0, newest - oldest + 1).Select(before => query.KeysOf(keys, newest - before)).ToList();
        // Where all words are whole, the first one is asked for twice rather than in a third way.
        var flat = months.SelectMany(m => m.Every.Concat(m.Either.Length > 0 ? m.Either : m.Every[..1])).ToArray();
        return new SearchedWords(newest, flat.Length / months.Count, months[0].Every.Length, flat);
    }

    private async Task<List<ConversationItem>> ReadAsync(SearchedPlace place, SearchedWords words, Cursor? after, int limit, CancellationToken ct)
    {
        var ids = await db.FindMessagesAsync(place, words, after, limit, ct);
        var items = await db.ConversationItems.AsNoTracking().Where(i => ids.Contains(i.Id)).ToListAsync(ct);
        return [.. items.OrderByDescending(i => i.At).ThenByDescending(i => i.Id)];
    }

    private async Task<IReadOnlyList<FoundMessage>> ViewAsync(List<(ConversationItem Item, Snippet Snippet)> found, CancellationToken ct)
    {
        var ids = found.Select(f => f.Item.ConversationId).Distinct().ToArray();
        var of = await db.Conversations.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var customers = await people.ListAsync([.. of.Values.Select(c => c.ContactId).OfType<Guid>().Distinct()], ct);
        var names = await members.OfAsync([.. found.Select(f => f.Item.AuthorId).OfType<Guid>().Distinct()], ct);
        var teams = await db.Teams.AsNoTracking().ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var channels = await messages.ChannelNamesAsync(ct);
        return found.ConvertAll(f =>
        {
            var conversation = of[f.Item.ConversationId];
            return new FoundMessage(
                conversation.Id,
                f.Item.Sequence,
                f.Item.At,
                f.Item.Kind,
                f.Item.AuthorId is { } author ? new NamedId(author, names.GetValueOrDefault(author, "")) : null,
                conversation.ContactId is { } contact ? customers.GetValueOrDefault(contact) : null,
                channels.GetValueOrDefault(conversation.ChannelId, ""),
                new NamedId(conversation.TeamId, teams.GetValueOrDefault(conversation.TeamId, "")),
                conversation.Status,
                f.Snippet
            );
        });
    }

    private static Cursor CursorOf(ConversationItem item) => new(item.At, item.Id);
}
