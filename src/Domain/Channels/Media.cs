using CleanApp.Domain.Common;

namespace CleanApp.Domain.Channels;

public enum MediaState
{
    /// <summary>At Meta, to be fetched.</summary>
    Pending,
    Stored,

    /// <summary>Not kept, and it will not be: see the reason.</summary>
    Refused,

    /// <summary>No longer at Meta, or erased here.</summary>
    Gone,
}

/// <summary>The file of a message a customer sent; its id is the message's.</summary>
public sealed class ReceivedFile : TenantEntity
{
    /// <summary>Meta: an id of a file received lives seven days.</summary>
    public static readonly TimeSpan LivesAtMeta = TimeSpan.FromDays(7);

    /// <summary>Fetched so often with another hash than Meta's, it is not what was sent.</summary>
    private const int MostMismatches = 3;

    private ReceivedFile() { }

    /// <summary>Meta's word for the message.</summary>
    public string Kind { get; private init; } = "";
    public MediaState State { get; private set; }

    /// <summary>Why it waits, was refused or is gone; a word.</summary>
    public string? Reason { get; private set; }
    public DateTimeOffset StateAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public int Mismatches { get; private set; }
    public string? MimeType { get; private set; }
    public long? Size { get; private set; }

    /// <summary>Its name in the storage.</summary>
    public Guid? FileId { get; private set; }

    /// <summary>JSON of the file's key; sealed.</summary>
    public byte[]? Details { get; private set; }

    public static ReceivedFile Expect(Guid messageId, string kind, DateTimeOffset now) =>
        new()
        {
            Id = messageId,
            Kind = kind,
            State = MediaState.Pending,
            StateAt = now,
            CreatedAt = now,
        };

    public bool HasEnded(DateTimeOffset now) => now - CreatedAt > LivesAtMeta;

    public void Wait(string reason, DateTimeOffset now)
    {
        if (State != MediaState.Pending)
            return;
        Reason = reason;
        StateAt = now;
    }

    /// <summary>What came is not what Meta says was sent: once more, or not.</summary>
    public void Mistrust(DateTimeOffset now)
    {
        if (++Mismatches < MostMismatches)
            Wait("hash_mismatch", now);
        else
            Refuse("hash_mismatch", now);
    }

    /// <returns>False when it is not waited for any more: the file is nobody's.</returns>
    public bool Keep(Guid fileId, string mimeType, long size, byte[] details, DateTimeOffset now)
    {
        if (State != MediaState.Pending)
            return false;
        (State, Reason, StateAt) = (MediaState.Stored, null, now);
        (FileId, MimeType, Size, Details) = (fileId, mimeType, size, details);
        return true;
    }

    public void Refuse(string reason, DateTimeOffset now) => End(MediaState.Refused, reason, now);

    public void Lose(string reason, DateTimeOffset now) => End(MediaState.Gone, reason, now);

    /// <summary>Nothing of it is kept any more. A repeat is a no-op.</summary>
    public void Erase(DateTimeOffset now)
    {
        (State, Reason, StateAt) = (MediaState.Gone, "erased", now);
        (MimeType, Size, Details) = (null, null, null);
    }

    private void End(MediaState state, string reason, DateTimeOffset now)
    {
        if (State == MediaState.Pending)
            (State, Reason, StateAt) = (state, reason, now);
    }
}

/// <summary>A file the company put here to send on one channel, as often as it likes.</summary>
public sealed class MediaAsset : TenantEntity
{
    /// <summary>Meta: an id of a file uploaded lives thirty days. A day less, so that none ends between asking and sending.</summary>
    private static readonly TimeSpan LivesAtMeta = TimeSpan.FromDays(29);

    /// <summary>Uploads without an answer before it is given up.</summary>
    private const int MostUploads = 6;

    private MediaAsset() { }

    public Guid ChannelId { get; private init; }
    public MediaKind Kind { get; private init; }
    public string MimeType { get; private init; } = "";
    public long Size { get; private init; }
    public MediaState State { get; private set; }

    /// <summary>JSON of the file's key and name; sealed.</summary>
    public byte[]? Details { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public Guid? CreatedBy { get; private init; }

    /// <summary>Meta's id of it, for this number alone.</summary>
    public string? MetaId { get; private set; }
    public DateTimeOffset? MetaIdUntil { get; private set; }
    public int Uploads { get; private set; }
    public DateTimeOffset? RefusedAt { get; private set; }
    public int? ErrorCode { get; private set; }
    public string? ErrorReason { get; private set; }

    public static MediaAsset Keep(Guid id, Guid channelId, MediaFormat format, long size, byte[] details, Guid? createdBy, DateTimeOffset now) =>
        new()
        {
            Id = id,
            ChannelId = channelId,
            Kind = format.Kind,
            MimeType = format.MimeType,
            Size = size,
            State = MediaState.Stored,
            Details = details,
            CreatedAt = now,
            CreatedBy = createdBy,
        };

    public bool IsAtMeta(DateTimeOffset now) => MetaId is not null && MetaIdUntil > now;

    /// <summary>Anything may be sent as a document; otherwise as what it is.</summary>
    public bool Suits(MediaKind kind) => kind == Kind || kind == MediaKind.Document;

    public void BeAtMeta(string metaId, DateTimeOffset now)
    {
        (MetaId, MetaIdUntil, Uploads) = (metaId, now + LivesAtMeta, 0);
        (RefusedAt, ErrorCode, ErrorReason) = (null, null, null);
    }

    public void LeaveMeta() => (MetaId, MetaIdUntil) = (null, null);

    /// <summary>Meta did not say yes or no: once more, or given up.</summary>
    /// <returns>Whether it is to be tried again.</returns>
    public bool TryAgain(int? errorCode, string reason, DateTimeOffset now)
    {
        if (++Uploads < MostUploads)
            return true;
        Refuse(errorCode, reason, now);
        return false;
    }

    /// <summary>Messages that wait for it fail. Who sends one later asks Meta anew.</summary>
    public void Refuse(int? errorCode, string reason, DateTimeOffset now) =>
        (Uploads, RefusedAt, ErrorCode, ErrorReason) = (0, now, errorCode, reason);

    /// <summary>Nothing of it is kept any more. A repeat is a no-op.</summary>
    public void Erase()
    {
        (State, Details) = (MediaState.Gone, null);
        LeaveMeta();
    }
}
