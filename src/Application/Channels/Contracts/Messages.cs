using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Contracts;

/// <summary>Writing to customers, for modules in which people talk.</summary>
public interface IMessages
{
    /// <summary>Takes a message for sending, as part of the caller's transaction; announced to <see cref="IOnMessage"/>.</summary>
    /// <param name="address">As <see cref="CustomerMessage.Address"/> gave it.</param>
    /// <param name="authorId">Who wrote it, where that is not who asks.</param>
    /// <param name="hold">How long it can be taken back before it goes.</param>
    /// <exception cref="Domain.Common.DomainException">It may not be sent: the window is closed, or the template or the file does not fit.</exception>
    Task<QueuedMessage> QueueAsync(
        Guid channelId,
        string address,
        OutgoingMessage message,
        CancellationToken ct,
        Guid? authorId = null,
        TimeSpan hold = default
    );

    /// <summary>
    /// Takes back a message that was held and of which nothing has left; part of the caller's transaction. Of this and the sender who is about
    /// to begin with it one comes first. Comes before conversations, as everything about messages.
    /// </summary>
    /// <returns>False when it was taken back before.</returns>
    /// <exception cref="Domain.Common.DomainException">It is on its way, or was never held.</exception>
    Task<bool> WithdrawAsync(Guid channelId, Guid messageId, CancellationToken ct);

    /// <summary>Whether this could be sent now, but for the window: for what is to be sent later. A file starts on its way to Meta.</summary>
    /// <exception cref="Domain.Common.DomainException">What it quotes is not there, or the template or the file does not fit.</exception>
    Task RequireFitAsync(Guid channelId, OutgoingMessage message, CancellationToken ct);

    /// <summary>As <see cref="QueueAsync"/>, to somebody who has perhaps never written.</summary>
    /// <param name="to">As a person writes it: a telephone number, or Meta's id of somebody who hides theirs.</param>
    /// <exception cref="Domain.Common.DomainException">As above; or it is no address, or there is no such channel.</exception>
    Task<SentMessage> QueueToAsync(Guid channelId, string to, OutgoingMessage message, CancellationToken ct);
}

/// <summary>What was sent and received.</summary>
public interface IMessageRecords
{
    /// <summary>By id; those that are not there are left out.</summary>
    Task<IReadOnlyDictionary<Guid, MessageDetails>> DetailsAsync(
        IReadOnlyCollection<Guid> receivedIds,
        IReadOnlyCollection<Guid> sentIds,
        CancellationToken ct
    );

    /// <summary>By id; of messages that were read together with something of another module.</summary>
    Task<IReadOnlyDictionary<Guid, MessageDetails>> OpenAsync(IReadOnlyCollection<StoredMessage> messages, CancellationToken ct);

    /// <summary>All that can be read of messages, by id, in both directions; those without words, and of anonymised persons, are left out.</summary>
    Task<IReadOnlyDictionary<Guid, string>> WordsAsync(IReadOnlyCollection<Guid> messageIds, CancellationToken ct);

    /// <summary>Whatever was sent to and came from this contact.</summary>
    Task<IReadOnlyList<Guid>> IdsOfAsync(Guid contactId, CancellationToken ct);

    /// <summary>The file a message, theirs or ours, carries.</summary>
    /// <exception cref="Domain.Common.DomainException">It carries none, or the file waits at Meta, or it is gone.</exception>
    Task<OpenedFile> OpenFileAsync(Guid messageId, CancellationToken ct);

    /// <summary>Until when the customer may be written to freely; null when only templates may be sent.</summary>
    Task<DateTimeOffset?> WindowUntilAsync(Guid channelId, byte[] addressLookup, CancellationToken ct);

    /// <summary>Names by id.</summary>
    Task<IReadOnlyDictionary<Guid, string>> ChannelNamesAsync(CancellationToken ct);

    /// <summary>What was last sent to an address that belongs to no conversation yet, oldest first.</summary>
    Task<IReadOnlyList<SentMessage>> LastSentAsync(Guid channelId, byte[] addressLookup, DateTimeOffset since, CancellationToken ct);
}

/// <summary>Told of every message, in the transaction that stores it: what is done about it happens exactly when it does.</summary>
public interface IOnMessage
{
    Task ReceivedAsync(CustomerMessage message, CancellationToken ct);

    Task QueuedAsync(SentMessage message, CancellationToken ct);
}

/// <param name="ContactId">Null when nobody can tell whose it is.</param>
/// <param name="Address">The one form of the customer's address; personal data.</param>
/// <param name="AddressLookup">Its blind index.</param>
/// <param name="Text">What is to be read of it.</param>
/// <param name="Words">All that can be read of it, the name of a file as well; null: nothing.</param>
/// <param name="AsksForAnswer">False for a reaction, a deletion, a notice of the system.</param>
/// <param name="At">By Meta's clock, not later than ours.</param>
public sealed record CustomerMessage(
    Guid Id,
    Guid ChannelId,
    Guid? ContactId,
    string Address,
    byte[] AddressLookup,
    string Kind,
    string? Text,
    string? Words,
    bool AsksForAnswer,
    DateTimeOffset At
);

/// <param name="Words">As of a customer's.</param>
/// <param name="AuthorId">Who wrote it; null for a program.</param>
/// <param name="HeldUntil">Until when it can be taken back; null: not at all.</param>
public sealed record SentMessage(
    Guid Id,
    Guid ChannelId,
    Guid? ContactId,
    string Address,
    byte[] AddressLookup,
    string Type,
    string? Text,
    string? Words,
    Guid? AuthorId,
    DateTimeOffset At,
    DateTimeOffset? HeldUntil = null
);

/// <param name="WindowUntil">Until when the customer may be written to freely; null when only templates may be sent.</param>
/// <param name="HeldUntil">Until when it is held, and can be taken back; null when it goes at once.</param>
public sealed record QueuedMessage(Guid Id, OutboundStatus Status, DateTimeOffset? WindowUntil, DateTimeOffset? HeldUntil = null);
