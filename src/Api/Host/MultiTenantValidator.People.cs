using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace CleanApp.Api.Host;

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
            new JsonObject { ["value"] = $"Valor {Marker}" }
        );
        await MakeAsync($"/api/v1/people/contacts/{contact["id"]}/reveals", new JsonObject { ["reason"] = $"Motivo {Marker}" });
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
}
