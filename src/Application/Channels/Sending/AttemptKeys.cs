using System.Buffers.Text;
using CleanApp.Application.Common;

namespace CleanApp.Application.Channels.Sending;

/// <summary>
/// What we give Meta with each attempt and get back in every status of it: the attempt's id and a mark of ours, by which other senders'
/// values are told apart. Nothing personal: every app subscribed to the account reads it.
/// </summary>
internal sealed class AttemptKeys(ITokenSource tokens)
{
    private const string Version = "v1.";
    private const int IdLength = 22;
    private const int MarkLength = 11;

    public string Of(Guid attemptId)
    {
        Span<byte> bytes = stackalloc byte[16];
        attemptId.TryWriteBytes(bytes, bigEndian: true, out _);
        var id = Base64Url.EncodeToString(bytes);
        return $"{Version}{id}.{Mark(id)}";
    }

    /// <returns>Null when it is not one of ours.</returns>
    public Guid? Read(string? key)
    {
        if (key is null || key.Length != Version.Length + IdLength + 1 + MarkLength || !key.StartsWith(Version, StringComparison.Ordinal))
            return null;
        var id = key.Substring(Version.Length, IdLength);
        if (key[Version.Length + IdLength] != '.' || key[^MarkLength..] != Mark(id) || !Base64Url.IsValid(id))
            return null;
        return new Guid(Base64Url.DecodeFromChars(id), bigEndian: true);
    }

    private string Mark(string id) => tokens.Derive("channels.send_attempt", id)[..MarkLength];
}
