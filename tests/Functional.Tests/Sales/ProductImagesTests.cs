using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>Pictures of products: by their content, in an order, and gone when they are removed.</summary>
public sealed class ProductImagesTests(TestHost host)
{
    [Fact]
    public async Task Pictures_are_added_shown_ordered_and_removed_with_their_files()
    {
        var company = await host.NewTenantAsync();
        var id = (await company.Owner.AddProductAsync("A1", "Bolo")).ShouldBe(201).Id;
        var path = $"{Products.All}/{id}";
        var first = (await company.Owner.AddImageAsync(id, Pictures.Png(10, "tEXt", "Author\0Ana"u8.ToArray()))).ShouldBe(201).Id;
        var second = (await company.Owner.AddImageAsync(id, Pictures.Png(20))).ShouldBe(201).Id;

        using var shown = await company.Owner.Http.GetAsync($"{path}/images/{first}", Ct);
        (shown.Content.Headers.ContentType!.MediaType, shown.Headers.CacheControl!.ToString()).ShouldBe(
            ("image/png", "max-age=86400, private, immutable")
        );
        shown.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await shown.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(Pictures.Png(10));
        (await company.Owner.GetAsync(Products.All)).Json["items"]![0]!["imageId"]!.ToString().ShouldBe(first.ToString());

        (await company.Owner.PutAsync($"{path}/images/order", new { imageIds = new[] { second, first } })).ShouldBe(200);
        (await company.Owner.GetAsync(Products.All)).Json["items"]![0]!["imageId"]!.ToString().ShouldBe(second.ToString());
        foreach (var order in new Guid[][] { [second], [second, second], [] })
            (await company.Owner.PutAsync($"{path}/images/order", new { imageIds = order })).ShouldFail(409, "sales.product.order_incomplete");
        (await company.Owner.PutAsync($"{path}/images/order", new { imageIds = new[] { first, Guid.CreateVersion7() } })).ShouldFail(
            404,
            "sales.product.image_not_found"
        );

        (await company.Owner.DeleteAsync($"{path}/images/{second}")).ShouldBe(204);
        (await company.Owner.DeleteAsync($"{path}/images/{second}")).ShouldFail(404, "sales.product.image_not_found");
        (await company.Owner.GetAsync($"{path}/images/{second}")).ShouldFail(404, "sales.product.image_not_found");
        await Eventually.Async(() => Task.FromResult(Stored(company)), files => files.SequenceEqual([first.ToString("N")]), "the file to go");
        // It comes behind the one that is left.
        var third = (await company.Owner.AddImageAsync(id, Pictures.Png(30))).ShouldBe(201)["id"];
        (await company.Owner.GetAsync(path)).Json["images"]!.AsArray().Select(i => i!["id"]!.ToString()).ShouldBe([first.ToString(), third]);
    }

    [Fact]
    public async Task Of_many_at_once_eight_are_taken_and_the_files_of_the_others_wait_to_be_cleared()
    {
        var company = await host.NewTenantAsync();
        var id = (await company.Owner.AddProductAsync("A1", "Bolo")).ShouldBe(201).Id;

        var answers = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => company.Owner.AddImageAsync(id, Pictures.Png(i))));

        answers.Count(a => a.Status == 201).ShouldBe(8);
        foreach (var refused in answers.Where(a => a.Status != 201))
            refused.ShouldFail(409, "sales.product.too_many_images");
        (await company.Owner.GetAsync($"{Products.All}/{id}")).Json["images"]!.AsArray().Count.ShouldBe(8);
        // Each was reserved with the work that looks whether a row shows it.
        (
            await Behind.ScalarAsync<long>($"select count(*) from work_items where tenant_id = '{company.Id}' and kind = 'sales.clear_product_image'")
        ).ShouldBe(10);
    }

    [Fact]
    public async Task What_is_no_picture_or_too_large_is_refused_before_anything_is_kept()
    {
        var company = await host.NewTenantAsync();
        var id = (await company.Owner.AddProductAsync("A1", "Bolo")).ShouldBe(201).Id;

        (await company.Owner.AddImageAsync(id, "<svg onload='alert(1)'/>"u8.ToArray())).ShouldFail(422, "sales.product.image_not_a_picture");
        (await company.Owner.AddImageAsync(id, [])).ShouldFail(422, "sales.product.image_not_a_picture");
        (await company.Owner.AddImageAsync(id, Pictures.Png(2049))).ShouldFail(422, "sales.product.image_too_large");
        (await company.Owner.AddImageAsync(id, Pictures.Png(10, "IDAT", new byte[1024 * 1024]))).ShouldFail(422, "sales.product.image_too_large");
        (await company.Owner.AddImageAsync(id, new byte[3 * 1024 * 1024])).Status.ShouldBe(413);
        (
            await company.Owner.PostAsync($"{Products.All}/{id}/images", new MultipartFormDataContent { { new StringContent("x"), "other" } })
        ).ShouldFail(422, "sales.product.image_missing");
        Stored(company).ShouldBeEmpty();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string[] Stored(TestTenant company)
    {
        var folder = Path.Combine(host.FilesFolder, $"{company.Id:N}", "products");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f))] : [];
    }
}
