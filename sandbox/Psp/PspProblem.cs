using System.Text.Json.Nodes;

namespace CleanApp.Sandbox.Psp;

internal sealed record Violation(string Reason, string Property, string? Value = null);

/// <summary>An error of the Pix API: RFC 7807 with a type from the Central Bank's list and, where it helps, the violated fields.</summary>
internal sealed class PspException(int status, string kind, string title, string detail, IReadOnlyList<Violation>? violations = null)
    : Exception($"{kind}: {detail}")
{
    public int Status => status;

    public JsonObject ToProblem()
    {
        var problem = new JsonObject
        {
            ["type"] = $"https://pix.bcb.gov.br/api/v2/error/{kind}",
            ["title"] = title,
            ["status"] = status,
            ["detail"] = detail,
        };
        if (violations is { Count: > 0 })
            problem["violacoes"] = new JsonArray([.. violations.Select(Render)]);
        return problem;
    }

    private static JsonObject Render(Violation violation)
    {
        var rendered = new JsonObject { ["razao"] = violation.Reason, ["propriedade"] = violation.Property };
        if (violation.Value is not null)
            rendered["valor"] = violation.Value;
        return rendered;
    }

    public static PspException InvalidCharge(IReadOnlyList<Violation> violations) =>
        new(400, "CobOperacaoInvalida", "Cobrança inválida.", "A requisição não respeita o schema ou está semanticamente errada.", violations);

    public static PspException InvalidCharge(string reason, string property) => InvalidCharge([new Violation(reason, property)]);

    public static PspException ChargeNotFound(string txid) =>
        new(404, "CobNaoEncontrado", "Cobrança não encontrada.", $"Cobrança não encontrada para o txid informado: {txid}.");

    public static PspException InvalidQuery(string kind, IReadOnlyList<Violation> violations) =>
        new(400, kind, "Consulta inválida.", "Os parâmetros da consulta não respeitam o schema.", violations);

    public static PspException PixNotFound(string endToEndId) =>
        new(404, "PixNaoEncontrado", "Pix não encontrado.", $"Pix não encontrado para o e2eid informado: {endToEndId}.");

    public static PspException RefundNotFound(string id) =>
        new(404, "PixDevolucaoNaoEncontrada", "Devolução não encontrada.", $"Devolução não encontrada para o id informado: {id}.");

    public static PspException InvalidRefund(string reason, string property) =>
        new(400, "PixDevolucaoInvalida", "Devolução inválida.", reason, [new Violation(reason, property)]);

    public static PspException WebhookNotFound(string key) =>
        new(404, "WebhookNaoEncontrado", "Webhook não encontrado.", $"Não há webhook estabelecido para a chave {key}.");

    public static PspException InvalidWebhook(string reason, string property) =>
        new(400, "WebhookOperacaoInvalida", "Webhook inválido.", reason, [new Violation(reason, property)]);

    public static PspException Malformed() => new(400, "RequisicaoInvalida", "Requisição inválida.", "O corpo da requisição não é um objeto JSON.");

    public static PspException Forbidden(string detail) => new(403, "AcessoNegado", "Acesso Negado", detail);
}
