using System.Text.Json.Nodes;

namespace CleanApp.Api.Host;

internal sealed partial class ValidationCompany
{
    private async Task FillLeadsAsync()
    {
        Ids["ownerId"] = Ids["userId"];
        var lead = await MakeAsync(
            "/api/v1/sales/leads",
            new JsonObject
            {
                ["source"] = "phone",
                ["contactId"] = Ids["contactId"][0].ToString(),
                ["interest"] = $"Interesse {Marker}",
                ["ownerId"] = Ids["userId"][0].ToString(),
            }
        );
        Add("leadId", lead["id"]);
        Ids["intoLeadId"] = Ids["leadId"];
        (Values["POST /api/v1/sales/leads source"], Values["POST /api/v1/sales/leads content"]) = ("phone", "azul");
        Values["interest"] = $"Interesse {Marker}";
        await _client.SendAsync(
            "PUT",
            "/api/v1/sales/lead-scoring",
            _ct,
            AccessToken,
            new JsonObject
            {
                ["recommendation"] = 31,
                ["advertisement"] = 15,
                ["conversation"] = 20,
                ["interest"] = 10,
                ["amount"] = 15,
                ["nextStep"] = 10,
                ["qualified"] = 25,
            }
        );
        Values["step"] = $"Passo {Marker}";
        Values["at"] = TimeProvider.System.GetUtcNow().AddDays(1).ToString("O");
        Values["PUT /api/v1/sales/leads/{leadId}/status status"] = "working";
    }
}
