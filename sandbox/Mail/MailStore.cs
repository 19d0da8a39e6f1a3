using MimeKit;

namespace CleanApp.Sandbox.Mail;

/// <param name="Links">Addresses in the plain text, as a mail program would make them clickable.</param>
internal sealed record ReceivedMail(
    int Index,
    DateTimeOffset ReceivedAt,
    string To,
    string From,
    string MessageId,
    string Subject,
    string Text,
    string Html,
    IReadOnlyList<string> Links,
    bool Encrypted,
    string? SignedInAs,
    byte[] Raw
);

/// <summary>Every mailbox there is, in memory, and the switches, by recipient: tests run side by side and do not meet.</summary>
internal sealed class MailStore(TimeProvider clock)
{
    private const int Most = 2000;
    private const string Everybody = "";
    private readonly Lock _gate = new();
    private readonly List<ReceivedMail> _mails = [];
    private readonly Dictionary<string, MailFault> _faults = [];
    private int _next;

    public void Keep(string to, byte[] raw, bool encrypted, string? signedInAs)
    {
        using var stream = new MemoryStream(raw);
        using var message = MimeMessage.Load(stream);
        var text = message.TextBody ?? "";
        lock (_gate)
        {
            _mails.Add(
                new ReceivedMail(
                    _next++,
                    clock.GetUtcNow(),
                    to,
                    message.From.ToString(),
                    message.MessageId ?? "",
                    message.Subject ?? "",
                    text,
                    message.HtmlBody ?? "",
                    [
                        .. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                            .Where(word => Uri.TryCreate(word, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"),
                    ],
                    encrypted,
                    signedInAs,
                    raw
                )
            );
            if (_mails.Count > Most)
                _mails.RemoveAt(0);
        }
    }

    /// <summary>Newest first.</summary>
    public List<ReceivedMail> List(string? to, int limit)
    {
        lock (_gate)
            return [.. Enumerable.Reverse(_mails).Where(m => to is null || m.To == to.ToLowerInvariant()).Take(limit)];
    }

    public ReceivedMail? Find(int index)
    {
        lock (_gate)
            return _mails.Find(m => m.Index == index);
    }

    public void Clear(string? to)
    {
        lock (_gate)
            _mails.RemoveAll(m => to is null || m.To == to.ToLowerInvariant());
    }

    public void Put(string? to, MailFault fault)
    {
        lock (_gate)
            _faults[to?.ToLowerInvariant() ?? Everybody] = fault;
    }

    public MailFault? Get(string? to)
    {
        lock (_gate)
            return _faults.GetValueOrDefault(to?.ToLowerInvariant() ?? Everybody);
    }

    public void Reset(string? to)
    {
        lock (_gate)
        {
            if (to is null)
                _faults.Clear();
            else
                _faults.Remove(to.ToLowerInvariant());
        }
    }

    /// <summary>The effect this mail runs into, counted as used; the recipient's own wins.</summary>
    public string? Take(string to)
    {
        lock (_gate)
        {
            foreach (var scope in new[] { to, Everybody })
                if (_faults.TryGetValue(scope, out var fault) && (fault.Times is null || fault.Hits < fault.Times))
                {
                    fault.Hits++;
                    return fault.Effect;
                }
            return null;
        }
    }
}
