using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>Products over HTTP.</summary>
internal static class Products
{
    public const string All = "/api/v1/sales/products";
    public const string Categories = "/api/v1/sales/product-categories";

    /// <summary>A body with what every product has, and what is said of this one.</summary>
    public static JsonObject Body(string sku, string name, decimal price = 10m, object? with = null)
    {
        var product = new JsonObject
        {
            ["sku"] = sku,
            ["name"] = name,
            ["unit"] = "un",
            ["price"] = System.Text.Json.JsonSerializer.SerializeToNode(TestTenant.Money(price)),
        };
        foreach (var (key, value) in with is null ? [] : System.Text.Json.JsonSerializer.SerializeToNode(with)!.AsObject())
            product[key] = value?.DeepClone();
        return product;
    }

    public static Task<Answer> AddProductAsync(this ApiClient by, string sku, string name, decimal price = 10m, object? with = null) =>
        by.PostAsync(All, new { product = Body(sku, name, price, with) });

    public static Task<Answer> ChangeProductAsync(this ApiClient by, Guid id, int version, JsonObject product) =>
        by.PutAsync($"{All}/{id}", new { version, product });

    public static async Task<List<string>> SkusAsync(this ApiClient by, string query = "") =>
        [.. (await by.GetAsync($"{All}?{query}")).ShouldBe(200).Json["items"]!.AsArray().Select(i => i!["sku"]!.ToString())];

    public static async Task<List<JsonNode>> PricesAsync(this ApiClient by, Guid id) =>
        [.. (await by.GetAsync($"{All}/{id}/prices")).ShouldBe(200).Json["items"]!.AsArray().Select(i => i!)];

    public static Task<Answer> AddImageAsync(this ApiClient by, Guid id, byte[] content) =>
        by.PostAsync($"{All}/{id}/images", Form(content, "foto.png", "image/png"));

    public static Task<Answer> ImportAsync(this ApiClient by, string text, string act = "") => by.ImportAsync(Encoding.UTF8.GetBytes(text), act);

    /// <param name="act">Empty, <c>/preview</c> or <c>/errors</c>.</param>
    public static Task<Answer> ImportAsync(this ApiClient by, byte[] file, string act = "") =>
        by.PostAsync($"{All}/imports{act}", Form(file, "produtos.csv", "text/csv"));

    private static MultipartFormDataContent Form(byte[] content, string name, string type)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        return new MultipartFormDataContent { { file, "file", name } };
    }
}
