using CleanApp.Domain.Common;

namespace CleanApp.Domain.Channels;

/// <summary>
/// A message that waits for its turn; its id is the message's. Taken out when an attempt begins, so of two who find it one does, and put
/// back when it is to be tried again. Locked before its message by everybody.
/// </summary>
public sealed class OutboundQueueItem : TenantEntity
{
    private OutboundQueueItem() { }

    public Guid ChannelId { get; private init; }

    /// <summary>Lower goes first: answers and codes, notices, offers.</summary>
    public short Lane { get; private init; }
    public DateTimeOffset NotBefore { get; private init; }
    public byte[] RecipientLookup { get; private init; } = [];

    /// <summary>Of whoever asked for it, in W3C's form.</summary>
    public string? TraceParent { get; private init; }

    /// <summary>As it is stored, for whoever reads it by SQL of their own; or the same put off to another time.</summary>
    public static OutboundQueueItem Known(
        Guid messageId,
        Guid channelId,
        short lane,
        DateTimeOffset notBefore,
        byte[] recipientLookup,
        string? traceParent
    ) =>
        new()
        {
            Id = messageId,
            ChannelId = channelId,
            Lane = lane,
            NotBefore = notBefore,
            RecipientLookup = recipientLookup,
            TraceParent = traceParent,
        };

    public OutboundQueueItem PutOff(DateTimeOffset until) => Known(Id, ChannelId, Lane, until, RecipientLookup, TraceParent);

    public static OutboundQueueItem Of(OutboundMessage message, DateTimeOffset notBefore, string? traceParent = null) =>
        new()
        {
            Id = message.Id,
            ChannelId = message.ChannelId,
            Lane = (short)(
                message.Class switch
                {
                    MessageClass.Reply or MessageClass.Code => 0,
                    MessageClass.Marketing => 2,
                    _ => 1,
                }
            ),
            NotBefore = notBefore,
            RecipientLookup = message.RecipientLookup,
            TraceParent = traceParent,
        };
}

/// <summary>
/// One sender at a time per number: its lease, and how fast the number may go. That alone keeps the order of a conversation, the pace Meta
/// allows, and a second sender from what a first one is about to send. Its id is the channel's.
/// </summary>
public sealed class ChannelSender : TenantEntity
{
    /// <summary>A second's worth may go at once.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(1);

    /// <summary>A number that goes as fast as it may gets its turn for so much of its pace at once, not for each message.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    /// <summary>How long before everything taken so far would have gone a number gets its next turn.</summary>
    public static readonly TimeSpan Ahead = Burst - Breath;

    private ChannelSender() { }

    public Guid? LeaseToken { get; private set; }
    public DateTimeOffset? LeaseUntil { get; private set; }
    public DateTimeOffset? LastServedAt { get; private set; }

    /// <summary>Not looked at before: the number's pace, or a pause that ends by itself.</summary>
    public DateTimeOffset NextAt { get; private set; }

    /// <summary>When everything taken so far would have gone at an even pace (GCRA).</summary>
    public DateTimeOffset PaidUntil { get; private set; }
    public bool Paused { get; private set; }

    /// <summary>The attempts of the turn under way. Whoever holds the lease next and finds some knows that a sender died.</summary>
    public Guid[]? UnderWay { get; private set; }

    public static ChannelSender Of(Guid channelId, DateTimeOffset now) =>
        new()
        {
            Id = channelId,
            NextAt = now,
            PaidUntil = now,
        };

    /// <summary>How many may go now.</summary>
    public int Allowance(int perSecond, DateTimeOffset now)
    {
        var paid = PaidUntil > now ? PaidUntil : now;
        return (int)Math.Max(0, Math.Floor((now + Burst - paid) * perSecond / TimeSpan.FromSeconds(1)));
    }

    public void Take(int count, int perSecond, DateTimeOffset now)
    {
        var paid = PaidUntil > now ? PaidUntil : now;
        PaidUntil = paid + count * TimeSpan.FromSeconds(1) / perSecond;
    }

    /// <summary>As it is stored, for whoever reads it by SQL of their own.</summary>
    public static ChannelSender Known(Guid channelId, Guid? leaseToken, DateTimeOffset paidUntil, bool paused, Guid[]? underWay) =>
        new()
        {
            Id = channelId,
            LeaseToken = leaseToken,
            PaidUntil = paidUntil,
            Paused = paused,
            UnderWay = underWay,
        };

    public void Begin(Guid[] attemptIds) => UnderWay = attemptIds;

    /// <returns>What a sender that died has left without an end; nobody else finds it again.</returns>
    public Guid[] TakeLeft()
    {
        var left = UnderWay ?? [];
        UnderWay = null;
        return left;
    }

    public void Release(DateTimeOffset now, DateTimeOffset nextAt)
    {
        LeaseToken = null;
        LeaseUntil = null;
        UnderWay = null;
        LastServedAt = now;
        var paced = PaidUntil - Ahead;
        NextAt = nextAt > paced ? nextAt : paced;
    }

    public void Pause() => Paused = true;

    public void Resume(DateTimeOffset now)
    {
        Paused = false;
        NextAt = now;
    }
}

/// <summary>What one number may do with one customer, by Meta's own clock.</summary>
public sealed class ChannelWindow : TenantEntity
{
    /// <summary>Meta: one message in six seconds to the same person, and 45 at once borrowed from what follows.</summary>
    private static readonly TimeSpan PairInterval = TimeSpan.FromSeconds(6);
    private const int PairBurst = 45;

    private ChannelWindow() { }

    public Guid ChannelId { get; private init; }
    public byte[] RecipientLookup { get; private init; } = [];

    /// <summary>Who they are, as far as known.</summary>
    public Guid? ContactId { get; private init; }

    public DateTimeOffset? LastInboundAt { get; private init; }

    /// <summary>Opened for 72 hours by an answer to someone who came by an advertisement.</summary>
    public DateTimeOffset? FreeEntryUntil { get; private init; }
    public DateTimeOffset? PairPaidUntil { get; private set; }

    /// <summary>As it is stored, for whoever reads it by SQL of their own.</summary>
    public static ChannelWindow Known(
        Guid id,
        DateTimeOffset? lastInboundAt,
        DateTimeOffset? freeEntryUntil,
        DateTimeOffset? pairPaidUntil,
        Guid? contactId = null
    ) =>
        new()
        {
            Id = id,
            ContactId = contactId,
            LastInboundAt = lastInboundAt,
            FreeEntryUntil = freeEntryUntil,
            PairPaidUntil = pairPaidUntil,
        };

    public bool IsOpen(DateTimeOffset now) => LastInboundAt > now.AddHours(-24) || FreeEntryUntil > now;

    /// <summary>Until when anything may be sent; null when it is closed.</summary>
    public DateTimeOffset? OpenUntil(DateTimeOffset now)
    {
        var ends = new[] { LastInboundAt?.AddHours(24), FreeEntryUntil }.OfType<DateTimeOffset>().Where(end => end > now).ToList();
        return ends.Count == 0 ? null : ends.Max();
    }

    /// <summary>When the next one may go to this customer; in the past when now.</summary>
    public DateTimeOffset PairFreeAt => (PairPaidUntil ?? DateTimeOffset.MinValue.AddYears(1)) - (PairBurst - 1) * PairInterval;

    public void TakePair(DateTimeOffset now) => PairPaidUntil = (PairPaidUntil > now ? PairPaidUntil.Value : now) + PairInterval;
}
