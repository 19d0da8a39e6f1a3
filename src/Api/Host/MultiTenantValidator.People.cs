using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace CleanApp.Api.Host;

/// <summary>Of each company: people, what they asked for, and what is written down about their data.</summary>
internal sealed partial class ValidationCompany
{
    private async Task FillContactsAsync()
    {
        Values["text"] = $"(11) 9{RandomNumberGenerator.GetString("0123456789", 8)}";
        Values["reason"] = $"Motivo {Marker}";
        var contact = await MakeAsync(
            "/api/v1/people/contacts",
            new JsonObject
            {
                ["name"] = $"Cliente {Marker}",
                ["identifiers"] = new JsonArray(
                    new JsonObject { ["kind"] = "phone", ["text"] = $"(21) 9{RandomNumberGenerator.GetString("0123456789", 8)}" }
                ),
            }
        );
        Add("contactId", contact["id"]);
        Add("identifierId", contact["identifiers"]![0]!["id"]);
        var field = await MakeAsync("/api/v1/people/fields", new JsonObject { ["name"] = $"Campo {Marker}", ["kind"] = "text" });
        Add("fieldId", field["id"]);
        await _client.SendAsync(
            "PUT",
            $"/api/v1/people/contacts/{contact["id"]}/fields/{field["id"]}",
            _ct,
            AccessToken,
            new JsonObject { ["value"] = $"Resposta {Marker}" }
        );
        await MakeAsync($"/api/v1/people/contacts/{contact["id"]}/reveals", new JsonObject { ["reason"] = $"Motivo {Marker}" });
        Values["POST /api/v1/privacy/contacts/{contactId}/consents source"] = "conversation";
        // A new company has texts to ask by.
        Values["purpose"] = "marketing";
        await MakeAsync(
            $"/api/v1/privacy/contacts/{contact["id"]}/consents",
            new JsonObject
            {
                ["purpose"] = "marketing",
                ["channel"] = "whatsapp",
                ["granted"] = true,
                ["evidence"] = $"Ficha {Marker}",
            }
        );

        // One that is merged into it and one that was: to merge, and to undo.
        var merges = $"/api/v1/people/contacts/{contact["id"]}/merges";
        foreach (var undone in new[] { true, false })
        {
            var other = await MakeAsync("/api/v1/people/contacts", new JsonObject { ["name"] = $"Outra {Marker}" });
            var merge = await MakeAsync(merges, new JsonObject { ["otherId"] = other["id"]!.ToString() });
            Add("otherId", other["id"]);
            Add("mergeId", merge["mergeId"]);
            if (undone)
                await MakeAsync($"{merges}/{merge["mergeId"]}/undo", null);
        }
    }

    private async Task FillRequestsAsync()
    {
        Tokens["privacyForm"] = LastSegment((await ReadAsync("/api/v1/privacy/form"))["url"]);
        Values["reach"] = $"{Marker}@cliente.example";
        Values["message"] = $"Mensagem {Marker}";
        Values["note"] = $"Nota {Marker}";
        var received = await MakeAsync(
            "/api/v1/privacy/requests",
            new JsonObject
            {
                ["kind"] = "access",
                ["name"] = $"Titular {Marker}",
                ["reach"] = $"{Marker}@cliente.example",
            }
        );
        Add("requestId", received["request"]!["id"]);
        Tokens["privacyRequest"] = LastSegment(received["statusUrl"]);
    }

    private async Task FillPrivacyBooksAsync()
    {
        Values["class"] = "people.contacts";
        Values["keepDays"] = 400;
        Values["version"] = 1;
        Values["knownAt"] = "2026-11-12T15:00:00Z";
        var policy = new JsonObject { ["class"] = "people.contacts", ["keepDays"] = 400 };
        await _client.SendAsync("PUT", "/api/v1/privacy/retention", _ct, AccessToken, policy);
        var contact = await MakeAsync("/api/v1/people/contacts", new JsonObject { ["name"] = $"Retida {Marker}" });
        Add("contactId", contact["id"]);
        var hold = await MakeAsync($"/api/v1/privacy/contacts/{contact["id"]}/holds", new JsonObject { ["reason"] = $"Processo {Marker}" });
        Add("holdId", hold["id"]);
        var operation = await MakeAsync(
            "/api/v1/privacy/operations",
            new JsonObject
            {
                ["entry"] = new JsonObject
                {
                    ["name"] = $"Operação {Marker}",
                    ["purpose"] = $"Finalidade {Marker}",
                    ["legalBasis"] = "contract",
                    ["subjects"] = "Clientes",
                    ["data"] = "Nome",
                    ["kept"] = "Dois anos",
                    ["security"] = "Cifrado",
                },
            }
        );
        Add("operationId", operation["id"]);
        var incident = await MakeAsync(
            "/api/v1/privacy/incidents",
            new JsonObject
            {
                ["entry"] = new JsonObject
                {
                    ["title"] = $"Incidente {Marker}",
                    ["description"] = $"Descrição {Marker}",
                    ["knownAt"] = "2026-11-12T15:00:00Z",
                    ["data"] = "Nomes",
                    ["risk"] = "low",
                },
            }
        );
        Add("incidentId", incident["id"]);
    }
}
