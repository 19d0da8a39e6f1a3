using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CleanApp.Sandbox.Psp;

/// <summary>Checks the body of PUT, POST and PATCH /cob against the standard and collects every violation before refusing.</summary>
internal sealed partial class ChargeRequest
{
    private const int DefaultExpiration = 86400;
    private readonly List<Violation> _violations = [];

    [GeneratedRegex("^[a-zA-Z0-9]{26,35}$")]
    private static partial Regex TxidPattern();

    [GeneratedRegex(@"^\d{1,10}\.\d{2}$")]
    private static partial Regex AmountPattern();

    [GeneratedRegex(@"^\d{11}$")]
    private static partial Regex CpfPattern();

    [GeneratedRegex("^[0-9A-Z]{14}$")]
    private static partial Regex CnpjPattern();

    public static bool IsTxid(string text) => TxidPattern().IsMatch(text);

    public static bool IsAmount(string text) => AmountPattern().IsMatch(text);

    /// <returns>The content of a new charge, or of the whole replacement of an existing one.</returns>
    public static JsonObject Full(JsonObject body)
    {
        var request = new ChargeRequest();
        var content = new JsonObject();
        request.Calendar(body["calendario"], content, required: true);
        request.Amount(body["valor"], content, required: true);
        request.Key(body["chave"], content, required: true);
        request.Optional(body, content);
        request.ThrowIfAny();
        return content;
    }

    /// <returns>The current content with the sent fields replaced.</returns>
    public static JsonObject Revised(JsonObject current, JsonObject body)
    {
        var request = new ChargeRequest();
        var content = current.DeepClone().AsObject();
        request.Calendar(body["calendario"], content, required: false);
        request.Amount(body["valor"], content, required: false);
        request.Key(body["chave"], content, required: false);
        request.Optional(body, content);
        request.ThrowIfAny();
        return content;
    }

    /// <summary>True when the PATCH asks for the removal. A removal that also changes something is refused.</summary>
    public static bool IsRemoval(JsonObject body)
    {
        if (!body.ContainsKey("status"))
            return false;
        if (Text(body["status"]) != ChargeStatus.RemovedByReceiver)
            throw PspException.InvalidCharge("O campo cob.status não respeita o schema.", "cob.status");
        if (body.Count > 1)
            throw PspException.InvalidCharge("A remoção da cobrança não pode ser acompanhada de outras alterações.", "cob.status");
        return true;
    }

    private void Calendar(JsonNode? node, JsonObject content, bool required)
    {
        if (node is null)
        {
            if (required)
                Add("O campo cob.calendario é obrigatório.", "cob.calendario");
            return;
        }

        if (node is not JsonObject calendar)
        {
            Add("O objeto cob.calendario não respeita o schema.", "cob.calendario");
            return;
        }

        var seconds = DefaultExpiration;
        // The standard's examples send the number as a string too.
        if (calendar["expiracao"] is { } given && !(given is JsonValue v && (v.TryGetValue(out seconds) || int.TryParse(Text(v), out seconds))))
            Add("O campo cob.calendario.expiracao não respeita o schema.", "cob.calendario.expiracao", given);
        else if (seconds <= 0)
            Add("O campo cob.calendario.expiracao é igual ou menor que zero.", "cob.calendario.expiracao", calendar["expiracao"]);
        else
            content["calendario"] = new JsonObject { ["expiracao"] = seconds };
    }

    private void Amount(JsonNode? node, JsonObject content, bool required)
    {
        if (node is null && !required)
            return;
        if (node is not JsonObject amount || amount["original"] is null)
        {
            Add("O campo cob.valor.original é obrigatório.", "cob.valor.original");
            return;
        }

        var text = Text(amount["original"]);
        if (text is null || !IsAmount(text))
        {
            Add("O campo cob.valor.original não respeita o schema.", "cob.valor.original", amount["original"]);
            return;
        }

        var mode = 0;
        if (amount["modalidadeAlteracao"] is { } given && !(given is JsonValue v && v.TryGetValue(out mode) && mode is 0 or 1))
            Add("O campo cob.valor.modalidadeAlteracao não respeita o schema.", "cob.valor.modalidadeAlteracao", given);
        else if (amount.ContainsKey("retirada"))
            Add("Pix Saque e Pix Troco não estão habilitados para este usuário recebedor.", "cob.valor.retirada");
        else if (Wire.Money(text) == 0 && mode == 0)
            Add("O campo cob.valor.original é zero.", "cob.valor.original", amount["original"]);
        else
            content["valor"] = amount.DeepClone();
    }

    private void Key(JsonNode? node, JsonObject content, bool required)
    {
        if (node is null && !required)
            return;
        if (Text(node) is not { Length: > 0 and <= 77 } key || string.IsNullOrWhiteSpace(key))
            Add("O campo cob.chave não respeita o schema.", "cob.chave", node);
        else
            content["chave"] = key;
    }

    private void Optional(JsonObject body, JsonObject content)
    {
        if (body["devedor"] is { } debtor)
        {
            if (IsDebtor(debtor))
                content["devedor"] = debtor.DeepClone();
            else
                Add("O objeto cob.devedor não respeita o schema.", "cob.devedor");
        }

        if (body["solicitacaoPagador"] is { } question)
        {
            if (Text(question) is { Length: <= 140 })
                content["solicitacaoPagador"] = question.DeepClone();
            else
                Add("O campo cob.solicitacaoPagador não respeita o schema.", "cob.solicitacaoPagador", question);
        }

        if (body["infoAdicionais"] is { } extra)
        {
            if (extra is JsonArray { Count: <= 50 } items && items.All(IsExtra))
                content["infoAdicionais"] = extra.DeepClone();
            else
                Add("O objeto cob.infoAdicionais não respeita o schema.", "cob.infoAdicionais");
        }

        if (body["loc"] is not null)
            Add("O location referenciado por loc.id inexiste.", "cob.loc.id");
    }

    private static bool IsDebtor(JsonNode node)
    {
        if (node is not JsonObject debtor || Text(debtor["nome"]) is not { Length: > 0 and <= 200 })
            return false;
        var cpf = debtor["cpf"];
        var cnpj = debtor["cnpj"];
        return (cpf is null) != (cnpj is null)
            && (cpf is null || CpfPattern().IsMatch(Text(cpf) ?? ""))
            && (cnpj is null || CnpjPattern().IsMatch(Text(cnpj) ?? ""));
    }

    private static bool IsExtra(JsonNode? node) =>
        node is JsonObject item && Text(item["nome"]) is { Length: > 0 and <= 50 } && Text(item["valor"]) is { Length: > 0 and <= 200 };

    internal static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private void Add(string reason, string property, JsonNode? value = null) =>
        _violations.Add(new Violation(reason, property, value is null ? null : Text(value) ?? value.ToJsonString()));

    private void ThrowIfAny()
    {
        if (_violations.Count > 0)
            throw PspException.InvalidCharge(_violations);
    }
}
