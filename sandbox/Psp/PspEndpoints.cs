using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CleanApp.Sandbox.Controls;

namespace CleanApp.Sandbox.Psp;

internal static class PspEndpoints
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapPsp(this IEndpointRouteBuilder app)
    {
        app.MapPost("/oauth/token", (HttpContext http, TokenIssuer tokens) => tokens.IssueAsync(http));
        // Some integrators of this bank call v3; it answers the same.
        foreach (var version in new[] { "/api/v2", "/api/v3" })
            MapVersion(app.MapGroup(version));
    }

    private static void MapVersion(RouteGroupBuilder api)
    {
        api.MapPut("/cob/{txid}", PutCharge).WithMetadata(new RequiredScope("cob.write"));
        api.MapPost("/cob", PostCharge).WithMetadata(new RequiredScope("cob.write"));
        api.MapPatch("/cob/{txid}", PatchCharge).WithMetadata(new RequiredScope("cob.write"));
        api.MapGet("/cob/{txid}", GetCharge).WithMetadata(new RequiredScope("cob.read"));
        api.MapGet("/cob", ListCharges).WithMetadata(new RequiredScope("cob.read"));
        api.MapGet("/pix/{e2eid}", GetPix).WithMetadata(new RequiredScope("pix.read"));
        api.MapGet("/pix", ListPix).WithMetadata(new RequiredScope("pix.read"));
        api.MapPut("/pix/{e2eid}/devolucao/{id}", PutRefund).WithMetadata(new RequiredScope("pix.write"));
        api.MapGet("/pix/{e2eid}/devolucao/{id}", GetRefund).WithMetadata(new RequiredScope("pix.read"));
        api.MapPut("/webhook/{chave}", PutWebhook).WithMetadata(new RequiredScope("webhook.write"));
        api.MapGet("/webhook/{chave}", GetWebhook).WithMetadata(new RequiredScope("webhook.read"));
        api.MapDelete("/webhook/{chave}", DeleteWebhook).WithMetadata(new RequiredScope("webhook.write"));
        api.MapGet("/webhook", ListWebhooks).WithMetadata(new RequiredScope("webhook.read"));
    }

    private static IResult PutCharge(HttpContext http, PspStore store, FaultBoard faults, string txid) =>
        Answer(CodeQuirk(store.PutCharge(ClientId(http), txid, PspGateway.Body(http)), faults, http), 201);

    private static IResult PostCharge(HttpContext http, PspStore store) =>
        Answer(store.PutCharge(ClientId(http), Wire.RandomTxid(), PspGateway.Body(http)), 201);

    private static IResult PatchCharge(HttpContext http, PspStore store, string txid) =>
        Answer(store.PatchCharge(ClientId(http), txid, PspGateway.Body(http)));

    private static IResult GetCharge(HttpContext http, PspStore store, FaultBoard faults, string txid)
    {
        int? revision = null;
        if (http.Request.Query["revisao"].FirstOrDefault() is { } text)
            revision = int.TryParse(text, out var number)
                ? number
                : throw PspException.InvalidQuery("CobConsultaInvalida", [new Violation("O parâmetro não respeita o schema.", "revisao", text)]);
        return Answer(CodeQuirk(store.GetCharge(ClientId(http), txid, revision), faults, http));
    }

    private static IResult ListCharges(HttpContext http, PspStore store)
    {
        var query = PspQuery.Read(http.Request.Query, "CobConsultaInvalida", periodRequired: true);
        var clientId = ClientId(http);
        var status = query["status"];
        var found = store.ListCharges(c =>
            c.ClientId == clientId
            && c.CreatedAt >= query.From
            && c.CreatedAt <= query.To
            && (status is null || c.Status == status)
            && (query.Flag("locationPresente") ?? true)
            && (query.Cpf is null || ChargeRequest.Text(c.Content["devedor"]?["cpf"]) == query.Cpf)
            && (query.Cnpj is null || ChargeRequest.Text(c.Content["devedor"]?["cnpj"]) == query.Cnpj)
        );
        return Answer(query.Answer("cobs", found));
    }

    private static IResult GetPix(HttpContext http, PspStore store, FaultBoard faults, string e2eid) =>
        Answer(Quirk(store.GetPix(ClientId(http), e2eid), faults, http));

    private static IResult ListPix(HttpContext http, PspStore store, FaultBoard faults)
    {
        var query = PspQuery.Read(http.Request.Query, "PixConsultaInvalida", periodRequired: true);
        var clientId = ClientId(http);
        var txid = query["txid"];
        var withTxid = query.Flag("txIdPresente");
        var withRefund = query.Flag("devolucaoPresente");
        var (page, count) = store.ListPix(
            p =>
                p.ClientId == clientId
                && p.At >= query.From
                && p.At <= query.To
                && (txid is null || p.Txid == txid)
                && (withTxid is null || p.Txid is not null == withTxid)
                && (withRefund is null || p.Refunds.Count > 0 == withRefund)
                // Who paid is not kept here, so nobody matches a filter by payer.
                && query.Cpf is null
                && query.Cnpj is null,
            query.Skipped,
            query.PageSize
        );
        return Answer(query.Answer("pix", page.Select(p => Quirk(p, faults, http)), count));
    }

    private static IResult PutRefund(HttpContext http, PspStore store, RefundDesk refunds, string e2eid, string id)
    {
        var refund = store.PutRefund(ClientId(http), e2eid, id, RefundRequest.Read(id, PspGateway.Body(http)));
        refunds.SettleLater(e2eid, id, PspGateway.Key(http)!);
        return Answer(refund, 201);
    }

    private static IResult GetRefund(HttpContext http, PspStore store, string e2eid, string id) => Answer(store.GetRefund(ClientId(http), e2eid, id));

    private static IResult PutWebhook(HttpContext http, PspStore store, string chave)
    {
        if (chave.Length > 77)
            throw PspException.InvalidWebhook("O parâmetro {chave} não corresponde a uma chave DICT válida.", "chave");
        var url = ChargeRequest.Text(PspGateway.Body(http)["webhookUrl"]);
        if (url is null || !WebhookDispatcher.IsAcceptable(url))
            throw PspException.InvalidWebhook("Campo webhook.webhookUrl não respeita o schema.", "webhook.webhookUrl");
        store.PutWebhook(ClientId(http), chave, url);
        return Results.Ok();
    }

    private static IResult GetWebhook(HttpContext http, PspStore store, string chave) =>
        store.FindWebhook(chave) is { } webhook && webhook.ClientId == ClientId(http)
            ? Answer(webhook.Render())
            : throw PspException.WebhookNotFound(chave);

    private static IResult DeleteWebhook(HttpContext http, PspStore store, string chave) =>
        store.DeleteWebhook(ClientId(http), chave) ? Results.NoContent() : throw PspException.WebhookNotFound(chave);

    private static IResult ListWebhooks(HttpContext http, PspStore store)
    {
        var query = PspQuery.Read(http.Request.Query, "WebhookConsultaInvalida", periodRequired: false);
        var found = store.ListWebhooks(ClientId(http)).Where(w => w.CreatedAt >= query.From && w.CreatedAt <= query.To);
        return Answer(query.Answer("webhooks", [.. found.Select(w => w.Render())]));
    }

    private static JsonObject Quirk(JsonObject pix, FaultBoard faults, HttpContext http)
    {
        if (faults.Any(ChargeRequest.Text(pix["chave"]), ClientId(http), f => f.HorarioAsObject))
        {
            var time = ChargeRequest.Text(pix["horario"]);
            pix["horario"] = new JsonObject { ["solicitacao"] = time, ["liquidacao"] = time };
        }

        return pix;
    }

    private static JsonObject CodeQuirk(JsonObject cob, FaultBoard faults, HttpContext http)
    {
        if (faults.Any(ChargeRequest.Text(cob["chave"]), ClientId(http), f => f.OmitCode))
            cob.Remove("pixCopiaECola");
        return cob;
    }

    private static string ClientId(HttpContext http) => PspGateway.Token(http).ClientId;

    private static IResult Answer(JsonObject body, int status = 200) => Results.Json(body, Json, statusCode: status);
}
