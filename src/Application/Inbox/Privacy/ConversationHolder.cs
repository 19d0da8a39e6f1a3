using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.Inbox.Drafts;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Privacy;

/// <summary>What colleagues noted about a person. When they are anonymised, that there was a conversation, and when, is all that stays.</summary>
internal sealed class ConversationHolder(IInboxDb db, IPersonalVault vault, IMessageRecords messages) : IPersonalDataHolder
{
    /// <summary>After messages and windows, as everybody who writes.</summary>
    public int EraseOrder => 1;

    public async Task<IReadOnlyList<DataSection>> ExportAsync(DataSubject person, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var notes = await (
            from item in db.ConversationItems.AsNoTracking()
            join conversation in db.Conversations.AsNoTracking() on item.ConversationId equals conversation.Id
            where conversation.ContactId == person.ContactId && item.Content != null
            orderby item.At, item.Id
            select item
        ).ToListAsync(ct);
        var scheduled = await (
            from message in db.ScheduledMessages.AsNoTracking()
            join conversation in db.Conversations.AsNoTracking() on message.ConversationId equals conversation.Id
            where conversation.ContactId == person.ContactId && message.Status == ScheduledStatus.Waiting && message.Content != null
            orderby message.SendAt, message.Id
            select message
        ).ToListAsync(ct);
        var drafts = await (
            from draft in db.ConversationDrafts.AsNoTracking()
            join conversation in db.Conversations.AsNoTracking() on draft.ConversationId equals conversation.Id
            where conversation.ContactId == person.ContactId
            orderby draft.UpdatedAt, draft.Id
            select draft
        ).ToListAsync(ct);
        return
        [
            new DataSection(
                "drafts",
                "Rascunhos da equipe para a pessoa",
                63,
                [
                    .. drafts
                        .Select(keys.View)
                        .Select(draft =>
                            new[]
                            {
                                new DataField("at", "Quando", draft.UpdatedAt),
                                new DataField("reply", "Resposta", draft.Reply),
                                new DataField("note", "Anotação", draft.Note),
                            }
                        ),
                ]
            ),
            new DataSection(
                "scheduled_messages",
                "Mensagens agendadas para a pessoa",
                61,
                [
                    .. scheduled.Select(m =>
                        new[]
                        {
                            new DataField("at", "Para quando", m.SendAt),
                            new DataField("content", "Conteúdo", keys.Open(m.Content!, InboxPlaces.Scheduled(m.Id))),
                        }
                    ),
                ]
            ),
            new DataSection(
                "notes",
                "Anotações internas sobre a pessoa",
                62,
                [
                    .. notes.Select(note =>
                        new[]
                        {
                            new DataField("at", "Quando", note.At),
                            new DataField("text", "Texto", keys.Open(note.Content!, InboxPlaces.Note(note.Id))),
                        }
                    ),
                ]
            ),
        ];
    }

    public async Task<IReadOnlyCollection<Guid>> ActiveSinceAsync(IReadOnlyCollection<Guid> contactIds, DateTimeOffset since, CancellationToken ct) =>
        await db
            .Conversations.Where(c =>
                c.ContactId != null && contactIds.Contains(c.ContactId.Value) && (c.Status != ConversationStatus.Resolved || c.LastMessageAt >= since)
            )
            .Select(c => c.ContactId!.Value)
            .Distinct()
            .ToListAsync(ct);

    public async Task EraseAsync(DataSubject person, CancellationToken ct) =>
        await db.EraseAsync(person.ContactId, await messages.IdsOfAsync(person.ContactId, ct), ct);
}
