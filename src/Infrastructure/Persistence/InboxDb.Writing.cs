using CleanApp.Infrastructure.Persistence.Tenancy;
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

    public void LeaveDraftReply(Guid conversationId, Guid authorId) =>
        TenantBatch.Later(
            db,
            """
            with gone as (delete from conversation_drafts where conversation_id = $1 and author_id = $2 and note is null)
            update conversation_drafts set reply = null where conversation_id = $1 and author_id = $2 and note is not null
            """,
            conversationId,
            authorId
        );

    public Task LeaveDraftNoteAsync(Guid conversationId, Guid authorId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            with gone as (delete from conversation_drafts where conversation_id = {conversationId} and author_id = {authorId} and reply is null)
            update conversation_drafts set note = null where conversation_id = {conversationId} and author_id = {authorId} and reply is not null
            """,
            ct
        );
}
