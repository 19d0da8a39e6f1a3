using System.Text.Json.Nodes;

namespace CleanApp.Api.Host;

/// <summary>Of each company: what it may sell, and how.</summary>
internal sealed partial class ValidationCompany
{
    private async Task FillPipelineAsync()
    {
        // Not the first, which a new company has anyway: names are the company's own.
        var pipeline = await MakeAsync(
            "/api/v1/sales/pipelines",
            new JsonObject { ["name"] = $"Funil {Marker}", ["stages"] = new JsonArray($"Contato {Marker}", $"Contrato {Marker}") }
        );
        Add("pipelineId", pipeline["id"]);
        foreach (var stage in pipeline["stages"]!.AsArray())
            Add("stageId", stage!["id"]);
        Add("lossReasonId", (await MakeAsync("/api/v1/sales/loss-reasons", new JsonObject { ["name"] = $"Perda {Marker}" }))["id"]);
        Ids["ownerId"] = Ids["userId"];
        foreach (var title in new[] { "Venda", "Outra" })
        {
            var opportunity = await MakeAsync(
                "/api/v1/sales/opportunities",
                new JsonObject
                {
                    ["title"] = $"{title} {Marker}",
                    ["stageId"] = Ids["stageId"][0].ToString(),
                    ["contactId"] = Ids["contactId"][0].ToString(),
                    ["ownerId"] = Ids["userId"][0].ToString(),
                }
            );
            Add("opportunityId", opportunity["id"]);
        }
        Ids["afterId"] = Ids["opportunityId"];
        Ids["moveToId"] = [Ids["stageId"][1]];
    }
}
