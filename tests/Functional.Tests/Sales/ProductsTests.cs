using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>What a company sells, what it cost when, and who may see and say it.</summary>
public sealed class ProductsTests(TestHost host)
{
    [Fact]
    public async Task A_product_is_kept_found_repriced_and_put_aside()
    {
        var company = await host.NewTenantAsync();
        var manager = await company.AddMemberAsync("manager");
        var agent = await company.AddMemberAsync("agent");
        var drinks = (await manager.PostAsync(Products.Categories, new { name = " Bebidas " })).ShouldBe(201);

        var made = (
            await manager.AddProductAsync(
                "CAF-500",
                "Café torrado São João",
                18.9m,
                new
                {
                    unit = "pct",
                    cost = TestTenant.Money(9),
                    ncm = "09012100",
                    origin = 0,
                    cfop = "5102",
                    stock = 12.5,
                    categoryId = drinks.Id,
                }
            )
        ).ShouldBe(201);
        await manager.AddProductAsync("ENT", "Entrega", 5m, new { unit = "serv", serviceCode = "26.01" });

        // Whoever sells sees everything but what it costs the company.
        var seen = (await agent.GetAsync($"{Products.All}/{made.Id}")).ShouldBe(200);
        (seen["name"], seen["ncm"], seen["categoryId"]).ShouldBe(("Café torrado São João", "09012100", drinks["id"]));
        seen.Json["stock"]!.GetValue<decimal>().ShouldBe(12.5m);
        seen.Json["price"]!["value"]!.ToString().ShouldBe("18.90");
        seen.Json["cost"].ShouldBeNull();
        made.Json["cost"]!["value"]!.ToString().ShouldBe("9.00");

        foreach (var search in new[] { "CAFE", "caf%C3%A9 joao", "torrado", "500", "caf-5", "sao cafe" })
            (await agent.SkusAsync($"search={search}")).ShouldBe(["CAF-500"], search);
        (await agent.SkusAsync("search=cha")).ShouldBeEmpty();
        // As words, not as the database's wildcards.
        (await agent.SkusAsync("search=e%25a")).ShouldBe(["CAF-500", "ENT"]);
        (await agent.SkusAsync("search=e_t_g")).ShouldBe(["ENT"]);
        (await agent.SkusAsync($"categoryId={drinks.Id}")).ShouldBe(["CAF-500"]);
        (await agent.SkusAsync()).ShouldBe(["CAF-500", "ENT"]);

        // Another name is no other price; another price is.
        var body = Products.Body("caf-500", "Café moído", 18.9m, new { cost = TestTenant.Money(9) });
        (await manager.ChangeProductAsync(made.Id, 1, body)).ShouldBe(200)["version"].ShouldBe("2");
        body["price"]!["value"] = "21.00";
        (await manager.ChangeProductAsync(made.Id, 2, (System.Text.Json.Nodes.JsonObject)body.DeepClone())).ShouldBe(200);
        var prices = await manager.PricesAsync(made.Id);
        prices.Select(p => p["price"]!["value"]!.ToString()).ShouldBe(["21.00", "18.90"]);
        prices.ShouldAllBe(p => p["setBy"]!.ToString() == "Membro manager" && p["cost"]!["value"]!.ToString() == "9.00");
        (await agent.PricesAsync(made.Id)).ShouldAllBe(p => p["cost"] == null);
        // The first line is what it costs now, and is written once.
        (
            await Behind.ScalarAsync<long>(
                $"select count(*) from products p where id = '{made.Id}' and price = (select price from product_prices where product_id = p.id order by since desc, id desc limit 1)"
            )
        ).ShouldBe(1);
        (
            await Behind.ScalarAsync<bool>(
                $"select bool_or(has_table_privilege(rolname, 'product_prices', act)) from pg_roles, unnest(array['update', 'delete']) act where rolname like 'cleanapp%app' and has_table_privilege(rolname, 'product_prices', 'select')"
            )
        ).ShouldBeFalse();

        (await manager.PutAsync($"{Products.All}/{made.Id}/active", new { active = false })).ShouldBe(200)["active"].ShouldBe("false");
        (await agent.SkusAsync()).ShouldBe(["ENT"]);
        (await agent.SkusAsync("state=inactive")).ShouldBe(["caf-500"]);
        (await agent.SkusAsync("state=all&limit=1")).ShouldBe(["caf-500"]);
        (await agent.GetAsync($"{Products.All}?state=some")).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Pages_follow_each_other_by_name_and_skip_nobody()
    {
        var company = await host.NewTenantAsync();
        foreach (var (sku, name) in new[] { ("3", "Ácido"), ("1", "abacaxi"), ("4", "Zebra"), ("2", "Abacaxi"), ("5", "ácido") })
            (await company.Owner.AddProductAsync(sku, name)).ShouldBe(201);

        var (found, next) = (new List<string>(), "");
        do
        {
            var page = (await company.Owner.GetAsync($"{Products.All}?limit=2{next}")).ShouldBe(200);
            found.AddRange(page.Json["items"]!.AsArray().Select(i => i!["sku"]!.ToString()));
            next = page["next"] is { } cursor ? $"&after={Uri.EscapeDataString(cursor)}" : "";
        } while (next.Length > 0);

        found.ShouldBe(["1", "2", "3", "5", "4"]);
        foreach (var cursor in new[] { "x", "AAAA", new string('A', 2000), "MDE5YWI3YzJkNGU1N2Y2YTdiOGM5ZDBlMWYyYTNiNGMuAA" })
            (await company.Owner.GetAsync($"{Products.All}?after={cursor}")).ShouldFail(422, "request.cursor.invalid");
    }

    [Fact]
    public async Task The_later_of_two_editors_is_told_and_one_sku_is_one_product()
    {
        var company = await host.NewTenantAsync();
        var made = (await company.Owner.AddProductAsync("A1", "Bolo")).ShouldBe(201);

        var answers = await Task.WhenAll(
            Enumerable.Range(1, 4).Select(i => company.Owner.ChangeProductAsync(made.Id, 1, Products.Body("A1", "Bolo", 10 + i)))
        );

        answers.Count(a => a.Status == 200).ShouldBe(1);
        foreach (var late in answers.Where(a => a.Status != 200))
            late.ShouldFail(409, "sales.product.changed_meanwhile");
        (await company.Owner.PricesAsync(made.Id)).Count.ShouldBe(2);

        var twins = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => company.Owner.AddProductAsync(i % 2 == 0 ? "b2" : "B2", "Torta")));
        twins.Count(a => a.Status == 201).ShouldBe(1);
        foreach (var refused in twins.Where(a => a.Status != 201))
            refused.ShouldFail(409, "sales.product.sku_taken");
        (await company.Owner.ChangeProductAsync(made.Id, 2, Products.Body("b2", "Bolo"))).ShouldFail(409, "sales.product.sku_taken");
    }

    [Fact]
    public async Task Categories_have_one_name_and_are_removed_when_nothing_is_in_them()
    {
        var company = await host.NewTenantAsync();
        var drinks = (await company.Owner.PostAsync(Products.Categories, new { name = "Bebidas" })).ShouldBe(201).Id;
        (await company.Owner.PostAsync(Products.Categories, new { name = "BEBIDAS" })).ShouldFail(409, "sales.product_category.name_taken");
        var made = (await company.Owner.AddProductAsync("A1", "Suco", with: new { categoryId = drinks })).ShouldBe(201);

        (await company.Owner.DeleteAsync($"{Products.Categories}/{drinks}")).ShouldFail(409, "sales.product_category.in_use");
        (await company.Owner.PutAsync($"{Products.Categories}/{drinks}", new { name = "Sucos" })).ShouldBe(200);
        (await company.Owner.ChangeProductAsync(made.Id, 1, Products.Body("A1", "Suco"))).ShouldBe(200);
        (await company.Owner.DeleteAsync($"{Products.Categories}/{drinks}")).ShouldBe(204);
        (await company.Owner.DeleteAsync($"{Products.Categories}/{drinks}")).ShouldFail(404, "sales.product_category.not_found");
        (await company.Owner.AddProductAsync("A2", "Chá", with: new { categoryId = drinks })).ShouldFail(404, "sales.product_category.not_found");
    }

    [Fact]
    public async Task What_no_invoice_would_take_is_refused_by_name()
    {
        var company = await host.NewTenantAsync();
        var wrong = new (object With, string Field)[]
        {
            (new { sku = " " }, "product.sku"),
            (new { name = new string('x', 121) }, "product.name"),
            (new { price = new { value = "1,00", currency = "BRL" } }, "product.price"),
            (new { ncm = "0901210" }, "product.ncm"),
            (new { ncm = "0901.21.00" }, "product.ncm"),
            (new { cest = "12345678" }, "product.cest"),
            (new { origin = 9 }, "product.origin"),
            (new { cfop = "4102" }, "product.cfop"),
            (new { serviceCode = "41.01" }, "product.serviceCode"),
            (new { stock = -0.001 }, "product.stock"),
            (new { stock = 0.0001 }, "product.stock"),
        };

        foreach (var (with, field) in wrong)
        {
            var refused = await company.Owner.AddProductAsync("A1", "Bolo", with: with);
            refused.Status.ShouldBe(422, refused.Text);
            refused.Json["errors"]!.AsObject().Select(e => e.Key).ShouldBe([field]);
        }
        (await company.Owner.AddProductAsync("A1", "Bolo", with: new { unit = "barril" })).Status.ShouldBe(400);
        (await company.Owner.SkusAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_companys_products_do_not_exist_and_an_operator_has_no_business_with_them()
    {
        var ours = await host.NewTenantAsync();
        var theirs = await host.NewTenantAsync();
        var category = (await ours.Owner.PostAsync(Products.Categories, new { name = "Bebidas" })).ShouldBe(201).Id;
        var id = (await ours.Owner.AddProductAsync("A1", "Bolo", with: new { categoryId = category })).ShouldBe(201).Id;
        var image = (await ours.Owner.AddImageAsync(id, Pictures.Png(10))).ShouldBe(201).Id;
        var path = $"{Products.All}/{id}";

        var stranger = theirs.Owner;
        (await stranger.SkusAsync($"state=all&categoryId={category}")).ShouldBeEmpty();
        (await stranger.GetAsync(path)).ShouldFail(404, "sales.product.not_found");
        (await stranger.ChangeProductAsync(id, 1, Products.Body("A1", "Meu"))).ShouldFail(404, "sales.product.not_found");
        (await stranger.PutAsync($"{path}/active", new { active = false })).ShouldFail(404, "sales.product.not_found");
        (await stranger.GetAsync($"{path}/prices")).ShouldFail(404, "sales.product.not_found");
        (await stranger.GetAsync($"{path}/images/{image}")).ShouldFail(404, "sales.product.image_not_found");
        (await stranger.DeleteAsync($"{path}/images/{image}")).ShouldFail(404, "sales.product.not_found");
        (await stranger.AddImageAsync(id, Pictures.Png(10))).ShouldFail(404, "sales.product.not_found");
        (await stranger.PutAsync($"{path}/images/order", new { imageIds = new[] { image } })).ShouldFail(404, "sales.product.not_found");
        (await stranger.AddProductAsync("A1", "Bolo", with: new { categoryId = category })).ShouldFail(404, "sales.product_category.not_found");
        (await stranger.PutAsync($"{Products.Categories}/{category}", new { name = "x" })).ShouldFail(404, "sales.product_category.not_found");
        (await stranger.AddProductAsync("a1", "Deles")).ShouldBe(201);

        var agent = await ours.AddMemberAsync("agent");
        (await agent.GetAsync($"{path}/images/{image}")).ShouldBe(200);
        (await agent.AddProductAsync("A2", "x")).ShouldFail(403, "auth.forbidden");
        (await agent.GetAsync($"{Products.All}/csv")).ShouldFail(403, "auth.forbidden");
        (await agent.ImportAsync("sku;nome;preco\nA;B;1")).ShouldFail(403, "auth.forbidden");
        (await (await ours.AddMemberAsync("operator")).GetAsync(Products.All)).ShouldFail(403, "auth.forbidden");
    }
}
