using System.Text.Json.Nodes;
using Npgsql;

namespace CleanApp.Api.Host;

internal sealed partial class ValidationCompany
{
    private async Task FillProductsAsync()
    {
        var category = await MakeAsync("/api/v1/sales/product-categories", new JsonObject { ["name"] = $"Categoria {Marker}" });
        Add("categoryId", category["id"]);
        var product = await MakeAsync(
            "/api/v1/sales/products",
            new JsonObject
            {
                ["product"] = new JsonObject
                {
                    ["sku"] = $"SKU {Marker}",
                    ["name"] = $"Produto {Marker}",
                    ["unit"] = "un",
                    ["price"] = Money("12.50"),
                    ["categoryId"] = category["id"]!.DeepClone(),
                },
            }
        );
        Add("productId", product["id"]);
        Ids["imageId"] = [Guid.CreateVersion7(TimeProvider.System.GetUtcNow())];
        Values["sku"] = $"SKU {Marker}";
        Values["POST /api/v1/sales/products sku"] = $"Outro {Marker}";
    }
}

internal sealed partial class TenantRows
{
    /// <summary>By hand: its file need not be there.</summary>
    public async Task RecordProductImageAsync(ValidationCompany company, CancellationToken ct)
    {
        await using var transaction = await EnterAsync(company, ct);
        await using var command = new NpgsqlCommand(
            """
            insert into product_images (tenant_id, id, product_id, position, mime_type, size, created_at)
            values ($1, $2, $3, 0, 'image/png', 1, now())
            """,
            _connection,
            transaction
        );
        command.Parameters.AddWithValue(company.Id);
        command.Parameters.AddWithValue(company.Ids["imageId"][0]);
        command.Parameters.AddWithValue(company.Ids["productId"][0]);
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
