using System.Text.Json.Nodes;
using CleanApp.Api.Common;
using CleanApp.Application.Payments.Sicredi;
using CleanApp.Domain.Common;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CleanApp.Api.OpenApi;

/// <summary>
/// Gives every body and answer an example built from its schema, so an example cannot drift from what it shows; the values come
/// from one table of field names. A test validates each against its schema with an independent validator.
/// </summary>
internal sealed class Examples : IDocumentFilter
{
    private static readonly Dictionary<string, JsonNode> ByName = new()
    {
        ["tenantName"] = "Padaria São João",
        ["companyName"] = "Padaria São João",
        ["name"] = "Ana Souza",
        ["email"] = "ana@padaria.example",
        ["password"] = "uma frase bem longa",
        ["currentPassword"] = "uma frase bem longa",
        ["newPassword"] = "outra frase bem longa",
        ["token"] = "Zk3vQ0m1x8TqYw5uN2bLcA",
        ["uri"] = "otpauth://totp/CleanApp:ana%40padaria.example?secret=JBSWY3DPEHPK3PXP&issuer=CleanApp",
        ["recoveryCodes"] = "K7QXM-2WDRT",
        ["codes"] = "K7QXM-2WDRT",
        ["graceDays"] = 7,
        ["prefix"] = "A",
        ["code"] = "A042",
        ["value"] = "12.50",
        ["currency"] = "BRL",
        ["host"] = "192.168.0.50",
        ["port"] = 9100,
        ["reason"] = "Desistiu",
        ["deskName"] = "Guichê 2",
        ["serviceName"] = "Atendimento",
        ["timeZone"] = "America/Sao_Paulo",
        ["businessDayCutoff"] = "00:00",
        ["endpoint"] = "https://push.example/v2/Zk3vQ0m1",
        ["p256dh"] = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        ["auth"] = "BTBZMqHH6r4Tts7J_aSIgg",
        ["publicKey"] = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        ["topic"] = "conversation",
        ["quietFrom"] = "20:00",
        ["quietUntil"] = "07:00",
        ["txid"] = "019ab7c2d4e5f6a7b8c9d0e1f2a3b4c5",
        ["endToEndId"] = "E0118152120261121120000000000001",
        ["pixCopiaECola"] =
            "00020101021226580014br.gov.bcb.pix2536pix.example/qr/v2/019ab7c2d4e55204000053039865802BR5913Padaria6009SAO PAULO62070503***6304ABCD",
        ["paymentUrl"] = "https://app.example/pay/Zk3vQ0m1",
        ["followUrl"] = "https://app.example/fila/Zk3vQ0m1",
        ["protocol"] = "20261122-40128375",
        ["reach"] = "ana@padaria.example",
        ["class"] = "people.contacts",
        ["keepDays"] = 730,
        ["leastDays"] = 30,
        ["legalBasis"] = "contract",
        ["subjects"] = "Clientes do balcão",
        ["data"] = "Nome e telefone",
        ["kept"] = "Dois anos depois do último atendimento",
        ["security"] = "Cifrado; visto só por quem atende",
        ["sharedWith"] = "Ninguém",
        ["risk"] = "low",
        ["peopleAffected"] = 40,
        ["tellBy"] = "2026-11-25",
        ["statusUrl"] = "https://app.example/privacidade/pedido/Zk3vQ0m1",
        ["url"] = "https://app.example/convite/Zk3vQ0m1",
        ["webhookUrl"] = "https://app.example/webhooks/sicredi/Zk3vQ0m1",
        ["baseUrl"] = "https://api-pix.sicredi.com.br",
        ["tokenPath"] = "/oauth/token",
        ["apiPath"] = "/api/v2",
        ["clientId"] = "client-id-of-the-bank",
        ["pixKey"] = "019ab7c2-d4e5-7000-8000-000000000001",
        ["accessToken"] = "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9…",
        ["refreshToken"] = "q3s0Yk…",
        ["expiresIn"] = 900,
        ["description"] = "Senha A042",
        ["action"] = "call",
        ["permissions"] = "counter.tickets.read",
        ["secret"] = "q3s0Yk…",
        ["panelToken"] = "Zk3vQ0m1…",
        ["state"] = "ready",
        ["message"] = "ok",
        ["text"] = "(11) 98765-4321",
        ["masked"] = "+55 11 *******21",
        ["userName"] = "Ana Souza",
        ["limit"] = 50,
        ["copy"] = 1,
        ["to"] = "+5511987654321",
        ["phoneNumberId"] = "100000000000001",
        ["wabaId"] = "200000000000001",
        ["graphVersion"] = "v24.0",
        ["apiUrl"] = "https://graph.facebook.com",
        ["appSecret"] = "0123456789abcdef",
        ["attempts"] = 1,
        ["sequence"] = 318,
        ["sku"] = "CAF-500",
        ["ncm"] = "09012100",
        ["cest"] = "1709000",
        ["origin"] = 0,
        ["cfop"] = "5102",
        ["serviceCode"] = "14.01",
        ["stock"] = 12.5,
        ["lastSequence"] = 318,
        ["query"] = "utm_source=instagram",
        ["referrer"] = "https://padaria.example",
        ["website"] = "",
    };

    public void Apply(OpenApiDocument document, DocumentFilterContext context)
    {
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()))
        {
            foreach (var content in operation.RequestBody?.Content?.Values ?? [])
                content.Example = Of(content.Schema!, name: "", depth: 0, context.SchemaRepository) is { } body and not JsonObject { Count: 0 }
                    ? body
                    : JsonNode.Parse(StoreSicrediWebhook.Example);
            foreach (var (status, response) in operation.Responses ?? [])
            foreach (var (type, content) in response.Content ?? new Dictionary<string, OpenApiMediaType>())
                content.Example =
                    type == "application/problem+json"
                        ? ProblemOf(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture))
                        : Of(content.Schema!, name: "", depth: 0, context.SchemaRepository);
        }
    }

    private static JsonObject ProblemOf(int status)
    {
        var (code, detail) = status switch
        {
            409 => (CommonErrors.AlreadyExists.Code, CommonErrors.AlreadyExists.Message),
            422 => ("request.invalid", "Some fields are not right."),
            503 => (CommonErrors.DatabaseUnavailable.Code, CommonErrors.DatabaseUnavailable.Message),
            _ => (Problems.CodeOf(status), Problems.DetailOf(status)),
        };
        var problem = new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = detail,
            ["code"] = code,
            ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        if (status == 422)
            problem["errors"] = new JsonObject { ["name"] = new JsonArray("Must not be empty.") };
        return problem;
    }

    private static JsonNode? Of(IOpenApiSchema schema, string name, int depth, SchemaRepository schemas)
    {
        // A reference finds its target only once the document is complete; here the repository knows it.
        var target = schema is OpenApiSchemaReference { Reference.Id: { } id } && schemas.Schemas.TryGetValue(id, out var found) ? found : schema;
        if (target.AllOf is [{ } only])
            return Of(only, name, depth, schemas);
        if (target.OneOf is [{ } first, ..])
            return Of(first, name, depth, schemas);
        if (target.Enum is { Count: > 0 } values)
            return values[0]?.DeepClone();
        var type = (target.Type ?? JsonSchemaType.Object) & ~JsonSchemaType.Null;
        if (type != JsonSchemaType.Object && ByName.TryGetValue(name, out var known) && Fits(known, type) && FitsDay(known, target.Format))
            return known.DeepClone();
        return type switch
        {
            JsonSchemaType.Object => depth > 6 ? null : ObjectOf(target, depth, schemas),
            JsonSchemaType.Array => depth > 6 ? new JsonArray() : new JsonArray(Of(target.Items!, name, depth + 1, schemas)),
            JsonSchemaType.Boolean => true,
            JsonSchemaType.Integer => 1,
            JsonSchemaType.Number => 1.5,
            _ => target.Format switch
            {
                "uuid" => "019ab7c2-d4e5-7000-8000-00000000002a",
                "date-time" => "2026-11-21T15:04:05Z",
                "date" => "2026-11-21",
                _ => "texto",
            },
        };
    }

    private static JsonObject ObjectOf(IOpenApiSchema schema, int depth, SchemaRepository schemas)
    {
        var example = new JsonObject();
        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
            example[name] = Of(property, name, depth + 1, schemas);
        return example;
    }

    /// <summary>What a message goes to is a number; what a time goes to is a day.</summary>
    private static bool FitsDay(JsonNode value, string? format) =>
        format != "date" || DateOnly.TryParse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture, out _);

    private static bool Fits(JsonNode value, JsonSchemaType type) =>
        type switch
        {
            JsonSchemaType.String => value.GetValueKind() == System.Text.Json.JsonValueKind.String,
            JsonSchemaType.Integer or JsonSchemaType.Number => value.GetValueKind() == System.Text.Json.JsonValueKind.Number,
            _ => false,
        };
}
