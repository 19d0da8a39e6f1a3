using System.Security.Cryptography;
using System.Text;
using CleanApp.Domain.Common;

namespace CleanApp.Domain.Privacy;

/// <summary>The way a person is reached.</summary>
public enum ConsentChannel
{
    Whatsapp,
    Instagram,
    Email,
    Phone,
}

/// <summary>
/// What a person is asked to agree to, word for word: one purpose on one channel. Written once; a change of words is the next version,
/// and what was agreed to before stays as it was read then.
/// </summary>
public sealed class ConsentText : TenantEntity
{
    private ConsentText() { }

    /// <summary>A word of the company's: <c>marketing</c>. With the channel it is what is agreed to.</summary>
    public string Purpose { get; private init; } = "";
    public ConsentChannel Channel { get; private init; }

    /// <summary>1, 2, 3 … of this purpose on this channel; the highest is the one to show.</summary>
    public int Version { get; private init; }
    public string Title { get; private init; } = "";
    public string Text { get; private init; } = "";

    /// <summary>SHA-256 of title, line feed and text, so that anybody can prove later what was shown.</summary>
    public byte[] Hash { get; private init; } = [];

    /// <summary>Whether people are still asked.</summary>
    public bool Asked { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Null for the words a company begins with.</summary>
    public Guid? ByUserId { get; private init; }

    public static ConsentText First(
        Guid id,
        string purpose,
        ConsentChannel channel,
        string title,
        string text,
        bool asked,
        Actor by,
        DateTimeOffset now
    ) => Write(id, purpose, channel, 1, title, text, asked, by, now);

    /// <summary>The next version; the same words again are no new version.</summary>
    public ConsentText Reword(Guid id, string title, string text, bool asked, Actor by, DateTimeOffset now) =>
        title.Trim() == Title && text.Trim() == Text && asked == Asked ? this : Write(id, Purpose, Channel, Version + 1, title, text, asked, by, now);

    private static ConsentText Write(
        Guid id,
        string purpose,
        ConsentChannel channel,
        int version,
        string title,
        string text,
        bool asked,
        Actor by,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            Purpose = purpose,
            Channel = channel,
            Version = version,
            Title = title.Trim(),
            Text = text.Trim(),
            Hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{title.Trim()}\n{text.Trim()}")),
            Asked = asked,
            CreatedAt = now,
            ByUserId = by.UserId,
        };
}
