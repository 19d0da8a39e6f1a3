using CleanApp.Domain.Common;

namespace CleanApp.Domain.Channels;

/// <summary>
/// One intent to send, made once. What is known of it only ever grows: statuses come early, late, twice and in any order, and never take
/// it back.
/// </summary>
public sealed class OutboundMessage : TenantEntity
{
    private OutboundMessage() { }

    public Guid ChannelId { get; private init; }

    /// <summary>Whom it is to, as far as known when it was taken.</summary>
    public Guid? ContactId { get; private init; }

    /// <summary>E.164, or <c>user:</c> and Meta's id of the person; sealed. Null once the person was anonymised.</summary>
    public byte[]? Recipient { get; private init; }

    /// <summary>Blind index of the recipient.</summary>
    public byte[] RecipientLookup { get; private init; } = [];
    public string Type { get; private init; } = "";

    /// <summary>JSON of <see cref="MessageContent"/>; sealed. Null as the recipient, and once it was taken back.</summary>
    public byte[]? Content { get; private set; }
    public MessageClass Class { get; private init; }
    public bool NeedsOpenWindow { get; private init; }

    /// <summary>The message of theirs or ours that it quotes or reacts to.</summary>
    public Guid? ReplyToId { get; private init; }
    public OutboundStatus Status { get; private set; } = OutboundStatus.Queued;
    public DateTimeOffset StatusAt { get; private set; }

    /// <summary>Sent a second time although the first one may have arrived.</summary>
    public bool PossibleDuplicate { get; private set; }

    /// <summary>Meta's id, which contains the telephone number: sealed, and found by <see cref="WamidLookup"/>.</summary>
    public byte[]? Wamid { get; private set; }
    public byte[]? WamidLookup { get; private set; }

    /// <summary>Why it failed or waits: Meta's code, or a word of ours.</summary>
    public int? ErrorCode { get; private set; }
    public string? ErrorReason { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>How many attempts have an end; what is begun stands with the number, so that beginning writes nothing here.</summary>
    public int Attempts { get; private set; }

    /// <summary>Not sent later than this; null: whenever it can be.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }
    public Guid? CreatedBy { get; private init; }

    /// <summary>The file of ours that it carries.</summary>
    public Guid? AssetId { get; private set; }

    /// <summary>Not sent before this, so that whoever wrote it can take it back; null: as soon as it can be.</summary>
    public DateTimeOffset? HeldUntil { get; private init; }

    public static OutboundMessage Queue(
        Guid id,
        Guid channelId,
        Guid? contactId,
        byte[] recipient,
        byte[] recipientLookup,
        string type,
        byte[] content,
        bool needsOpenWindow,
        MessageClass @class,
        Guid? replyToId,
        DateTimeOffset? expiresAt,
        Guid? createdBy,
        DateTimeOffset now,
        Guid? assetId = null,
        DateTimeOffset? heldUntil = null
    ) =>
        new()
        {
            Id = id,
            ChannelId = channelId,
            ContactId = contactId,
            Recipient = recipient,
            RecipientLookup = recipientLookup,
            Type = type,
            Content = content,
            NeedsOpenWindow = needsOpenWindow,
            Class = @class,
            ReplyToId = replyToId,
            ExpiresAt = expiresAt,
            CreatedBy = createdBy,
            AssetId = assetId,
            HeldUntil = heldUntil,
            CreatedAt = now,
            StatusAt = now,
        };

    /// <summary>This attempt has an end, known or not.</summary>
    public void EndAttempt(int number) => Attempts = Math.Max(Attempts, number);

    /// <summary>Meta took it, whoever tells so first: its answer or a status. A second id means that it was sent twice.</summary>
    /// <returns>False when another id is there already.</returns>
    public bool Accept(byte[] wamid, byte[] wamidLookup, DateTimeOffset now)
    {
        if (WamidLookup is not null)
            return WamidLookup.AsSpan().SequenceEqual(wamidLookup);
        // It contains the telephone number of somebody who may be nobody by now.
        (Wamid, WamidLookup) = (Recipient is null ? null : wamid, wamidLookup);
        if (Rank(Status) < Rank(OutboundStatus.Accepted) || Status is OutboundStatus.NeedsReview or OutboundStatus.Abandoned or OutboundStatus.Failed)
            Become(OutboundStatus.Accepted, now);
        return true;
    }

    /// <summary>What Meta says became of it. Never backwards; a failure only until the customer has it.</summary>
    public void Follow(OutboundStatus status, DateTimeOffset at, int? errorCode, string? errorReason)
    {
        if (status == OutboundStatus.Failed)
        {
            if (Rank(Status) < Rank(OutboundStatus.Delivered))
                Become(OutboundStatus.Failed, at, errorCode, errorReason);
            return;
        }
        if (Rank(status) > Rank(Status))
            Become(status, at);
    }

    /// <summary>By Meta's words; one that is not known here says nothing.</summary>
    public void FollowMeta(string status, DateTimeOffset at, int? errorCode, string? errorReason)
    {
        if (OfMeta(status) is { } next)
            Follow(next, at, errorCode, errorReason);
    }

    /// <returns>Null for a word of Meta's that is not known here.</returns>
    public static OutboundStatus? OfMeta(string status) =>
        status switch
        {
            "sent" => OutboundStatus.Sent,
            "delivered" => OutboundStatus.Delivered,
            "read" => OutboundStatus.Read,
            "played" => OutboundStatus.Played,
            "failed" => OutboundStatus.Failed,
            _ => null,
        };

    /// <summary>Known not to have been sent: it waits for its next turn.</summary>
    /// <returns>False when something else is known of it.</returns>
    public bool BackToQueue(DateTimeOffset now, int? errorCode, string? reason)
    {
        if (Status is not (OutboundStatus.Queued or OutboundStatus.Unknown))
            return false;
        Become(OutboundStatus.Queued, now, errorCode, reason);
        return true;
    }

    public void Fail(DateTimeOffset now, int? errorCode, string? reason)
    {
        if (Status is OutboundStatus.Queued or OutboundStatus.Unknown)
            Become(OutboundStatus.Failed, now, errorCode, reason);
    }

    /// <summary>It may have been sent or not; a status with our key will tell, or time.</summary>
    public void LoseSight(DateTimeOffset now, string reason, int? errorCode)
    {
        if (Status == OutboundStatus.Queued)
            Become(OutboundStatus.Unknown, now, errorCode, reason);
    }

    public void AskPerson(DateTimeOffset now)
    {
        if (Status == OutboundStatus.Unknown)
            Become(OutboundStatus.NeedsReview, now, ErrorCode, ErrorReason);
    }

    public void Abandon(DateTimeOffset now)
    {
        if (Status is OutboundStatus.Unknown or OutboundStatus.NeedsReview)
            Become(OutboundStatus.Abandoned, now, ErrorCode, ErrorReason);
    }

    /// <summary>Once more, although the attempt before may have arrived.</summary>
    public void ResendUnknown(DateTimeOffset now)
    {
        if (Status is not (OutboundStatus.Unknown or OutboundStatus.NeedsReview))
            throw new DomainException(MessageErrors.NotUndecided);
        PossibleDuplicate = true;
        Become(OutboundStatus.Queued, now);
    }

    /// <summary>Once more after a failure: known not to have reached the customer.</summary>
    public void Replay(DateTimeOffset now)
    {
        if (Recipient is null)
            throw new DomainException(MessageErrors.Erased);
        if (Status != OutboundStatus.Failed)
            throw new DomainException(MessageErrors.NotFailed);
        (Wamid, WamidLookup) = (null, null);
        Become(OutboundStatus.Queued, now);
    }

    /// <summary>Taken back by whoever wrote it, before anything of it left: that it was written, and when, is all that stays. Out of the queue.</summary>
    /// <exception cref="DomainException">It was not held, or an attempt has begun.</exception>
    public void Withdraw(DateTimeOffset now)
    {
        if (Status == OutboundStatus.Withdrawn)
            return;
        if (HeldUntil is null || Status != OutboundStatus.Queued || Attempts > 0)
            throw new DomainException(MessageErrors.TooLate);
        (Content, AssetId) = (null, null);
        Become(OutboundStatus.Withdrawn, now);
    }

    private void Become(OutboundStatus status, DateTimeOffset at, int? errorCode = null, string? reason = null)
    {
        Status = status;
        StatusAt = at;
        ErrorCode = errorCode;
        ErrorReason = reason;
    }

    /// <summary>The states a message goes on from when Meta says this.</summary>
    public static IEnumerable<OutboundStatus> Before(OutboundStatus status) => Enum.GetValues<OutboundStatus>().Where(s => Rank(s) < Rank(status));

    /// <summary>The one that tells more.</summary>
    public static OutboundStatus Later(OutboundStatus one, OutboundStatus other) => Rank(one) >= Rank(other) ? one : other;

    /// <summary>How much is known. Failed and the ends of an unknown outcome stand beside: a status of Meta's is always more than they say.</summary>
    private static int Rank(OutboundStatus status) =>
        status switch
        {
            OutboundStatus.Accepted => 2,
            OutboundStatus.Sent => 3,
            OutboundStatus.Delivered => 4,
            OutboundStatus.Read => 5,
            OutboundStatus.Played => 6,
            _ => 1,
        };
}

public enum OutboundStatus
{
    Queued,

    /// <summary>An attempt is under way: what a queued one is told as meanwhile. Never stored.</summary>
    Sending,

    /// <summary>Meta has it.</summary>
    Accepted,

    /// <summary>On Meta's way to the customer.</summary>
    Sent,
    Delivered,
    Read,

    /// <summary>A voice note was heard.</summary>
    Played,
    Failed,

    /// <summary>It may have been taken or not.</summary>
    Unknown,

    /// <summary>Unknown, and a person decides.</summary>
    NeedsReview,

    /// <summary>Unknown, and given up.</summary>
    Abandoned,

    /// <summary>Taken back before anything of it left.</summary>
    Withdrawn,
}

/// <summary>What it means to the customer to get it twice, or not at all.</summary>
public enum MessageClass
{
    /// <summary>A person's answer in a conversation. In doubt, the person is asked.</summary>
    Reply,

    /// <summary>A one-time code. In doubt it expires; the customer asks for a new one.</summary>
    Code,

    /// <summary>A notice. In doubt it is sent once more, and marked.</summary>
    Utility,

    /// <summary>An offer. In doubt it is dropped.</summary>
    Marketing,

    /// <summary>About money, law or an appointment. In doubt a person is asked.</summary>
    Sensitive,
}
