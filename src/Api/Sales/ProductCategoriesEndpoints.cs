using CleanApp.Api.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Sales.ProductCategories;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanApp.Api.Sales;

internal static class ProductCategoriesEndpoints
{
    public static void MapProductCategories(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/sales/product-categories").WithTags("Sales");
        group.MapGet("/", ListAsync).RequirePermission(Permissions.ProductsRead);
        group.MapPost("/", CreateAsync).RequirePermission(Permissions.ProductsManage).Fails(409);
        group.MapPut("/{categoryId:guid}", RenameAsync).RequirePermission(Permissions.ProductsManage).Fails(404, 409);
        group.MapDelete("/{categoryId:guid}", DeleteAsync).RequirePermission(Permissions.ProductsManage).Fails(404, 409);
    }

    /// <summary>Groups of products, by name; at most 500.</summary>
    private static async Task<Ok<ListProductCategories.Response>> ListAsync(IMediator mediator, CancellationToken ct) =>
        TypedResults.Ok(await mediator.Send(new ListProductCategories(), ct));

    /// <summary>Adds a group of products.</summary>
    private static async Task<Created<ProductCategoryView>> CreateAsync(CreateProductCategory body, IMediator mediator, CancellationToken ct) =>
        TypedResults.Created((string?)null, await mediator.Send(body, ct));

    /// <summary>Calls a group of products by another name.</summary>
    private static async Task<Ok<ProductCategoryView>> RenameAsync(
        Guid categoryId,
        ProductCategoryName body,
        IMediator mediator,
        CancellationToken ct
    ) => TypedResults.Ok(await mediator.Send(new RenameProductCategory(categoryId, body.Name), ct));

    /// <summary>Removes a group that no product is in.</summary>
    private static async Task<NoContent> DeleteAsync(Guid categoryId, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new DeleteProductCategory(categoryId), ct);
        return TypedResults.NoContent();
    }
}

internal sealed record ProductCategoryName(string Name);
