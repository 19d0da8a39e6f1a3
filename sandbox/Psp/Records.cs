using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace CleanApp.Sandbox.Psp;

internal static class ChargeStatus
{
    public const string Active = "ATIVA";
    public const string Completed = "CONCLUIDA";
    public const string RemovedByReceiver = "REMOVIDA_PELO_USUARIO_RECEBEDOR";
}

internal static class RefundStatus
{
    public const string Processing = "EM_PROCESSAMENTO";
    public const string Refunded = "DEVOLVIDO";
    public const string NotDone = "NAO_REALIZADO";
}

/// <summary>An immediate charge. <see cref="Content"/> holds the fields the customer may set, exactly as sent.</summary>
internal sealed class Charge
{
    public required string Txid { get; init; }
    public required string ClientId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required long LocationId { get; init; }
    public required string Location { get; init; }
    public required JsonObject Content { get; set; }
    public string Status { get; set; } = ChargeStatus.Active;
    public int Revision { get; set; }

    /// <summary>What each earlier revision looked like, for GET ?revisao=.</summary>
    public List<JsonObject> Earlier { get; init; } = [];

    public string Key() => Content["chave"]!.GetValue<string>();

    public string Amount() => Content["valor"]!["original"]!.GetValue<string>();

    public DateTimeOffset ExpiresAt() => CreatedAt.AddSeconds(Content["calendario"]!["expiracao"]!.GetValue<int>());

    public string CopyAndPaste() => BrCode.Dynamic(Location, Amount(), "CLEANAPP SANDBOX", "PORTO ALEGRE");

    public JsonObject Render()
    {
        var cob = new JsonObject
        {
            ["calendario"] = new JsonObject
            {
                ["criacao"] = Wire.Time(CreatedAt),
                ["expiracao"] = Content["calendario"]!["expiracao"]!.GetValue<int>(),
            },
            ["txid"] = Txid,
            ["revisao"] = Revision,
            ["loc"] = new JsonObject
            {
                ["id"] = LocationId,
                ["location"] = Location,
                ["tipoCob"] = "cob",
                ["criacao"] = Wire.Time(CreatedAt),
            },
            ["location"] = Location,
            ["status"] = Status,
        };
        foreach (var name in new[] { "devedor", "valor", "chave", "solicitacaoPagador", "infoAdicionais" })
        {
            if (Content[name] is { } value)
                cob[name] = value.DeepClone();
        }

        cob["pixCopiaECola"] = CopyAndPaste();
        return cob;
    }
}

internal sealed class Refund
{
    public required string Id { get; init; }
    public required string ReturnId { get; init; }
    public required string Amount { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public string? Nature { get; init; }
    public string? Description { get; init; }
    public DateTimeOffset? SettledAt { get; set; }
    public string Status { get; set; } = RefundStatus.Processing;

    public JsonObject Render()
    {
        var time = new JsonObject { ["solicitacao"] = Wire.Time(RequestedAt) };
        if (SettledAt is { } settled)
            time["liquidacao"] = Wire.Time(settled);
        var refund = new JsonObject
        {
            ["id"] = Id,
            ["rtrId"] = ReturnId,
            ["valor"] = Amount,
            ["natureza"] = Nature ?? "ORIGINAL",
            ["horario"] = time,
            ["status"] = Status,
        };
        if (Description is not null)
            refund["descricao"] = Description;
        if (Status == RefundStatus.NotDone)
            refund["motivo"] = "Conta do pagador encerrada.";
        return refund;
    }
}

/// <summary>A settled Pix. <see cref="Txid"/> is absent for a transfer to the bare key.</summary>
internal sealed class PixReceived
{
    public required string EndToEndId { get; init; }
    public required string ClientId { get; init; }
    public required string Key { get; init; }
    public required string Amount { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? Txid { get; init; }
    public List<Refund> Refunds { get; init; } = [];

    public JsonObject Render()
    {
        var pix = new JsonObject { ["endToEndId"] = EndToEndId };
        if (Txid is not null)
            pix["txid"] = Txid;
        pix["chave"] = Key;
        pix["valor"] = Amount;
        pix["horario"] = Wire.Time(At);
        pix["componentesValor"] = new JsonObject { ["original"] = new JsonObject { ["valor"] = Amount } };
        if (Refunds.Count > 0)
            pix["devolucoes"] = new JsonArray([.. Refunds.Select(r => r.Render())]);
        return pix;
    }
}

internal sealed record WebhookRegistration(string Key, string ClientId, string Url, DateTimeOffset CreatedAt)
{
    public JsonObject Render() =>
        new()
        {
            ["webhookUrl"] = Url,
            ["chave"] = Key,
            ["cnpj"] = "11222333000181",
            ["criacao"] = Wire.Time(CreatedAt),
        };
}

/// <summary>How values look on the wire.</summary>
internal static class Wire
{
    private const string Alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    // Not the ISPB of any real participant.
    private const string PayerIspb = "99999004";
    private const string OwnIspb = "99999008";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string EndToEndId(DateTimeOffset at) => "E" + PayerIspb + Stamp(at) + RandomNumberGenerator.GetString(Alphanumeric, 11);

    public static string ReturnId(DateTimeOffset at) => "D" + OwnIspb + Stamp(at) + RandomNumberGenerator.GetString(Alphanumeric, 11);

    public static string RandomTxid() => RandomNumberGenerator.GetString(Alphanumeric, 32);

    public static decimal Money(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    public static string Money(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
}
