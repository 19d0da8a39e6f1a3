using System.Diagnostics;
using System.Security.Claims;
using CleanApp.Application.Common;
using CleanApp.Application.Sales.Products;
using CleanApp.Functional.Tests.Hosting;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>
/// How the database answers what a list of products asks, as the role that serves requests: of a company with a hundred thousand of them,
/// among others that have few and have settled how it is answered.
/// </summary>
public sealed class ProductPlanTests : IClassFixture<ProductPlanTests.Products>, IAsyncDisposable
{
    private const int Many = 100_000;
    private const int Limit = 50;
    private const int Page = Limit + 1;

    private static readonly Guid Large = Guid.CreateVersion7();
    private static readonly Guid Small = Guid.CreateVersion7();
    private readonly WebApplication _app;

    // One connection, so that what was planned for one company answers the next; each test has its own.
    public ProductPlanTests(TestHost host, Products products) =>
        _app = host.Build(TestHost.FreePort(), new Dictionary<string, string?>(products.Database.Settings()) { ["Database:MaxConnections"] = "1" });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_page_is_the_beginning_of_an_index_and_its_pictures_are_looked_up()
    {
        var somewhere = new TextCursor("8", Guid.CreateVersion7()).ToString();
        foreach (var after in new[] { null, somewhere })
        {
            await EachTimeAsync(new ListProducts(null, null, true, after, Limit), "ix_products_active", Page, Page + Page + 2);
            await EachTimeAsync(new ListProducts(null, null, null, after, Limit), "ix_products_name", Page, Page + Page + 2);
        }
        await EachTimeAsync(new ListProducts(null, null, false, null, Limit), "ix_products_active", Page, Page + Page + 2);
        // Of a hundred in the category one in a hundred is put aside.
        await EachTimeAsync(new ListProducts(null, CategoryOf, true, null, Limit), "ix_products_category", Page, 2 * Page + 4);
    }

    [Fact]
    public async Task A_word_that_is_common_is_found_at_once_and_one_that_is_not_in_the_index_alone()
    {
        await EachTimeAsync(new ListProducts("comum", null, true, null, Limit), "ix_products_active", Page, 30 * Page);

        var (plans, page, took) = await EachTimeAsync(new ListProducts("ÚNICO", null, true, null, Limit), "ix_products_active", 1, Many + 1);
        page.Items.ShouldHaveSingleItem().Sku.ShouldBe("S777");
        string.Join('\n', plans).ShouldContain("Index Only Scan using ix_products_active");
        string.Join('\n', plans).ShouldContain("Heap Fetches: 0");
        took.ShouldBeLessThan(TimeSpan.FromMilliseconds(100));

        (_, page, took) = await EachTimeAsync(new ListProducts("nenhum assim", null, null, null, Limit), "ix_products_name", 0, Many + 1);
        page.Items.ShouldBeEmpty();
        took.ShouldBeLessThan(TimeSpan.FromMilliseconds(100));
    }

    private static Guid CategoryOf =>
        Guid.Parse(Convert.ToHexString(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.ASCII.GetBytes(Large.ToString()))));

    /// <summary>The ninth time on a connection, when what is prepared has been planned for good: for the company itself, or for a small one.</summary>
    private async Task<(List<string> Plans, Page<ProductSummary> Answer, TimeSpan Took)> EachTimeAsync(
        ListProducts asked,
        string index,
        double least,
        double most
    )
    {
        var (plans, answer, took) = (new List<string>(), (Page<ProductSummary>?)null, TimeSpan.MaxValue);
        foreach (var plannedFor in new[] { Large, Small })
        {
            _app.Services.GetRequiredService<Infrastructure.Persistence.DataSources>().App.Clear();
            for (var i = 0; i < 8; i++)
                await AskAsync(plannedFor, asked);
            for (var i = 0; i < 5; i++)
            {
                var begin = Stopwatch.GetTimestamp();
                (plans, answer) = await AskAsync(Large, asked);
                var now = Stopwatch.GetElapsedTime(begin);
                took = now < took ? now : took;
            }
            plans.ShouldRead("products", index, least, most);
            if (answer!.Items.Count > 0)
                plans.ShouldRead("product_images", "ix_product_images_product", 0, Limit);
        }
        return (plans, answer!, took);
    }

    private async Task<(List<string> Plans, Page<ProductSummary> Answer)> AskAsync(Guid company, ListProducts asked)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(company);
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
        {
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", $"{Guid.CreateVersion7()}"), new Claim("role", "Agent")])),
        };
        return await scope.ServiceProvider.WatchAsync(() => scope.ServiceProvider.GetRequiredService<IMediator>().Send(asked));
    }

    /// <summary>Of a hundred products one is put aside, of a thousand one is in the category; one alone is called "unico", every tenth "comum".</summary>
    public sealed class Products : IAsyncLifetime
    {
        internal OwnDatabase Database { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Database = await QueryPlans.DatabaseAsync(
                $"""
                -- Else what was written is not known to be committed when it is looked at a moment later.
                set synchronous_commit = on;
                create temp table company as
                select '{Large}'::uuid as id, {Many} as many union all select '{Small}', 30 union all select gen_random_uuid(), 30 from generate_series(1, 100);
                insert into products (tenant_id, id, sku, sku_key, name, search, unit, price, active, category_id, version, created_at, updated_at)
                select c.id, gen_random_uuid(), 'S' || n, 's' || n, 'Produto', md5(n::text) || case when n = 777 then ' unico' when n % 10 = 0 then ' comum' else ' raro' end || ' s' || n,
                    'un', 10, n % 100 > 0, case when n % 1000 = 1 then md5(c.id::text)::uuid end, 1, now(), now()
                from company c cross join lateral generate_series(1, c.many) n;
                insert into product_images (tenant_id, id, product_id, position, mime_type, size, created_at)
                select tenant_id, gen_random_uuid(), id, i, 'image/png', 1, now() from products cross join generate_series(0, 1) i where sku like '%1';
                insert into product_prices (tenant_id, id, product_id, price, since, set_by_id)
                select tenant_id, gen_random_uuid(), id, 10, now(), gen_random_uuid() from products where sku like '%1';
                """
            );
            // As the server does by itself after so many new rows.
            await Database.ExecuteAsync("vacuum products");
        }

        public async ValueTask DisposeAsync() => await Database.DisposeAsync();
    }
}
