using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Text.Json;
using CleanApp.Application.Channels.Provider;
using Microsoft.Extensions.Logging;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>Meta's WhatsApp Cloud API. What the answers mean is in <see cref="MetaErrors"/> and <see cref="MetaReply"/>.</summary>
internal sealed partial class WhatsAppCloud(MetaHttp http, ILogger<WhatsAppCloud> log) : IWhatsApp
{
    private const int PageSize = 100;
    private const string TemplateFields = "id,name,language,status,category,parameter_format,components,quality_score,rejected_reason";

    // Ten times what Meta lets an account have.
    private const int MaxPages = 100;

    public async Task<SendOutcome> SendAsync(WhatsAppAccess access, OutgoingMessage message, CancellationToken ct)
    {
        var outcome = await AttemptAsync(access, message, ct);
        switch (outcome)
        {
            case SendOutcome.Refused { Error: var error }:
                LogRefused(access.ChannelId, error.Code, error.Class, error.TraceId);
                break;
            case SendOutcome.NotSent { Reason: var reason }:
                LogNotSent(access.ChannelId, reason);
                break;
            case SendOutcome.Unknown { Reason: var reason, Error: var error }:
                LogUnknown(access.ChannelId, reason, error?.TraceId);
                break;
        }
        return outcome;
    }

    private async Task<SendOutcome> AttemptAsync(WhatsAppAccess access, OutgoingMessage message, CancellationToken ct)
    {
        if (!MetaHttp.IsToken(access.Token))
            return new SendOutcome.Refused(MetaErrors.Refusal(ErrorClass.Pause, "token_malformed"));
        if (http.AddressOf(access, access.PhoneNumberId, "/messages") is not { } address)
            return new SendOutcome.Refused(MetaErrors.Refusal(ErrorClass.Pause, "host_not_allowed"));
        SingleUseContent content;
        try
        {
            content = new SingleUseContent(MessageJson.Of(message));
        }
        catch (MessageNotSendableException e)
        {
            return new SendOutcome.Refused(MetaErrors.Refusal(ErrorClass.Permanent, e.Reason));
        }
        using var request = MetaHttp.NewRequest(HttpMethod.Post, address, access.Token);
        request.Content = content;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(http.Options.SendTimeout);
        try
        {
            using var response = await http.SendAsync(request, deadline.Token);
            using var body = await MetaHttp.ReadAsync(response, deadline.Token);
            return MetaReply.OutcomeOf(response, body?.RootElement ?? default);
        }
        catch (Exception e)
        {
            // Whatever went wrong, only one question counts: had the request begun to leave?
            var reason = ReasonOf(e, content.Started, ct);
            return content.Started ? new SendOutcome.Unknown(reason) : new SendOutcome.NotSent(reason);
        }
    }

    public async Task MarkReadAsync(WhatsAppAccess access, string wamid, bool typing, CancellationToken ct)
    {
        using var request = NewRequest(HttpMethod.Post, access, access.PhoneNumberId, "/messages");
        request.Content = new SingleUseContent(MessageJson.Read(wamid, typing));
        using var answer = await CallAsync(request, http.Options.SendTimeout, ct);
    }

    public async Task<string> UploadAsync(WhatsAppAccess access, Stream file, long size, string mimeType, string fileName, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(mimeType, out var type))
            throw new ProviderException("mime_type");
        using var request = NewRequest(HttpMethod.Post, access, access.PhoneNumberId, "/media");
        using var form = new MultipartFormDataContent();
        // Meta's servers are not known to take the quotes that .NET puts around it.
        var boundary = form.Headers.ContentType!.Parameters.First(p => p.Name == "boundary");
        boundary.Value = boundary.Value!.Trim('"');
        form.Add(new StringContent("whatsapp"), "messaging_product");
        form.Add(new StringContent(type.MediaType!), "type");
        var part = new BorrowedStreamContent(file, size);
        part.Headers.ContentType = type;
        form.Add(part, "file", FileNameFor(fileName));
        request.Content = form;
        using var answer = await CallAsync(request, http.Options.TransferTimeout, ct);
        return answer.RootElement.Text("id") ?? throw new ProviderException("no_id");
    }

    public async Task<ProviderFile> FindFileAsync(WhatsAppAccess access, string mediaId, CancellationToken ct)
    {
        using var request = NewRequest(HttpMethod.Get, access, mediaId, $"?phone_number_id={Uri.EscapeDataString(access.PhoneNumberId)}");
        using var answer = await CallAsync(request, http.Options.SendTimeout, ct);
        var file = answer.RootElement;
        return new ProviderFile(
            file.Text("url") ?? throw new ProviderException("unreadable"),
            file.Text("mime_type") ?? "application/octet-stream",
            file.Sha256("sha256") ?? "",
            file.Number("file_size") ?? 0
        );
    }

    public Task DownloadAsync(WhatsAppAccess access, string url, Stream into, long maxBytes, CancellationToken ct) =>
        new MetaDownload(http).RunAsync(access, url, into, maxBytes, ct);

    public async IAsyncEnumerable<ProviderTemplate> ListTemplatesAsync(WhatsAppAccess access, [EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var query = $"?fields={TemplateFields}&limit={PageSize.ToString(CultureInfo.InvariantCulture)}";
            if (after is not null)
                query += $"&after={Uri.EscapeDataString(after)}";
            using var request = NewRequest(HttpMethod.Get, access, access.WabaId, $"/message_templates{query}");
            using var answer = await CallAsync(request, http.Options.SendTimeout, ct);
            var count = 0;
            var data = answer.RootElement.Member("data");
            // No list is not an empty one, after which every template would be called deleted.
            if (data.ValueKind != JsonValueKind.Array)
                throw new ProviderException("unreadable");
            foreach (var template in data.Items())
            {
                count++;
                if (TemplateOf(template) is { } read)
                    yield return read;
            }
            // Only the cursor is taken from the answer: its "next" is a whole address, with the token in it.
            var paging = answer.RootElement.Member("paging");
            var next = paging.Member("cursors").Text("after");
            if (count == 0 || next is null || next == after || (count < PageSize && paging.Text("next") is null))
                yield break;
            after = next;
        }
        throw new ProviderException("too_many");
    }

    public Task<ProviderHealth> CheckAsync(WhatsAppAccess access, CancellationToken ct) => new MetaHealth(QueryAsync).AskAsync(access, ct);

    private async Task<JsonDocument> QueryAsync(WhatsAppAccess access, string id, string rest, CancellationToken ct)
    {
        using var request = NewRequest(HttpMethod.Get, access, id, rest);
        return await CallAsync(request, http.Options.SendTimeout, ct);
    }

    private HttpRequestMessage NewRequest(HttpMethod method, WhatsAppAccess access, string id, string rest)
    {
        if (!MetaHttp.IsToken(access.Token))
            throw new ProviderException("token_malformed");
        return MetaHttp.NewRequest(method, http.AddressOf(access, id, rest) ?? throw new ProviderException("host_not_allowed"), access.Token);
    }

    private async Task<JsonDocument> CallAsync(HttpRequestMessage request, TimeSpan timeout, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(timeout);
        JsonDocument? body = null;
        try
        {
            using var response = await http.SendAsync(request, deadline.Token);
            body = await MetaHttp.ReadAsync(response, deadline.Token);
            Refuse(response, body?.RootElement ?? default);
            return body ?? throw new ProviderException("unreadable");
        }
        catch (ProviderException)
        {
            body?.Dispose();
            throw;
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is HttpRequestException or IOException or OperationCanceledException)
        {
            throw new ProviderException(e is OperationCanceledException ? "timeout" : ReasonOf(e, started: true, ct), inner: e);
        }
    }

    internal static void Refuse(HttpResponseMessage response, JsonElement body)
    {
        if (MetaReply.ErrorIn(body, response.Headers) is { } error)
            throw new ProviderException(
                MetaErrors.IsToken(error.Code) ? "unauthorized"
                    : error.Class == ErrorClass.Ambiguous ? $"code_{error.Code}"
                    : "refused",
                error
            );
        if (!response.IsSuccessStatusCode)
            throw new ProviderException($"http_{(int)response.StatusCode}");
    }

    internal static string ReasonOf(Exception error, bool started, CancellationToken caller)
    {
        if (caller.IsCancellationRequested)
            return "cancelled";
        for (var e = error; e is not null; e = e.InnerException)
            switch (e)
            {
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return "dns";
                case AuthenticationException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    return "tls";
                case HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }:
                    return "connect";
            }
        return !started ? "connect"
            : error is OperationCanceledException ? "timeout"
            : "reset";
    }

    private static ProviderTemplate? TemplateOf(JsonElement template)
    {
        if (template.Text("id") is not { } id || template.Text("name") is not { } name || template.Text("language") is not { } language)
            return null;
        var components = template.Member("components");
        return new ProviderTemplate(
            id,
            name,
            language,
            template.Word("status") ?? "unknown",
            template.Word("category") ?? "unknown",
            template.Word("parameter_format") == "named",
            components.ValueKind == JsonValueKind.Array ? components.Raw() : "[]",
            template.Member("quality_score").Word("score"),
            template.Text("rejected_reason") is { } reason && !reason.Equals("NONE", StringComparison.OrdinalIgnoreCase) ? reason : null
        );
    }

    /// <summary>Of the multipart header it stands in, nothing may end.</summary>
    private static string FileNameFor(string name) =>
        name.Length == 0
            ? "file"
            : string.Create(
                name.Length,
                name,
                static (span, source) =>
                {
                    for (var i = 0; i < span.Length; i++)
                        span[i] = char.IsControl(source[i]) || source[i] is '"' or '\\' or '/' or ';' ? '_' : source[i];
                }
            );

    [LoggerMessage(LogLevel.Debug, "Channel {ChannelId}: Meta refused a message with {Code} ({Class}), trace {TraceId}")]
    private partial void LogRefused(Guid channelId, int code, ErrorClass @class, string? traceId);

    [LoggerMessage(LogLevel.Warning, "Channel {ChannelId}: a message was not sent ({Reason})")]
    private partial void LogNotSent(Guid channelId, string reason);

    [LoggerMessage(LogLevel.Warning, "Channel {ChannelId}: whether a message was taken is not known ({Reason}), trace {TraceId}")]
    private partial void LogUnknown(Guid channelId, string reason, string? traceId);
}
