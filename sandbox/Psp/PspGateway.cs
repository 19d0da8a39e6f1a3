using System.Text.Json;
using System.Text.Json.Nodes;
using CleanApp.Sandbox.Controls;
using CleanApp.Sandbox.Tls;

namespace CleanApp.Sandbox.Psp;

/// <summary>
/// What stands before the API: client certificate, then the asked-for faults, then the access token. The faults come before the token, as a
/// bank that is down does not look at tokens first.
/// </summary>
internal sealed class PspGateway(CertificateFolder certificates, TokenIssuer tokens, FaultBoard faults, PspStore store, TimeProvider clock)
{
    private const string BodyItem = "psp.body";
    private const string TokenItem = "psp.token";
    private const string KeyItem = "psp.key";

    public static bool Guards(PathString path) => path.StartsWithSegments("/oauth") || path.StartsWithSegments("/api");

    public static AccessToken Token(HttpContext http) => (AccessToken)http.Items[TokenItem]!;

    public static string? Key(HttpContext http) => (string?)http.Items[KeyItem];

    public static JsonObject Body(HttpContext http) => http.Items[BodyItem] as JsonObject ?? throw PspException.Malformed();

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Connection.ClientCertificate is not { } certificate)
        {
            await Refuse(http, 401, "A client certificate issued by this bank is required (mTLS).");
            return;
        }

        if (!certificates.IsAcceptable(certificate))
        {
            await Refuse(http, 403, "The client certificate is expired or was not issued by this bank.");
            return;
        }

        var presented = http.Request.Headers.Authorization.ToString();
        var token = presented.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? tokens.Find(presented[7..].Trim()) : null;
        http.Items[TokenItem] = token;
        http.Items[BodyItem] = await ReadBodyAsync(http);
        http.Items[KeyItem] = KeyOf(http);

        var fault = faults.Take(http.Request.Method, http.Request.Path, Key(http), token?.ClientId ?? TokenIssuer.ClaimedClient(presented));
        await WithFault(http, fault, () => Authorised(http, token, TokenIssuer.Thumbprint(certificate), next));
    }

    private async Task Authorised(HttpContext http, AccessToken? token, string thumbprint, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/api"))
        {
            if (token is null || token.Thumbprint != thumbprint)
            {
                http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
                await Refuse(http, 401, "The access token is missing, expired or bound to another certificate.");
                return;
            }

            if (http.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is { } required && !token.Scopes.Contains(required.Name))
            {
                await WriteProblem(http, PspException.Forbidden($"O token não tem o escopo {required.Name}."));
                return;
            }
        }

        try
        {
            await next(http);
        }
        catch (PspException problem)
        {
            await WriteProblem(http, problem);
        }
    }

    private async Task WithFault(HttpContext http, AnswerFault? fault, Func<Task> effect)
    {
        if (fault is null)
        {
            await effect();
            return;
        }

        await Wait(fault.DelayMs, http.RequestAborted);
        if (fault.DropConnectionBefore)
        {
            http.Abort();
            return;
        }

        if (fault.Status is { } status)
        {
            await WriteProblem(http, Ordered(status));
            return;
        }

        if (fault is { DropConnectionAfterEffect: false, Malformed: false, DelayAfterEffectMs: 0 })
        {
            await effect();
            return;
        }

        var real = http.Response.Body;
        using var captured = new MemoryStream();
        http.Response.Body = captured;
        await effect();
        http.Response.Body = real;
        await Wait(fault.DelayAfterEffectMs, http.RequestAborted);
        if (fault.DropConnectionAfterEffect)
        {
            http.Abort();
            return;
        }

        var bytes = captured.ToArray();
        if (fault.Malformed)
            bytes = [.. bytes.Take(bytes.Length / 2)];
        http.Response.ContentLength = bytes.Length;
        await real.WriteAsync(bytes, http.RequestAborted);
    }

    private Task Wait(int milliseconds, CancellationToken ct) =>
        milliseconds > 0 ? Task.Delay(TimeSpan.FromMilliseconds(milliseconds), clock, ct) : Task.CompletedTask;

    private static PspException Ordered(int status) =>
        status switch
        {
            404 => new(404, "NaoEncontrado", "Não Encontrado", "Entidade não encontrada."),
            403 => PspException.Forbidden("Regra de autorização violada."),
            503 => new(503, "ServicoIndisponivel", "Serviço Indisponível", "Serviço não está disponível no momento."),
            504 => new(504, "IndisponibilidadePorTempoEsgotado", "Tempo esgotado", "O serviço demorou além do esperado."),
            >= 500 => new(status, "ErroInternoDoServidor", "Erro interno do servidor", "Condição inesperada ao processar requisição."),
            _ => new(status, "RequisicaoInvalida", "Requisição inválida.", "Requisição inválida."),
        };

    private static async Task<JsonNode?> ReadBodyAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/api") || http.Request.Method is not ("PUT" or "POST" or "PATCH"))
            return null;
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string? KeyOf(HttpContext http)
    {
        if (http.GetRouteValue("chave") is string key)
            return key;
        if (http.Items[BodyItem] is JsonObject body && ChargeRequest.Text(body["chave"]) is { } sent)
            return sent;
        return store.KeyOf(http.GetRouteValue("txid") as string ?? http.Request.Query["txid"], http.GetRouteValue("e2eid") as string);
    }

    private static Task Refuse(HttpContext http, int status, string description)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(
            new Dictionary<string, string> { ["error"] = status == 401 ? "unauthorized" : "access_denied", ["error_description"] = description },
            http.RequestAborted
        );
    }

    private static async Task WriteProblem(HttpContext http, PspException problem)
    {
        http.Response.StatusCode = problem.Status;
        http.Response.ContentType = "application/problem+json";
        await http.Response.WriteAsync(problem.ToProblem().ToJsonString(PspEndpoints.Json), http.RequestAborted);
    }
}

internal sealed record RequiredScope(string Name);
