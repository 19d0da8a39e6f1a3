using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CleanApp.Api.Host;

/// <summary>HTTP as a client sees it; knows no type of the product. The operator names the address, so nothing is guarded here.</summary>
internal sealed class ValidationClient(Uri address) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        }
    );

    public async Task<ValidationReply> SendAsync(
        string method,
        string path,
        CancellationToken ct,
        string? token = null,
        JsonNode? body = null,
        string? idempotencyKey = null
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, path));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, ct);
        var headers = response.Headers.Concat(response.Content.Headers).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order();
        return new ValidationReply((int)response.StatusCode, [.. headers], await response.Content.ReadAsStringAsync(ct));
    }

    public void Dispose() => _http.Dispose();
}

/// <param name="Headers"><c>Name: value</c>, in order.</param>
internal sealed record ValidationReply(int Status, IReadOnlyList<string> Headers, string Text)
{
    private static readonly string[] Incidental = ["Date", "Content-Length", "Transfer-Encoding"];

    public bool IsSuccess => Status is >= 200 and < 300;

    public JsonNode? Json
    {
        get
        {
            try
            {
                return Text.Length == 0 ? null : JsonNode.Parse(Text);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    public string? Code => Status >= 400 && Json is JsonObject problem ? problem["code"]?.ToString() : null;

    public string Short => Code is { } code ? $"{Status} {code}" : Status.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>All a caller can learn from this answer, without the trace and with the ids it sent itself blotted out.</summary>
    public string Substance(IEnumerable<Guid> sent)
    {
        var json = Json;
        (json as JsonObject)?.Remove("traceId");
        var text = new StringBuilder().Append(Status).Append('\n');
        foreach (var header in Headers.Where(h => !Incidental.Contains(h.Split(':')[0])))
            text.Append(header).Append('\n');
        text.Append(json?.ToJsonString() ?? Text);
        foreach (var id in sent)
            text.Replace(id.ToString("D"), "{id}").Replace(id.ToString("N"), "{id}");
        return text.ToString();
    }
}
