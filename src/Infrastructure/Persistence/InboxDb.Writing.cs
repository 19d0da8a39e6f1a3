using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What is being written, or can still be taken back.</summary>
internal sealed partial class InboxDb
{
    public Task ForgetHeldAsync(DateTimeOffset until, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            delete from held_replies where tenant_id = {Tenant} and id in (
                select id from held_replies where tenant_id = {Tenant} and held_until < {until} order by held_until limit 20 for update skip locked
            )
            """,
            ct
        );

    public async Task LeaveDraftReplyAsync(Guid conversationId, Guid authorId, CancellationToken ct)
    {
        var draft = ConversationDrafts.Where(d => d.ConversationId == conversationId && d.AuthorId == authorId);
        if (await draft.Where(d => d.Note == null).ExecuteDeleteAsync(ct) == 0)
            await draft.ExecuteUpdateAsync(set => set.SetProperty(d => d.Reply, (byte[]?)null), ct);
    }

    public async Task LeaveDraftNoteAsync(Guid conversationId, Guid authorId, CancellationToken ct)
    {
        var draft = ConversationDrafts.Where(d => d.ConversationId == conversationId && d.AuthorId == authorId);
        if (await draft.Where(d => d.Reply == null).ExecuteDeleteAsync(ct) == 0)
            await draft.ExecuteUpdateAsync(set => set.SetProperty(d => d.Note, (byte[]?)null), ct);
    }
}
