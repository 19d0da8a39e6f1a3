using System.Text;

namespace CleanApp.Sandbox.Mail;

/// <summary>One sender's connection.</summary>
internal sealed class MailTalk(MailStore store, Func<Stream, Task<Stream>> encrypt)
{
    public const string User = "sandbox-mail";
    public const string Password = "sandbox-mail-secret";

    private const int LargestMail = 10 * 1024 * 1024;
    private const int LongestLine = 64 * 1024;

    private readonly byte[] _buffer = new byte[8192];
    private Stream _stream = Stream.Null;
    private int _from;
    private int _until;
    private bool _isEncrypted;
    private string? _user;
    private string? _sender;
    private readonly List<(string Address, string? Fault)> _recipients = [];

    public async Task RunAsync(Stream stream, bool isEncrypted, CancellationToken ct)
    {
        (_stream, _isEncrypted) = (stream, isEncrypted);
        await SayAsync("220 sandbox ESMTP", ct);
        while (await ReadLineAsync(ct) is { } line)
        {
            var verb = line.Split(' ')[0].ToUpperInvariant();
            if (verb == "QUIT")
            {
                await SayAsync("221 bye", ct);
                return;
            }
            if (verb == "DATA" ? !await TakeAsync(ct) : !await AnswerAsync(verb, line, ct))
                return;
        }
    }

    /// <returns>False when the connection is to be cut.</returns>
    private async Task<bool> AnswerAsync(string verb, string line, CancellationToken ct)
    {
        switch (verb)
        {
            case "EHLO":
                await SayAsync(
                    $"250-sandbox\r\n250-SIZE {LargestMail}\r\n250-8BITMIME\r\n{(_isEncrypted ? "250 AUTH PLAIN LOGIN" : "250 STARTTLS")}",
                    ct
                );
                return true;
            case "HELO" or "NOOP":
                await SayAsync("250 ok", ct);
                return true;
            case "RSET":
                Forget();
                await SayAsync("250 ok", ct);
                return true;
            case "STARTTLS" when !_isEncrypted:
                await SayAsync("220 go ahead", ct);
                // What came in clear after it is no command of the encrypted part.
                (_from, _until) = (0, 0);
                _stream = await encrypt(_stream);
                _isEncrypted = true;
                Forget();
                return true;
            case "AUTH" when _isEncrypted:
                await SignInAsync(line, ct);
                return true;
            case "MAIL":
                _sender = AddressIn(line);
                await SayAsync(_sender is null ? "501 whose?" : "250 ok", ct);
                return true;
            case "RCPT":
                return await AddRecipientAsync(line, ct);
            default:
                await SayAsync("502 not here", ct);
                return true;
        }
    }

    private async Task<bool> AddRecipientAsync(string line, CancellationToken ct)
    {
        if (_sender is null || AddressIn(line) is not { } to)
        {
            await SayAsync("503 whose mail, and to whom?", ct);
            return true;
        }
        var fault = store.Take(to);
        if (fault is MailFault.Refuse or MailFault.Later)
        {
            await SayAsync(fault == MailFault.Refuse ? $"550 5.1.1 no mailbox {to} here" : "451 4.3.0 try again later", ct);
            return true;
        }
        _recipients.Add((to, fault));
        await SayAsync("250 ok", ct);
        return true;
    }

    private async Task<bool> TakeAsync(CancellationToken ct)
    {
        if (_recipients.Count == 0)
        {
            await SayAsync("503 to whom?", ct);
            return true;
        }
        await SayAsync("354 go on", ct);
        var raw = await ReadMailAsync(ct);
        var fault = _recipients.Select(r => r.Fault).FirstOrDefault(f => f is not null);
        if (fault == MailFault.DropBefore)
            return false;
        if (fault == MailFault.RefuseContent)
        {
            Forget();
            await SayAsync("554 5.7.1 not this", ct);
            return true;
        }
        foreach (var (to, _) in _recipients)
            store.Keep(to, raw, _isEncrypted, _user);
        if (fault == MailFault.DropAfter)
            return false;
        if (fault == MailFault.HangAfter)
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        Forget();
        await SayAsync("250 2.0.0 kept", ct);
        return true;
    }

    private async Task SignInAsync(string line, CancellationToken ct)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] shown;
        if (parts is [_, var plain, ..] && plain.Equals("PLAIN", StringComparison.OrdinalIgnoreCase))
            shown = Decode(parts.Length > 2 ? parts[2] : await AskAsync("334 ", ct)).Split('\0')[^2..];
        else
            shown = [Decode(parts.Length > 2 ? parts[2] : await AskAsync("334 VXNlcm5hbWU6", ct)), Decode(await AskAsync("334 UGFzc3dvcmQ6", ct))];
        if (shown is [User, Password])
        {
            _user = User;
            await SayAsync("235 2.7.0 welcome", ct);
        }
        else
            await SayAsync("535 5.7.8 not known", ct);
    }

    private async Task<string> AskAsync(string question, CancellationToken ct)
    {
        await SayAsync(question, ct);
        return await ReadLineAsync(ct) ?? "";
    }

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private void Forget()
    {
        _sender = null;
        _recipients.Clear();
    }

    private static string? AddressIn(string line) =>
        line.IndexOf('<') is var start and >= 0 && line.IndexOf('>', start) is var end and > 0 ? line[(start + 1)..end].ToLowerInvariant() : null;

    private async Task<byte[]> ReadMailAsync(CancellationToken ct)
    {
        var mail = new MemoryStream();
        while (await ReadLineAsync(ct) is { } line && line != ".")
        {
            // A line that begins with a dot was given another in front.
            mail.Write(Encoding.Latin1.GetBytes(line.StartsWith('.') ? line[1..] : line));
            mail.Write("\r\n"u8);
            if (mail.Length > LargestMail)
                throw new IOException("The mail is too large.");
        }
        return mail.ToArray();
    }

    /// <returns>Null at the end.</returns>
    private async Task<string?> ReadLineAsync(CancellationToken ct)
    {
        var line = new MemoryStream();
        while (true)
        {
            if (_from == _until)
            {
                (_from, _until) = (0, await _stream.ReadAsync(_buffer, ct));
                if (_until == 0)
                    return null;
            }
            var next = _buffer[_from++];
            if (next == '\n')
                return Encoding.Latin1.GetString(line.ToArray()).TrimEnd('\r');
            line.WriteByte(next);
            if (line.Length > LongestLine)
                throw new IOException("The line is too long.");
        }
    }

    private async Task SayAsync(string text, CancellationToken ct)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes($"{text}\r\n"), ct);
        await _stream.FlushAsync(ct);
    }
}
