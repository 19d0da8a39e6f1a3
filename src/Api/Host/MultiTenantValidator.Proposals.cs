using System.Text.Json.Nodes;
using Npgsql;

namespace CleanApp.Api.Host;

/// <summary>Of each company: what it offers, one that is being written and one that was sent, looked at and accepted.</summary>
internal sealed partial class ValidationCompany
{
    private async Task FillProposalsAsync()
    {
        await _client.SendAsync(
            "PUT",
            "/api/v1/sales/proposal-settings",
            _ct,
            AccessToken,
            new JsonObject
            {
                ["validityDays"] = 10,
                ["terms"] = $"Condições {Marker}",
                ["letterhead"] = $"Empresa {Marker}",
            }
        );
        await BeginProposalAsync();
        var sent = await BeginProposalAsync();
        var path = $"/api/v1/sales/proposals/{sent}/sending";
        Tokens["proposal"] = LastSegment((await MakeAsync(path, new JsonObject { ["via"] = "link" }))["current"]!["link"]);
        // Of an opportunity that nothing else is asked about: it is won.
        var accepted = await BeginProposalAsync(opportunity: 1);
        var link = (await MakeAsync($"/api/v1/sales/proposals/{accepted}/sending", new JsonObject { ["via"] = "link" }))["current"]!["link"];
        var page = $"/api/v1/public/proposals/{LastSegment(link)}";
        await _client.SendAsync("POST", $"{page}/views", _ct);
        await MakeAsync(
            $"{page}/acceptance",
            new JsonObject
            {
                ["name"] = $"Cliente {Marker}",
                ["cpf"] = "52998224725",
                ["contentHash"] = (await ReadAsync(page))["contentHash"]!.DeepClone(),
            },
            asOwner: false
        );
        Values["POST /api/v1/sales/proposals/{proposalId}/sending via"] = "whatsapp";
        Values["POST /api/v1/public/proposals/{token}/acceptance cpf"] = "52998224725";
    }

    private async Task<string> BeginProposalAsync(int opportunity = 0)
    {
        var begun = await MakeAsync("/api/v1/sales/proposals", new JsonObject { ["opportunityId"] = Ids["opportunityId"][opportunity].ToString() });
        Add("proposalId", begun["id"]);
        await _client.SendAsync(
            "PUT",
            $"/api/v1/sales/proposals/{begun["id"]}/draft",
            _ct,
            AccessToken,
            new JsonObject
            {
                ["lines"] = new JsonArray(
                    new JsonObject
                    {
                        ["productId"] = Ids["productId"][0].ToString(),
                        ["name"] = $"Item {Marker}",
                        ["unit"] = "un",
                        ["quantity"] = 2,
                        ["unitPrice"] = Money("10.00"),
                    }
                ),
                ["discount"] = new JsonObject { ["kind"] = "percent", ["value"] = 0 },
                ["validityDays"] = 10,
                ["note"] = $"Recado {Marker}",
            }
        );
        return begun["id"]!.ToString();
    }
}

internal sealed partial class TenantRows
{
    /// <summary>By hand: a logo comes as a form, and a look without a browser is not written down.</summary>
    public async Task RecordProposalAsync(ValidationCompany company, CancellationToken ct)
    {
        await using var transaction = await EnterAsync(company, ct);
        await using var command = new NpgsqlCommand(
            """
            with logo as (
                insert into proposal_logos (tenant_id, id, mime_type, content, created_at) values ($1, $2, 'image/png', convert_to($3, 'UTF8'), now())
                returning tenant_id, id
            ), look as (
                insert into proposal_views (tenant_id, id, version_id, at, visitor)
                select tenant_id, $2, id, now(), convert_to($3, 'UTF8') from proposal_versions where tenant_id = $1 and status = 'accepted' limit 1
            )
            update proposal_settings s set logo_id = logo.id from logo where s.tenant_id = logo.tenant_id
            """,
            _connection,
            transaction
        );
        command.Parameters.AddWithValue(company.Id);
        command.Parameters.AddWithValue(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        command.Parameters.AddWithValue(company.Marker);
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
