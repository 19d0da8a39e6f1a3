using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Authentication;
using System.Text.Json;
using CleanApp.Application.Payments;
using CleanApp.Domain.Payments;

namespace CleanApp.Infrastructure.Adapters.Sicredi;

/// <summary>
/// Bacen's Pix API 2.9.0 as Sicredi serves it. A call that was refused for its token has had no effect, so the token is renewed and the
/// call made once more.
/// </summary>
internal sealed class SicrediPixBank(SicrediConnections connections) : IPixBank
{
    public async Task<BankCharge> CreateChargeAsync(SicrediAccount account, Charge charge, CancellationToken ct)
    {
        // The same body each time: PUT with another one would silently revise the charge (bacen/pix-api #305).
        var body = new CobRequest(
            new CobRequest.Calendar(charge.ExpiresInSeconds),
            new CobRequest.Value(Wire.Amount(charge.Amount)),
            charge.PixKey,
            charge.Description
        );
        var reply = await CallAsync<CobReply>(account, HttpMethod.Put, $"{CobPath(account)}/cob/{charge.Txid}", body, ct);
        return Understand(reply!.ToCharge);
    }

    public async Task<BankCharge?> FindChargeAsync(SicrediAccount account, string txid, CancellationToken ct)
    {
        var reply = await FindAsync<CobReply>(account, $"{CobPath(account)}/cob/{txid}", ct);
        return reply is null ? null : Understand(reply.ToCharge);
    }

    public Task RemoveChargeAsync(SicrediAccount account, string txid, CancellationToken ct) =>
        CallAsync<JsonElement?>(account, HttpMethod.Patch, $"{CobPath(account)}/cob/{txid}", new CobRemoval("REMOVIDA_PELO_USUARIO_RECEBEDOR"), ct);

    public async Task<BankPayment?> FindPaymentAsync(SicrediAccount account, string endToEndId, CancellationToken ct)
    {
        var reply = await FindAsync<PixReply>(account, $"{account.ApiPath}/pix/{Uri.EscapeDataString(endToEndId)}", ct);
        return reply is null ? null : Understand(() => reply.ToPayment());
    }

    public Task<BankPaymentPage> ListPaymentsAsync(SicrediAccount account, DateTimeOffset from, DateTimeOffset to, int page, CancellationToken ct) =>
        ListAsync(account, from, to, page, filter: "", ct);

    public Task<BankPaymentPage> ListReturnedAsync(SicrediAccount account, DateTimeOffset from, DateTimeOffset to, int page, CancellationToken ct) =>
        ListAsync(account, from, to, page, filter: "&devolucaoPresente=true", ct);

    private async Task<BankPaymentPage> ListAsync(
        SicrediAccount account,
        DateTimeOffset from,
        DateTimeOffset to,
        int page,
        string filter,
        CancellationToken ct
    )
    {
        var path =
            $"{account.ApiPath}/pix?inicio={Time(from)}&fim={Time(to)}{filter}&paginacao.paginaAtual={page.ToString(CultureInfo.InvariantCulture)}&paginacao.itensPorPagina=500";
        var reply = await CallAsync<PixListReply>(account, HttpMethod.Get, path, body: null, ct);
        return Understand(() =>
            new BankPaymentPage([.. (reply!.Pix ?? []).Select(p => p.ToPayment())], reply.Parametros?.Paginacao?.QuantidadeDePaginas ?? 1)
        );
    }

    public async Task<BankRefund> RefundAsync(SicrediAccount account, string endToEndId, Refund refund, CancellationToken ct)
    {
        var body = new DevolucaoRequest(Wire.Amount(refund.Amount), refund.Reason);
        var reply = await CallAsync<DevolucaoReply>(account, HttpMethod.Put, RefundPath(account, endToEndId, refund.BankId), body, ct);
        return Understand(reply!.ToRefund);
    }

    public async Task<BankRefund?> FindRefundAsync(SicrediAccount account, string endToEndId, string refundId, CancellationToken ct)
    {
        var reply = await FindAsync<DevolucaoReply>(account, RefundPath(account, endToEndId, refundId), ct);
        return reply is null ? null : Understand(reply.ToRefund);
    }

    public Task RegisterWebhookAsync(SicrediAccount account, string url, CancellationToken ct) =>
        CallAsync<JsonElement?>(
            account,
            HttpMethod.Put,
            $"{account.ApiPath}/webhook/{Uri.EscapeDataString(account.PixKey)}",
            new WebhookRequest(url),
            ct
        );

    /// <summary>Integrators report accounts whose charges live under /api/v3 while the rest is v2.</summary>
    private static string CobPath(SicrediAccount account) => account.CobPath ?? account.ApiPath;

    private static string RefundPath(SicrediAccount account, string endToEndId, string refundId) =>
        $"{account.ApiPath}/pix/{Uri.EscapeDataString(endToEndId)}/devolucao/{Uri.EscapeDataString(refundId)}";

    private static string Time(DateTimeOffset time) =>
        Uri.EscapeDataString(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    private async Task<T?> FindAsync<T>(SicrediAccount account, string path, CancellationToken ct)
        where T : class
    {
        try
        {
            return await CallAsync<T>(account, HttpMethod.Get, path, body: null, ct);
        }
        catch (BankRefusedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private async Task<T?> CallAsync<T>(SicrediAccount account, HttpMethod method, string path, object? body, CancellationToken ct)
    {
        try
        {
            var connection = connections.Of(account);
            var token = await connection.TokenAsync(ct);
            var response = await SendAsync(connection.Client, method, path, body, token, ct);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                response.Dispose();
                connection.ForgetToken(token);
                response = await SendAsync(connection.Client, method, path, body, await connection.TokenAsync(ct), ct);
            }
            using (response)
                return await ReadAsync<T>(response, ct);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new BankUnavailableException("timeout", e);
        }
        catch (HttpRequestException e)
        {
            throw new BankUnavailableException(e.InnerException is AuthenticationException ? "certificate" : "unreachable", e);
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new BankUnavailableException("server_error", e);
        }
    }

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        HttpMethod method,
        string path,
        object? body,
        string token,
        CancellationToken ct
    )
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Wire.Json),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client.SendAsync(request, ct);
    }

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
            return status == 204 || response.Content.Headers.ContentLength == 0
                ? default
                : await response.Content.ReadFromJsonAsync<T>(Wire.Json, ct);
        if (status is 401 or 403)
            throw new BankUnavailableException("unauthorized");
        if (status is >= 500 or 408 or 429)
            throw new BankUnavailableException("server_error");
        throw new BankRefusedException(status, await ErrorCodeAsync(response, ct));
    }

    private static async Task<string> ErrorCodeAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            var problem = await response.Content.ReadFromJsonAsync<ProblemReply>(Wire.Json, ct);
            return problem?.Type?.Split('/')[^1] is { Length: > 0 and <= 60 } type ? type : "refused";
        }
        catch (JsonException)
        {
            return "refused";
        }
    }

    /// <summary>An answer that does not say what it must is no answer: the outcome stays open.</summary>
    private static T Understand<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or Domain.Common.DomainException)
        {
            throw new BankUnavailableException("server_error", e);
        }
    }
}
