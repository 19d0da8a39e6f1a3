using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Sales;

/// <summary>Every amount is rounded by itself, half away from zero, and what is shown adds up to the cent.</summary>
public sealed class ProposalTotalsTests
{
    private static readonly Gen<decimal> Percents = Gen.OneOf(Gen.Constant(0m), Gen.Constant(100m), Gen.Choose(0, 10_000).Select(p => p / 100m));

    private static readonly Gen<ProposalLine> Lines =
        from thousandths in Gen.OneOf(Gen.Choose(1, 5_000), Gen.Choose(1, 5_000_000))
        from cents in Gen.OneOf(Gen.Choose(0, 500), Gen.Choose(0, 10_000_000))
        from discount in Percents
        from tax in Percents
        select Line(thousandths / 1000m, cents / 100m, discount, tax);

    private static readonly Gen<ProposalDiscount> Discounts = Gen.OneOf(
        Percents.Select(p => new ProposalDiscount(DiscountKind.Percent, p)),
        Gen.Choose(0, 100_000_000).Select(c => new ProposalDiscount(DiscountKind.Amount, c / 100m))
    );

    private static readonly Arbitrary<(ProposalLine[], ProposalDiscount)> Proposals = (
        from lines in Lines.ArrayOf()
        from discount in Discounts
        select (lines, discount)
    ).ToArbitrary();

    [Fact]
    public void What_is_shown_adds_up_and_nothing_is_below_zero_or_finer_than_a_cent() =>
        Prop.ForAll(
                Proposals,
                given =>
                {
                    var (lines, discount) = given;
                    var totals = ProposalTotals.Of(lines, discount);
                    return totals.Subtotal.Amount == lines.Sum(l => l.Net)
                        && totals.Tax.Amount == lines.Sum(l => l.Tax)
                        && totals.Total.Amount == totals.Subtotal.Amount - totals.Discount.Amount + totals.Tax.Amount
                        && totals.Discount.Amount <= totals.Subtotal.Amount
                        && lines.All(l => l.Net >= 0 && l.Net <= l.Gross && IsCents(l.Net) && l.Tax >= 0 && IsCents(l.Tax) && IsCents(l.Gross));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_lines_changes_nothing() =>
        Prop.ForAll(Proposals, given => ProposalTotals.Of(given.Item1, given.Item2) == ProposalTotals.Of([.. given.Item1.Reverse()], given.Item2))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void One_line_more_never_makes_a_percentage_cheaper() =>
        Prop.ForAll(
                Proposals,
                Lines.ToArbitrary(),
                (given, more) =>
                {
                    var discount = given.Item2 with { Kind = DiscountKind.Percent, Value = Math.Min(given.Item2.Value, 100) };
                    return ProposalTotals.Of([.. given.Item1, more], discount).Total.Amount >= ProposalTotals.Of(given.Item1, discount).Total.Amount;
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    // Half a cent goes up: to the even neighbour 0.12 would stay.
    [InlineData(0.5, 0.25, 0, 0, 0.13, 0)]
    [InlineData(0.5, 0.23, 0, 0, 0.12, 0)]
    // 10.01 × 50% = 5.005 of discount is 5.01.
    [InlineData(1, 10.01, 50, 0, 5.00, 0)]
    // 0.10 × 5% = 0.005 of tax is 0.01.
    [InlineData(1, 0.10, 0, 5, 0.10, 0.01)]
    [InlineData(3, 33.33, 10, 17.5, 89.99, 15.75)]
    [InlineData(2, 10, 100, 50, 0, 0)]
    public void A_line_is_rounded_step_by_step(double quantity, double price, double discount, double tax, double net, double taxes)
    {
        var line = Line((decimal)quantity, (decimal)price, (decimal)discount, (decimal)tax);

        (line.Net, line.Tax).ShouldBe(((decimal)net, (decimal)taxes));
    }

    [Fact]
    public void The_total_discount_is_taken_before_taxes_are_added_and_takes_no_more_than_there_is()
    {
        ProposalLine[] lines = [Line(1, 100, 0, 10), Line(1, 0.05m, 0, 0)];

        Figures(lines, new ProposalDiscount(DiscountKind.Percent, 10)).ShouldBe((100.05m, 10.01m, 10m, 100.04m));
        Figures(lines, new ProposalDiscount(DiscountKind.Amount, 30.50m)).ShouldBe((100.05m, 30.50m, 10m, 79.55m));
        Figures(lines, new ProposalDiscount(DiscountKind.Amount, 500)).ShouldBe((100.05m, 100.05m, 10m, 10m));
        Figures([], ProposalDiscount.None).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public void More_than_an_amount_can_be_is_refused() =>
        Should
            .Throw<DomainException>(() => ProposalTotals.Of([Line(ProposalLine.MostQuantity, Money.Max, 0, 0)], ProposalDiscount.None))
            .Error.Code.ShouldBe("money.amount.invalid");

    private static (decimal, decimal, decimal, decimal) Figures(ProposalLine[] lines, ProposalDiscount discount)
    {
        var totals = ProposalTotals.Of(lines, discount);
        return (totals.Subtotal.Amount, totals.Discount.Amount, totals.Tax.Amount, totals.Total.Amount);
    }

    private static bool IsCents(decimal amount) => decimal.Round(amount, 2) == amount;

    private static ProposalLine Line(decimal quantity, decimal price, decimal discount, decimal tax) =>
        new(null, null, "Item", "un", quantity, price, discount, tax);
}
