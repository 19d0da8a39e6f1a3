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
        Values["interest"] = $"Interesse {Marker}";
        Values["step"] = $"Passo {Marker}";
        Values["at"] = TimeProvider.System.GetUtcNow().AddDays(1).ToString("O");
        Values["PUT /api/v1/sales/leads/{leadId}/status status"] = "working";
    }
}
