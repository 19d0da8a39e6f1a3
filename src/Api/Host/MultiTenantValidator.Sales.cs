using System.Text.Json.Nodes;
using Npgsql;

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
        var form = await MakeAsync(
            "/api/v1/sales/lead-forms",
            new JsonObject
            {
                ["name"] = $"Formulário {Marker}",
                ["title"] = $"Fale conosco {Marker}",
                ["phone"] = "required",
                ["email"] = "optional",
                ["message"] = "optional",
                ["notice"] = $"Aviso {Marker}",
                ["ownerId"] = Ids["userId"][0].ToString(),
            }
        );
        Add("leadFormId", form["id"]);
        Tokens["leadForm"] = LastSegment(form["url"]);
        Ids["entryId"] = [Guid.CreateVersion7(TimeProvider.System.GetUtcNow())];
        const string entries = "/api/v1/public/lead-forms/{token}/entries";
        var entry = new JsonObject
        {
            ["entryId"] = Ids["entryId"][0].ToString(),
            ["version"] = 1,
            ["name"] = $"Cliente {Marker}",
            ["phone"] = "(11) 91234-5678",
        };
        await MakeAsync(entries.Replace("{token}", Tokens["leadForm"]), entry, asOwner: false);
        Values[$"POST {entries} phone"] = "(11) 91234-5678";
        foreach (var operation in new[] { "POST /api/v1/sales/lead-forms", "PUT /api/v1/sales/lead-forms/{leadFormId}" })
        foreach (var (field, demand) in new[] { ("phone", "required"), ("email", "optional"), ("message", "off") })
            Values[$"{operation} {field}"] = demand;
        Ids["importId"] = [Guid.CreateVersion7(TimeProvider.System.GetUtcNow())];
    }
}

internal sealed partial class TenantRows
{
    /// <summary>By hand: its file need not be there.</summary>
    public async Task RecordLeadImportAsync(ValidationCompany company, CancellationToken ct)
    {
        await using var transaction = await EnterAsync(company, ct);
        foreach (
            var sql in new[]
            {
                """
                    insert into lead_imports (tenant_id, id, author_id, sha256, size, encoding, separator, signature, columns, decimal_mark, row_count,
                        rows_read, made, new_people, already_open, failed, status, undone_leads, kept_leads, undone_people, kept_people, created_at,
                        started_at, ended_at, expires_at)
                    values ($1, $2, $3, '', 1, 'utf-8', ';', '', 'phone', ',', 1, 1, 0, 0, 0, 1, 'done', 0, 0, 0, 0, now(), now(), now(), now())
                    """,
                """
                    insert into lead_import_problems (tenant_id, id, import_id, line, reasons)
                    select $1, $2, $2, 2, 'phone:invalid' where $3::uuid is not null
                    """,
                """
                    insert into lead_import_newcomers (tenant_id, id, import_id, first_row, contact_ids)
                    select $1, $2, $2, 0, '{}' where $3::uuid is not null
                    """,
                """
                    insert into lead_mappings (tenant_id, id, signature, columns, changed_at)
                    select $1, $2, '', 'phone', now() where $3::uuid is not null
                    """,
            }
        )
        {
            await using var command = new NpgsqlCommand(sql, _connection, transaction);
            command.Parameters.AddWithValue(company.Id);
            command.Parameters.AddWithValue(company.Ids["importId"][0]);
            command.Parameters.AddWithValue(company.Ids["userId"][0]);
            await command.ExecuteNonQueryAsync(ct);
        }
        await transaction.CommitAsync(ct);
    }
}
