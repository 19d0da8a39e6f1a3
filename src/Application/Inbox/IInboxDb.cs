using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.Inbox.Messages;
using CleanApp.Application.Inbox.SupportTickets;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox;

public partial interface IInboxDb
{
    DbSet<Team> Teams { get; }
    DbSet<TeamMember> TeamMembers { get; }
    DbSet<ChannelRoute> ChannelRoutes { get; }
    DbSet<Conversation> Conversations { get; }
    DbSet<CannedResponse> CannedResponses { get; }
    DbSet<ConversationDraft> ConversationDrafts { get; }
    DbSet<ConversationItem> ConversationItems { get; }
    DbSet<ConversationLabel> ConversationLabels { get; }
    DbSet<ConversationParticipant> ConversationParticipants { get; }
    DbSet<HeldReply> HeldReplies { get; }
    DbSet<Label> Labels { get; }
    DbSet<SavedFilter> SavedFilters { get; }
    DbSet<ScheduledMessage> ScheduledMessages { get; }
    DbSet<SupportTicket> SupportTickets { get; }
    DbSet<SupportTicketEvent> SupportTicketEvents { get; }
    DbSet<SupportTicketLink> SupportTicketLinks { get; }
    DbSet<AlertSettings> AlertSettings { get; }
    DbSet<PushSubscription> PushSubscriptions { get; }
    DbSet<DeviceAlert> DeviceAlerts { get; }

    Task<int> SaveChangesAsync(CancellationToken ct);

    /// <summary>The team that is everybody's, made at first use.</summary>
    Task<Guid> EveryonesTeamAsync(CancellationToken ct);

    /// <summary>Not locked. Null when there is none, or this person may not see it.</summary>
    /// <param name="seesAll">Whether this person sees every conversation.</param>
    Task<Conversation?> FindConversationAsync(Guid id, Guid userId, bool seesAll, CancellationToken ct);

    /// <summary>Locked until the transaction ends. Conversations are locked after messages and windows, never before.</summary>
    Task<Conversation?> LockConversationAsync(Guid id, CancellationToken ct);

    /// <summary>As <see cref="LockConversationAsync"/>, the smallest id first.</summary>
    Task<List<Conversation>> LockConversationsAsync(Guid[] ids, CancellationToken ct);

    /// <summary>Locked until the transaction ends.</summary>
    Task<Label?> LockLabelAsync(Guid id, CancellationToken ct);

    /// <summary>Newest first; from a number on, in their order.</summary>
    /// <param name="seesAll">Whether this person sees every conversation.</param>
    /// <returns>Null when there is no such conversation, or this person may not see it.</returns>
    Task<List<ItemRow>?> ListItemsAsync(Guid conversationId, Guid userId, bool seesAll, int? before, int? since, int most, CancellationToken ct);

    /// <summary>In their order.</summary>
    /// <param name="userId">Whose mentions and draft.</param>
    Task<List<ConversationMarks>> MarksOfAsync(IReadOnlyList<Conversation> conversations, Guid userId, CancellationToken ct);

    /// <summary>They are of those who took part from now on. The conversation is locked by the caller.</summary>
    /// <param name="mentionedAt">When a note mentioned them; null: none did.</param>
    void TakePart(Guid conversationId, IReadOnlyCollection<Guid> userIds, DateTimeOffset? mentionedAt);

    /// <summary>They have looked at what mentions them. The conversations are locked by the caller.</summary>
    Task SeeMentionsAsync(Guid[] conversationIds, Guid userId, CancellationToken ct);

    /// <summary>Those who see the conversation hear what this person does there at this moment. Nothing is kept of it.</summary>
    Task SignalAsync(string topic, Conversation conversation, Guid userId, CancellationToken ct);

    /// <summary>Puts this person's there, as they are for whoever never chose, unless they are there.</summary>
    Task BeginAlertSettingsAsync(Guid userId, CancellationToken ct);

    /// <summary>The browser of this address; nobody else enters it until the transaction ends.</summary>
    Task<PushSubscription?> LockSubscriptionAsync(string endpointHash, CancellationToken ct);

    /// <summary>How far a browser has been told of a conversation; what is a week old is forgotten.</summary>
    Task NoteAlertAsync(Guid subscriptionId, Guid conversationId, int sequence, DateTimeOffset at, CancellationToken ct);

    /// <summary>The one to go on with: the live one of this customer on this channel, else the newest; locked.</summary>
    /// <param name="contactIds">All ids the person is known by; empty when nobody knows who it is.</param>
    Task<Conversation?> LockNewestAsync(Guid channelId, Guid? contactId, byte[] addressLookup, CancellationToken ct);

    /// <summary>
    /// Puts it there unless the customer has a live one already, which somebody began at the same moment.
    /// </summary>
    /// <returns>The live one, locked: this or the other's.</returns>
    Task<Conversation> BeginAsync(Conversation conversation, CancellationToken ct);

    /// <summary>Newest first by when somebody last wrote; those that wait, who waits longest first.</summary>
    Task<List<Conversation>> ListAsync(ConversationFilter filter, Cursor? after, int limit, CancellationToken ct);

    /// <summary>Those that may be seen and began in a time, oldest first.</summary>
    Task<List<Conversation>> ListBegunAsync(Sight sight, DateTimeOffset from, DateTimeOffset until, Cursor? after, int limit, CancellationToken ct);

    /// <summary>How many there are in each view, at most a hundred counted of each.</summary>
    Task<IReadOnlyDictionary<ConversationView, int>> CountAsync(Sight sight, CancellationToken ct);

    /// <summary>Of the whole company, those of which whoever leads was told; null: none.</summary>
    Task<CountConversations.Limbo?> LimboAsync(CancellationToken ct);

    /// <summary>What a scheduled message has become. After everything else a transaction locks.</summary>
    /// <returns>False when it is settled otherwise already: what went stays so, and what failed can only be put away.</returns>
    Task<bool> SettleScheduledAsync(Guid id, ScheduledStatus status, string? error, Guid? messageId, CancellationToken ct);

    /// <summary>Some of what was held until then and has gone since; none that somebody else has locked.</summary>
    Task ForgetHeldAsync(DateTimeOffset until, CancellationToken ct);

    /// <summary>What this person had begun to write to the customer has gone. The conversation is locked by the caller.</summary>
    void LeaveDraftReply(Guid conversationId, Guid authorId);

    /// <summary>As <see cref="LeaveDraftReply"/>, what they had begun to write to colleagues.</summary>
    Task LeaveDraftNoteAsync(Guid conversationId, Guid authorId, CancellationToken ct);

    /// <summary>The company's next ticket number; nobody else takes one until the transaction ends, so that none is left out.</summary>
    Task<int> NextTicketNumberAsync(CancellationToken ct);

    /// <summary>Locked until the transaction ends. Tickets are locked after conversations, never before; of several the smallest id first.</summary>
    Task<SupportTicket?> LockTicketAsync(Guid id, CancellationToken ct);

    /// <summary>Those that what the customer says in this conversation sets going again; locked.</summary>
    Task<List<SupportTicket>> LockTicketsThatHearAsync(Guid conversationId, CancellationToken ct);

    /// <summary>The conversations of one ticket become another's, but for those it has already. Both are locked by the caller.</summary>
    Task MoveLinksAsync(Guid fromTicketId, Guid toTicketId, CancellationToken ct);

    /// <summary>Newest first by when something happened to them.</summary>
    Task<List<SupportTicket>> ListTicketsAsync(SupportTicketFilter filter, Cursor? after, int limit, CancellationToken ct);

    /// <summary>Empties what their tickets say. The contacts are locked by the caller.</summary>
    Task EraseTicketsAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct);

    /// <summary>Empties what was noted about this person, and that by which it and their messages are found. The contact is locked by the caller.</summary>
    Task EraseAsync(Guid contactId, IReadOnlyCollection<Guid> messageIds, CancellationToken ct);

    /// <summary>Items that the caller may see and that have these words, newest first.</summary>
    Task<List<Guid>> FindMessagesAsync(SearchedPlace place, SearchedWords words, Cursor? after, int limit, CancellationToken ct);

    /// <summary>Some that are not found by their words yet, the newest first; locked, and none that somebody else has locked.</summary>
    Task<List<ConversationItem>> LockUnindexedAsync(int limit, CancellationToken ct);
}
