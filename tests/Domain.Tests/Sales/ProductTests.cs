using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Sales;

public sealed class ProductTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Now.AddHours(1);
    private static readonly Guid By = Guid.CreateVersion7(Now);

    private static readonly ProductDetails Coffee = new(
        "Caf-500",
        "Café torrado",
        null,
        ProductUnit.Pct,
        new Money(18.90m),
        new Money(9m),
        "09012100",
        null,
        0,
        "5102",
        null,
        12.5m,
        null
    );

    private static Product Make() => Product.Create(Guid.CreateVersion7(Now), Coffee, "cafe torrado caf 500", active: true, Now);

    [Fact]
    public void A_product_says_what_was_said_of_it_and_is_found_however_its_sku_is_written()
    {
        var product = Make();

        product.Details.ShouldBe(Coffee);
        product.SkuKey.ShouldBe("caf-500");
        Product.KeyOf("CAF-500").ShouldBe(product.SkuKey);
        (product.Active, product.Version, product.UpdatedAt).ShouldBe((true, 1, Now));
    }

    [Fact]
    public void A_change_from_the_present_version_makes_the_next_one()
    {
        var product = Make();

        product.Change(Coffee with { Name = "Café moído" }, "cafe moido", version: 1, Later);

        (product.Name, product.Search, product.Version, product.UpdatedAt).ShouldBe(("Café moído", "cafe moido", 2, Later));
    }

    [Fact]
    public void A_change_from_an_earlier_version_is_refused_and_changes_nothing()
    {
        var product = Make();
        product.Change(Coffee with { Name = "Café moído" }, "cafe moido", version: 1, Later);

        Should
            .Throw<DomainException>(() => product.Change(Coffee with { Stock = 1 }, "", version: 1, Later))
            .Error.ShouldBe(ProductErrors.ChangedMeanwhile);

        (product.Name, product.Stock, product.Version).ShouldBe(("Café moído", 12.5m, 2));
    }

    [Fact]
    public void The_same_change_once_more_is_none_whatever_version_it_was_made_from()
    {
        var product = Make();
        var changed = Coffee with { Price = new Money(20m) };
        product.Change(changed, "", version: 1, Later);

        product.Change(changed, "", version: 1, Later.AddHours(1));

        (product.Version, product.UpdatedAt).ShouldBe((2, Later));
    }

    [Fact]
    public void It_is_put_aside_and_taken_up_again_and_a_repeat_is_no_change()
    {
        var product = Make();

        product.Activate(false, Later);
        product.Activate(false, Later.AddHours(1));
        // No other version: whoever is writing meanwhile is not held up by it.
        (product.Active, product.Version, product.UpdatedAt).ShouldBe((false, 1, Later));

        product.Activate(true, Later.AddHours(2));
        (product.Active, product.Details, product.UpdatedAt).ShouldBe((true, Coffee, Later.AddHours(2)));
    }

    [Fact]
    public void A_line_of_history_is_written_at_first_and_when_price_or_cost_becomes_another()
    {
        var product = Make();
        var first = ProductPrice.Of(Guid.CreateVersion7(Now), product, null, By, Now)!;
        (first.ProductId, first.Price, first.Cost, first.Since, first.SetById).ShouldBe((product.Id, Coffee.Price, Coffee.Cost, Now, By));

        product.Change(Coffee with { Name = "Outro" }, "", null, Later);
        ProductPrice.Of(Guid.CreateVersion7(Now), product, Coffee, By, Later).ShouldBeNull();

        product.Change(Coffee with { Price = new Money(18.91m) }, "", null, Later);
        ProductPrice.Of(Guid.CreateVersion7(Now), product, Coffee, By, Later)!.Price.ShouldBe(new Money(18.91m));

        product.Change(Coffee with { Cost = null }, "", null, Later);
        ProductPrice.Of(Guid.CreateVersion7(Now), product, Coffee, By, Later)!.Cost.ShouldBeNull();
    }
}
