using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>
/// HTTP as a client sees it: JSON in, status and JSON out. Knows no type of the product. Fails on an answer whose status the OpenAPI
/// document does not declare for the operation, so no test can see a status that clients were not told of.
/// </summary>
/// <param name="record">Told of every exchange; clients made by <see cref="SignedIn"/> share it.</param>
public sealed class ApiClient(HttpClient http, Action<Exchange>? record = null)
{
    public HttpClient Http => http;

    public ApiClient SignedIn(string accessToken)
    {
        var client = TestHost.NewClient(http.BaseAddress!);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return new ApiClient(client, record);
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> PostAsync(string path, object? body = null, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Post, path, body, idempotencyKey);

    public Task<Answer> PutAsync(string path, object? body = null) => SendAsync(HttpMethod.Put, path, body);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body switch
            {
                null => null,
                HttpContent content => content,
                _ => JsonContent.Create(body),
            },
        };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await SendAsync(request);
    }

    private async Task<HttpResponseMessage> AnswerToAsync(HttpRequestMessage request)
    {
        try
        {
            return await http.SendAsync(request);
        }
        catch (SocketException e)
        {
            // .NET reports a server that goes away between accepting and the first byte so, unlike at any other moment.
            throw new HttpRequestException(e.Message, e);
        }
    }

    /// <summary>For requests with headers of their own.</summary>
    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        // Before it is sent: the client makes the address absolute.
        var operation = ApiDocument.Find(request.Method, request.RequestUri!.OriginalString);
        var sent = record is null || request.Content is null ? null : await request.Content.ReadAsStringAsync();
        using var response = await AnswerToAsync(request);
        var answer = new Answer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase)
        );
        if (operation is not null)
        {
            operation.ShouldDeclare(answer.Status, answer.Text);
            record?.Invoke(new Exchange(operation, sent, answer));
        }
        return answer;
    }
}

public sealed record Answer(int Status, string Text, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new JsonException("null");

    public string? this[string name] => Json[name]?.ToString();

    public Guid Id => Guid.Parse(this["id"]!);

    public override string ToString() => $"{Status} {Text}";

    /// <summary>The answer, or a failure that shows what came instead.</summary>
    public Answer ShouldBe(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    public Answer ShouldFail(int status, string code)
    {
        Status.ShouldBe(status, Text);
        ContentType.ShouldBe("application/problem+json", Text);
        this["code"].ShouldBe(code, Text);
        this["traceId"].ShouldNotBeNullOrEmpty();
        this["detail"].ShouldNotBeNullOrEmpty();
        return this;
    }
}
