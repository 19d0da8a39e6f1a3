using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CleanApp.Application.Payments;
using CleanApp.Domain.Common;

namespace CleanApp.Infrastructure.Adapters.Sicredi;

// The wire format of Bacen's Pix API 2.9.0, as far as it is used. New fields and values are compatible changes, so reading is tolerant.

internal sealed record CobRequest(CobRequest.Calendar Calendario, CobRequest.Value Valor, string Chave, string SolicitacaoPagador)
{
    public sealed record Calendar(int Expiracao);

    public sealed record Value(string Original);
}

internal sealed record CobRemoval(string Status);

internal sealed record WebhookRequest(string WebhookUrl);

internal sealed record TokenReply(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] double? ExpiresIn
);

internal sealed record ProblemReply(string? Type, string? Title);

internal sealed record CobReply(
    string? Txid,
    string? Status,
    string? Chave,
    CobReply.Calendar? Calendario,
    CobReply.Value? Valor,
    string? PixCopiaECola,
    IReadOnlyList<PixReply>? Pix
)
{
    public sealed record Calendar(DateTimeOffset? Criacao);

    public sealed record Value(string? Original);

    public BankCharge ToCharge() =>
        new(
            Txid ?? throw new JsonException("cob without txid"),
            Status switch
            {
                null => throw new JsonException("cob without status"),
                "ATIVA" => BankChargeStatus.Open,
                "CONCLUIDA" => BankChargeStatus.Settled,
                _ => BankChargeStatus.Closed,
            },
            Chave ?? throw new JsonException("cob without chave"),
            Wire.Money(Valor?.Original),
            (Calendario?.Criacao ?? throw new JsonException("cob without criacao")).ToUniversalTime(),
            PixCopiaECola,
            [.. (Pix ?? []).Select(p => p.ToPayment(Txid))]
        );
}

internal sealed record PixReply(string? EndToEndId, string? Txid, string? Chave, string? Valor, JsonElement Horario, JsonElement Devolucoes)
{
    public BankPayment ToPayment(string? txidOfCharge = null) =>
        new(
            EndToEndId ?? throw new JsonException("pix without endToEndId"),
            Txid ?? txidOfCharge,
            Chave,
            Wire.Money(Valor),
            Wire.Time(Horario),
            [.. RefundsIn(Devolucoes).Select(r => r.ToRefund())]
        );

    /// <summary>The schema says array, the standard's own example shows one as an object.</summary>
    private static IEnumerable<DevolucaoReply> RefundsIn(JsonElement refunds) =>
        refunds.ValueKind switch
        {
            JsonValueKind.Array => refunds.Deserialize<DevolucaoReply[]>(Wire.Json) ?? [],
            JsonValueKind.Object => [refunds.Deserialize<DevolucaoReply>(Wire.Json)!],
            _ => [],
        };
}

internal sealed record DevolucaoRequest(string Valor, string? Descricao);

internal sealed record DevolucaoReply(string? Id, string? RtrId, string? Valor, DevolucaoReply.Times? Horario, string? Status, string? Motivo)
{
    public sealed record Times(DateTimeOffset? Solicitacao, DateTimeOffset? Liquidacao);

    public BankRefund ToRefund()
    {
        var requestedAt = (Horario?.Solicitacao ?? Horario?.Liquidacao ?? throw new JsonException("devolucao without horario")).ToUniversalTime();
        return new(
            Id ?? throw new JsonException("devolucao without id"),
            RtrId,
            Wire.Money(Valor),
            requestedAt,
            Horario?.Liquidacao?.ToUniversalTime() ?? requestedAt,
            Status switch
            {
                null => throw new JsonException("devolucao without status"),
                "DEVOLVIDO" => BankRefundStatus.Done,
                "NAO_REALIZADO" => BankRefundStatus.NotDone,
                _ => BankRefundStatus.Processing,
            },
            Motivo
        );
    }
}

internal sealed record PixListReply(PixListReply.Parameters? Parametros, IReadOnlyList<PixReply>? Pix)
{
    public sealed record Parameters(Pagination? Paginacao);

    public sealed record Pagination(int QuantidadeDePaginas);
}

internal static class Wire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Amount(Money money) => money.Amount.ToString("0.00", CultureInfo.InvariantCulture);

    public static Money Money(string? value) =>
        decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? new Money(amount, Domain.Common.Money.Brl)
            : throw new JsonException("not an amount");

    /// <summary>The standard says text; one SDK of this bank describes an object with request and settlement times.</summary>
    public static DateTimeOffset Time(JsonElement horario)
    {
        var text =
            horario.ValueKind == JsonValueKind.Object
                ? horario.TryGetProperty("liquidacao", out var settled)
                    ? settled
                    : horario.GetProperty("solicitacao")
                : horario;
        return text.ValueKind == JsonValueKind.String && text.TryGetDateTimeOffset(out var at)
            ? at.ToUniversalTime()
            : throw new JsonException("not a time");
    }
}
