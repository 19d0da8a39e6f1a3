using System.Text;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>Products in spreadsheets, in and out.</summary>
public sealed class ProductImportTests(TestHost host)
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Fact]
    public async Task A_spreadsheet_of_an_old_program_is_looked_at_taken_in_and_taken_in_again()
    {
        var company = await host.NewTenantAsync();
        (await company.Owner.PostAsync(Products.Categories, new { name = "Pães" })).ShouldBe(201);
        var cake = (await company.Owner.AddProductAsync("bolo", "Bolo", 30m, new { cost = TestTenant.Money(12), description = "De fubá" }))
            .ShouldBe(201)
            .Id;
        await company.Owner.AddProductAsync("SUCO", "Suco", 7m);
        var file = Windows1252.GetBytes(
            "Código;Produto;Unid;Preço de venda;Estoque;NCM;Grupo;Observações\r\n"
                + "PAO;Pão de açúcar;quilo;R$ 1.012,50;1.000,5;1905.20.10;pães;quente\r\n"
                + "CAFÉ;Café torrado;PCT;18,9;;9012100;Bebidas;\r\n"
                + "Bolo;;;32,00;;;;\r\n"
                + "SUCO;Suco;un;7;;;;\r\n"
                + ";Sem código;un;1;;;;\r\n"
                + "pao;Outra vez;un;1;;;;\r\n"
                + "RUIM;Ruim;barril;dez;-1;123;;\r\n"
        );

        var preview = (await company.Owner.ImportAsync(file, "/preview")).ShouldBe(200);

        (preview["encoding"], preview["separator"]).ShouldBe(("windows-1252", ";"));
        preview.Json["ignoredColumns"]!.AsArray().Select(c => c!.ToString()).ShouldBe(["Observações"]);
        preview.Json["newCategories"]!.AsArray().Select(c => c!.ToString()).ShouldBe(["Bebidas"]);
        (preview["new"], preview["changed"], preview["same"], preview["errors"]).ShouldBe(("2", "1", "1", "3"));
        var rows = preview.Json["rows"]!.AsArray();
        rows.Select(r => $"{r!["line"]} {r["verdict"]}").ShouldBe(["6 error", "7 error", "8 error", "2 new", "3 new", "4 changed"]);
        rows[0]!["problems"]!.ToJsonString().ShouldBe("""[{"column":"sku","fault":"missing"}]""");
        rows[1]!["problems"]!.ToJsonString().ShouldBe("""[{"column":"sku","fault":"repeated"}]""");
        rows[2]!["problems"]!.AsArray().Select(p => p!["column"]!.ToString()).Order().ShouldBe(["ncm", "price", "stock", "unit"]);
        rows[5]!["changedColumns"]!.ToJsonString().ShouldBe("""["price"]""");
        (await company.Owner.SkusAsync()).ShouldBe(["bolo", "SUCO"]);

        var failed = (await company.Owner.ImportAsync(file, "/errors")).ShouldBe(200);
        failed
            .Text.TrimStart('\uFEFF')
            .Trim()
            .Split("\r\n")
            .ShouldBe([
                "Código;Produto;Unid;Preço de venda;Estoque;NCM;Grupo;Observações;Linha;Motivo",
                ";Sem código;un;1;;;;;6;SKU: falta",
                "pao;Outra vez;un;1;;;;;7;SKU: está em outra linha acima",
                "RUIM;Ruim;barril;dez;\"'-1\";123;;;8;\"Preço: não é válido; Unidade: não é válido; NCM: não é válido; Estoque: não é válido\"",
            ]);

        // Two at once do what one does, and so does one once more.
        var answers = await Task.WhenAll(company.Owner.ImportAsync(file), company.Owner.ImportAsync(file));
        answers.Select(a => a.ShouldBe(200)["created"]).Order().ShouldBe(["0", "2"]);
        answers.Select(a => a["changed"]).Order().ShouldBe(["0", "1"]);
        answers.Select(a => a["same"]).Order().ShouldBe(["1", "4"]);

        (await company.Owner.SkusAsync()).ShouldBe(["bolo", "CAFÉ", "PAO", "SUCO"]);
        var found = (await company.Owner.GetAsync($"{Products.All}?search=acucar")).Json["items"]![0]!;
        (found["name"]!.ToString(), found["unit"]!.ToString(), found["stock"]!.GetValue<decimal>()).ShouldBe(("Pão de açúcar", "kg", 1000.5m));
        found["price"]!["value"]!.ToString().ShouldBe("1012.50");
        var bread = (await company.Owner.GetAsync($"{Products.All}/{found["id"]}")).ShouldBe(200);
        bread["ncm"].ShouldBe("19052010");
        (await company.Owner.GetAsync($"{Products.All}?search=cafe")).Json["items"]![0]!["categoryId"].ShouldNotBeNull();
        // What the spreadsheet does not have stays as it was.
        var changed = (await company.Owner.GetAsync($"{Products.All}/{cake}")).ShouldBe(200);
        (changed["name"], changed["description"], changed.Json["cost"]!["value"]!.ToString()).ShouldBe(("Bolo", "De fubá", "12.00"));
        (await company.Owner.PricesAsync(cake)).Select(p => p["price"]!["value"]!.ToString()).ShouldBe(["32.00", "30.00"]);
        (await company.Owner.PricesAsync(Guid.Parse(found["id"]!.ToString()))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_taken_out_comes_in_again_as_it_was_and_no_cell_runs_as_a_formula()
    {
        var company = await host.NewTenantAsync();
        var category = (await company.Owner.PostAsync(Products.Categories, new { name = "-Vários" })).ShouldBe(201).Id;
        var everything = new
        {
            unit = "m2",
            description = "Linha um\nlinha; dois",
            cost = TestTenant.Money(0.5m),
            ncm = "01012100",
            cest = "0100100",
            origin = 8,
            cfop = "5102",
            stock = 1234.567,
            categoryId = category,
        };
        await company.Owner.AddProductAsync("=1+1", "@Soma \"boa\"; à vista", 1234.5m, everything);
        await company.Owner.AddProductAsync("-A", "Serviço", 0m, new { serviceCode = "1.07" });
        var aside = (await company.Owner.AddProductAsync("+55", "=HYPERLINK(\"http://mau.example\")")).ShouldBe(201).Id;
        (await company.Owner.PutAsync($"{Products.All}/{aside}/active", new { active = false })).ShouldBe(200);

        var bytes = await company.Owner.Http.GetByteArrayAsync($"{Products.All}/csv", TestContext.Current.CancellationToken);

        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Trim().Split("\r\n");
        lines[0].ShouldBe("SKU;Nome;Descrição;Unidade;Preço;Custo;NCM;CEST;Origem;CFOP;Código de serviço;Estoque;Categoria;Ativo");
        lines.ShouldContain("\"'-A\";Serviço;;UN;0,00;;;;;;1.07;;;sim");
        lines.ShouldContain("\"'+55\";\"'=HYPERLINK(\"\"http://mau.example\"\")\";;UN;10,00;;;;;;;;;não");
        lines.Length.ShouldBe(4);
        var again = (await company.Owner.ImportAsync(bytes)).ShouldBe(200);
        (again["created"], again["changed"], again["same"], again["errors"]).ShouldBe(("0", "0", "3", "0"));
        // And into another company as a whole.
        var other = await host.NewTenantAsync();
        (await other.Owner.ImportAsync(bytes)).ShouldBe(200)["created"].ShouldBe("3");
        (await other.Owner.Http.GetByteArrayAsync($"{Products.All}/csv", TestContext.Current.CancellationToken)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_file_that_is_no_such_spreadsheet_changes_nothing()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;

        foreach (var act in new[] { "", "/preview", "/errors" })
        {
            (await owner.ImportAsync("", act)).ShouldFail(422, "sales.product_import.unreadable");
            (await owner.ImportAsync([.. "PK"u8, 3, 4, 0, 0], act)).ShouldFail(422, "sales.product_import.unreadable");
            (await owner.ImportAsync("Um texto qualquer", act)).ShouldFail(422, "sales.product_import.header_unknown");
            (await owner.ImportAsync("SKU\nA", act)).ShouldFail(422, "sales.product_import.header_unknown");
            (await owner.ImportAsync("SKU;Preço;Valor\nA;1;2", act)).ShouldFail(422, "sales.product_import.header_unknown");
            (await owner.ImportAsync(new byte[3 * 1024 * 1024], act)).Status.ShouldBe(413);
        }
        (await owner.PostAsync($"{Products.All}/imports", new { file = "x" })).ShouldFail(415, "request.unsupported_media_type");
        (await owner.PostAsync($"{Products.All}/imports", new MultipartFormDataContent { { new StringContent("x"), "other" } })).ShouldFail(
            422,
            "sales.product_import.file_missing"
        );

        // As many as there may be, and one more.
        var most = $"sku,name,price\n{string.Join('\n', Enumerable.Range(1, 5000).Select(i => $"{i},Product {i},{i}.50"))}";
        (await owner.ImportAsync($"{most}\n5001,One more,1.50")).ShouldFail(422, "sales.product_import.too_large");
        (await owner.SkusAsync()).ShouldBeEmpty();
        (await owner.ImportAsync(most)).ShouldBe(200)["created"].ShouldBe("5000");
        (await Behind.ScalarAsync<long>($"select count(*) from product_prices where tenant_id = '{company.Id}' and price > 1")).ShouldBe(5000);
        (await owner.ImportAsync(most)).ShouldBe(200)["same"].ShouldBe("5000");

        // A quote that never closes takes its row with it, and no other.
        var odd = (await owner.ImportAsync("sku;nome;preço\nX1;Bom;1,00\nX2;\"Aberto;2,00\nX3;Perdido;3,00\n")).ShouldBe(200);
        (odd["created"], odd["errors"]).ShouldBe(("1", "1"));
    }
}
