using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CleanApp.Sandbox.Psp;

internal sealed partial record RefundRequest(string Amount, string? Nature, string? Description)
{
    [GeneratedRegex("^[a-zA-Z0-9]{1,35}$")]
    private static partial Regex IdPattern();

    public static RefundRequest Read(string id, JsonObject body)
    {
        if (!IdPattern().IsMatch(id))
            throw PspException.InvalidRefund("O campo devolucao.id não respeita o schema.", "devolucao.id");
        if (ChargeRequest.Text(body["valor"]) is not { } amount || !ChargeRequest.IsAmount(amount) || Wire.Money(amount) == 0)
            throw PspException.InvalidRefund("O campo devolucao.valor não respeita o schema.", "devolucao.valor");
        var nature = ChargeRequest.Text(body["natureza"]);
        if (body["natureza"] is not null && nature is not ("ORIGINAL" or "RETIRADA"))
            throw PspException.InvalidRefund("O campo devolucao.natureza não respeita o schema.", "devolucao.natureza");
        var description = ChargeRequest.Text(body["descricao"]);
        if (body["descricao"] is not null && description is not { Length: <= 140 })
            throw PspException.InvalidRefund("O campo devolucao.descricao não respeita o schema.", "devolucao.descricao");
        return new RefundRequest(amount, nature, description);
    }
}
