using System.Security.Cryptography;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Inbox;
using Microsoft.Extensions.Logging;

namespace CleanApp.Application.Inbox.Messages;

/// <summary>
/// Makes what was said before there was a search findable, the newest first. What is left to do is what the rows themselves say, and a batch
/// is a transaction: cut off anywhere, the next one goes on with the rest.
/// </summary>
internal sealed partial class IndexMessages(
    IInboxDb db,
    IUnitOfWork unit,
    IPersonalVault vault,
    IMessageRecords messages,
    ILogger<IndexMessages> logger
) : IWorkHandler
{
    public const string WorkKind = "inbox.index_messages";
    private const int Batch = 200;

    /// <summary>Then others have their turn, and a host that is stopped need not be waited for.</summary>
    private const int BatchesInARow = 10;

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        for (var done = 0; done < BatchesInARow; done++)
            if (!await unit.InTransactionAsync(IndexSomeAsync, ct))
                // A host of the version before may still add some.
                return done == 0 ? WorkResult.Finished : WorkResult.RunAgainIn(TimeSpan.FromHours(1));
        return WorkResult.RunAgainIn(TimeSpan.Zero);
    }

    private async Task<bool> IndexSomeAsync(CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        // Locked before their words are read: whoever erases them at this moment comes after, and takes away what is put here.
        var items = await db.LockUnindexedAsync(Batch, ct);
        try
        {
            await IndexAsync(keys, items, ct);
        }
        catch (CryptographicException)
        {
            // One that does not open must not keep all others from being found.
            foreach (var item in items.Where(i => i.Terms is null))
                await IndexAloneAsync(keys, item, ct);
        }
        await db.SaveChangesAsync(ct);
        return items.Count > 0;
    }

    private async Task IndexAsync(ICompanyKeys keys, List<ConversationItem> items, CancellationToken ct)
    {
        var words = await messages.WordsAsync([.. items.Select(i => i.MessageId).OfType<Guid>()], ct);
        foreach (var item in items)
            item.FoundBy(keys.TermsOf(item.MessageId is { } id ? words.GetValueOrDefault(id) : NoteOf(keys, item), item.At));
    }

    private async Task IndexAloneAsync(ICompanyKeys keys, ConversationItem item, CancellationToken ct)
    {
        try
        {
            await IndexAsync(keys, [item], ct);
        }
        catch (CryptographicException)
        {
            LogUnreadable(logger, item.Id);
            item.FoundBy([]);
        }
    }

    private static string? NoteOf(ICompanyKeys keys, ConversationItem item) =>
        item.Content is { } note ? keys.Open(note, InboxPlaces.Note(item.Id)) : null;

    [LoggerMessage(LogLevel.Error, "Item {ItemId} does not open and is not found by its words")]
    private static partial void LogUnreadable(ILogger logger, Guid itemId);
}
