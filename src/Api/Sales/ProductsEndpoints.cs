using CleanApp.Api.Common;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Sales.ProductImages;
using CleanApp.Application.Sales.ProductImports;
using CleanApp.Application.Sales.Products;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Sales;

internal static class ProductsEndpoints
{
    /// <summary>What a form has around its file.</summary>
    private const long FormBytes = 64 * 1024;

    public static void MapProducts(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/sales/products").WithTags("Sales");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.ProductsRead);
        group.MapPost("/", CreateAsync).RequirePermission(Permissions.ProductsManage).Fails(404, 409);
        group.MapGet("/csv", ExportAsync).RequirePermission(Permissions.ProductsManage).Produces<Stream>(200, "text/csv");
        group.MapGet("/{productId:guid}", GetAsync).RequirePermission(Permissions.ProductsRead).Fails(404);
        group.MapPut("/{productId:guid}", ChangeAsync).RequirePermission(Permissions.ProductsManage).Fails(404, 409);
        group.MapPut("/{productId:guid}/active", ActivateAsync).RequirePermission(Permissions.ProductsManage).Fails(404);
        group.MapGet("/{productId:guid}/prices", ListPricesAsync).RequirePermission(Permissions.ProductsRead).Fails(404);

        group
            .MapPost("/{productId:guid}/images", AddImageAsync)
            .RequirePermission(Permissions.ProductsManage)
            .WithMetadata(new RequestSizeLimitAttribute(ProductPicture.MostBytes + FormBytes), FileForm.Instance)
            .Fails(404, 409);
        group.MapPut("/{productId:guid}/images/order", OrderImagesAsync).RequirePermission(Permissions.ProductsManage).Fails(404, 409);
        group
            .MapGet("/{productId:guid}/images/{imageId:guid}", OpenImageAsync)
            .RequirePermission(Permissions.ProductsRead)
            .Produces<Stream>(200, "image/png")
            .Fails(404);
        group.MapDelete("/{productId:guid}/images/{imageId:guid}", RemoveImageAsync).RequirePermission(Permissions.ProductsManage).Fails(404);

        var imports = api.MapGroup("/sales/products/imports")
            .WithTags("Sales")
            .WithMetadata(new RequestSizeLimitAttribute(ImportProducts.MostBytes + FormBytes), FileForm.Instance);
        imports.MapPost("/", ImportAsync).RequirePermission(Permissions.ProductsManage).Fails(404, 409);
        imports.MapPost("/preview", PreviewImportAsync).RequirePermission(Permissions.ProductsManage);
        imports.MapPost("/errors", ExportImportErrorsAsync).RequirePermission(Permissions.ProductsManage).Produces<Stream>(200, "text/csv");
    }

    /// <summary>Products by name: those that are offered, unless others are asked for.</summary>
    /// <param name="search">Words that are somewhere in name or SKU, whatever their accents.</param>
    /// <param name="state"><c>active</c> (when left out), <c>inactive</c> or <c>all</c>.</param>
    private static async Task<Ok<Page<ProductSummary>>> ListAsync(
        [FromQuery] string? search,
        [FromQuery] Guid? categoryId,
        [FromQuery] string? state,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var asked = QueryEnum.ParseOne("state", state, ProductState.Active);
        var active = asked == ProductState.All ? (bool?)null : asked == ProductState.Active;
        return TypedResults.Ok(await mediator.Send(new ListProducts(search, categoryId, active, paging.After, paging.Rows), ct));
    }

    /// <summary>Adds a product; its price is the first line of its history.</summary>
    private static async Task<Created<ProductView>> CreateAsync(CreateProduct body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>All products as a spreadsheet that can be changed and taken in again; streamed.</summary>
    private static async Task<PushStreamHttpResult> ExportAsync(IMediator mediator, CancellationToken ct)
    {
        var export = await mediator.Send(new ExportProducts(), ct);
        return TypedResults.Stream(stream => export.WriteAsync(stream, ct), export.MimeType, export.FileName);
    }

    /// <summary>One product with its pictures.</summary>
    private static async Task<Ok<ProductView>> GetAsync(Guid productId, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new GetProduct(productId), ct));

    /// <summary>Changes all that is said of a product, unless somebody else has changed it since; another price is the next line of its history.</summary>
    private static async Task<Ok<ProductView>> ChangeAsync(Guid productId, ProductChanges body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ChangeProduct(productId, body.Version, body.Product), ct));

    /// <summary>Whether a product can be offered from now on; what was offered with it stays.</summary>
    private static async Task<Ok<ProductView>> ActivateAsync(Guid productId, ProductActivation body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ActivateProduct(productId, body.Active), ct));

    /// <summary>What a product cost and since when, the newest first; the first line is what it costs now.</summary>
    private static async Task<Ok<Page<ListProductPrices.Response>>> ListPricesAsync(
        Guid productId,
        [AsParameters] Paging paging,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new ListProductPrices(productId, paging.After, paging.Rows), ct));

    /// <summary>Adds a picture, PNG or JPEG, of at most 1 MB and 2048 pixels on each side; at most eight.</summary>
    private static async Task<Created<ProductImageView>> AddImageAsync(
        Guid productId,
        HttpRequest request,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Created((string?)null, await mediator.Send(new AddProductImage(productId, new MultipartFile(request)), ct));

    /// <summary>Puts a product's pictures into another order; the first stands for it in lists.</summary>
    private static async Task<Ok<ProductView>> OrderImagesAsync(Guid productId, ProductImageOrder body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new OrderProductImages(productId, body.ImageIds), ct));

    /// <summary>A picture; it never changes, so whoever has it need not ask again.</summary>
    private static async Task<FileStreamHttpResult> OpenImageAsync(
        Guid productId,
        Guid imageId,
        HttpResponse response,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var picture = await mediator.Send(new OpenProductImage(productId, imageId), ct);
        response.Headers.CacheControl = "private, max-age=86400, immutable";
        return TypedResults.Stream(picture.Content, picture.MimeType);
    }

    /// <summary>Removes a picture.</summary>
    private static async Task<NoContent> RemoveImageAsync(Guid productId, Guid imageId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new RemoveProductImage(productId, imageId), ct);
        return TypedResults.NoContent();
    }

    /// <summary>
    /// Makes products what a spreadsheet says, by SKU, all rows that are right at once; the same one again changes nothing. Encoding, separator
    /// and the style of its numbers are found out.
    /// </summary>
    private static async Task<Ok<ImportProducts.Response>> ImportAsync(HttpRequest request, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ImportProducts(new MultipartFile(request)), ct));

    /// <summary>What would become of a spreadsheet, row by row; nothing is changed.</summary>
    private static async Task<Ok<PreviewProductImport.Response>> PreviewImportAsync(HttpRequest request, IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new PreviewProductImport(new MultipartFile(request)), ct));

    /// <summary>The rows of a spreadsheet that cannot be taken in, each with what is wrong with it.</summary>
    private static async Task<PushStreamHttpResult> ExportImportErrorsAsync(HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        var export = await mediator.Send(new ExportImportErrors(new MultipartFile(request)), ct);
        return TypedResults.Stream(stream => export.WriteAsync(stream, ct), export.MimeType, export.FileName);
    }

    private enum ProductState
    {
        Active,
        Inactive,
        All,
    }
}

/// <param name="Version">The one the change was made from.</param>
internal sealed record ProductChanges(int Version, ProductInput Product);

internal sealed record ProductActivation(bool Active);

internal sealed record ProductImageOrder(IReadOnlyList<Guid> ImageIds);
