using CleanApp.Application.Common;
using CleanApp.Application.Counter.QueueTickets;
using CleanApp.Domain.Common;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Common;

public sealed class MoneyTests
{
    public static TheoryData<decimal> Amounts => [0m, 0.01m, 12.5m, 12.50m, 12.500m, 9_999_999_999.99m];

    public static TheoryData<decimal> NoAmounts => [-0.01m, 0.001m, 12.345m, 12.999m, 10_000_000_000.00m, decimal.MaxValue, decimal.MinValue];

    [Theory]
    [MemberData(nameof(Amounts))]
    public void An_amount_is_exact_to_the_cent_from_zero_to_ten_digits(decimal amount) => new Money(amount).Amount.ShouldBe(amount);

    [Theory]
    [MemberData(nameof(NoAmounts))]
    public void A_negative_amount_a_third_decimal_and_an_eleventh_digit_are_refused(decimal amount) =>
        new Action(() => _ = new Money(amount)).ShouldBeRefusedWith(CommonErrors.AmountInvalid);

    [Theory]
    [InlineData("USD")]
    [InlineData("brl")]
    [InlineData("")]
    public void Only_the_real_is_supported(string currency) =>
        new Action(() => _ = new Money(1m, currency)).ShouldBeRefusedWith(CommonErrors.CurrencyUnsupported);

    [Fact]
    public void The_same_amount_is_equal_however_many_zeros_it_was_written_with()
    {
        new Money(12.5m).ShouldBe(new Money(12.500m));
        new Money(12.5m).GetHashCode().ShouldBe(new Money(12.500m).GetHashCode());
    }

    [Fact]
    public void Zero_is_free_and_a_cent_is_not()
    {
        new Money(0.00m).IsZero.ShouldBeTrue();
        new Money(0.01m).IsZero.ShouldBeFalse();
    }

    [Theory]
    [InlineData("0.00")]
    [InlineData("0.01")]
    [InlineData("12.50")]
    [InlineData("9999999999.99")]
    public void What_the_wire_takes_it_gives_back(string value)
    {
        Accepts(new MoneyView(value, "BRL")).ShouldBeTrue();
        MoneyView.Of(new MoneyView(value, "BRL").ToMoney()).ShouldBe(new MoneyView(value, "BRL"));
    }

    [Fact]
    public void The_wire_always_shows_two_decimals() => MoneyView.Of(new Money(7m)).Value.ShouldBe("7.00");

    [Theory]
    [InlineData("")]
    [InlineData(".50")]
    [InlineData("12.5")]
    [InlineData("12.500")]
    [InlineData("12,50")]
    [InlineData("1.234.50")]
    [InlineData("1,234.50")]
    [InlineData("-1.00")]
    [InlineData("+1.00")]
    [InlineData(" 1.00")]
    [InlineData("1.00 ")]
    [InlineData("1e2.00")]
    [InlineData("0x1.00")]
    [InlineData("١٢.٥٠")]
    [InlineData("10000000000.00")]
    [InlineData("99999999999999999999999999999999.00")]
    public void Any_other_spelling_is_refused_before_it_becomes_money(string value) => Accepts(new MoneyView(value, "BRL")).ShouldBeFalse();

    [Theory]
    [InlineData("USD")]
    [InlineData("")]
    public void Any_other_currency_is_refused_before_it_becomes_money(string currency) => Accepts(new MoneyView("1.00", currency)).ShouldBeFalse();

    private static bool Accepts(MoneyView amount) =>
        new IssueQueueTicketValidator().Validate(new IssueQueueTicket(Given.Id(1), Amount: amount)).IsValid;
}
