using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using Shouldly;
using Xunit;
using static CleanApp.Domain.Payments.ChargeStatus;

namespace CleanApp.Domain.Tests.Payments;

public sealed class ChargeTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddMinutes(5);
    private static readonly DateTimeOffset Expiry = Given.Now.AddSeconds(1800);

    [Fact]
    public void A_charge_is_an_intent_until_the_bank_has_it()
    {
        var charge = NewCharge();

        (charge.Status, charge.PixCopiaECola, charge.ExpiresAt, charge.PaidAt).ShouldBe((Creating, null, null, null));
        (charge.Amount, charge.ExpiresInSeconds, charge.Txid).ShouldBe((new Money(12.50m), 1800, "txid"));
    }

    [Fact]
    public void The_bank_starts_the_clock_of_a_charge()
    {
        var charge = NewCharge();
        charge.NoteFailure("timeout");

        charge.Activate("br-code", Given.Now);

        (charge.Status, charge.PixCopiaECola, charge.ExpiresAt, charge.LastError).ShouldBe((Active, "br-code", Expiry, null));
    }

    [Theory]
    [InlineData(Active)]
    [InlineData(Paid)]
    [InlineData(Expired)]
    [InlineData(Failed)]
    [InlineData(Removed)]
    public void Only_a_charge_being_created_is_activated_or_rejected(ChargeStatus status)
    {
        var charge = ChargeThatIs(status);
        var before = (charge.Status, charge.PixCopiaECola, charge.ExpiresAt, charge.LastError);

        charge.Activate("another", Later);
        charge.Reject("refused");

        (charge.Status, charge.PixCopiaECola, charge.ExpiresAt, charge.LastError).ShouldBe(before);
    }

    [Fact]
    public void A_refusal_ends_the_charge_and_keeps_the_banks_word()
    {
        var charge = NewCharge();

        charge.Reject("invalid_key");

        (charge.Status, charge.LastError).ShouldBe((Failed, "invalid_key"));
    }

    [Theory]
    [InlineData(Creating)]
    [InlineData(Active)]
    [InlineData(Expired)]
    [InlineData(Failed)]
    [InlineData(Removed)]
    public void Paid_wins_over_every_other_state_because_the_bank_has_the_money(ChargeStatus status)
    {
        var charge = ChargeThatIs(status);

        charge.ConfirmPaid(Later).ShouldBeTrue();

        (charge.Status, charge.PaidAt).ShouldBe((Paid, Later));
    }

    [Fact]
    public void A_payment_confirmed_again_is_not_announced_again_and_keeps_its_first_time()
    {
        var charge = NewCharge();
        charge.ConfirmPaid(Given.Now).ShouldBeTrue();

        charge.ConfirmPaid(Later).ShouldBeFalse();

        charge.PaidAt.ShouldBe(Given.Now);
    }

    [Theory]
    [InlineData(Creating, Expired)]
    [InlineData(Active, Expired)]
    [InlineData(Paid, Paid)]
    [InlineData(Expired, Expired)]
    [InlineData(Failed, Failed)]
    [InlineData(Removed, Removed)]
    public void Only_an_open_charge_expires(ChargeStatus before, ChargeStatus after)
    {
        var charge = ChargeThatIs(before);

        charge.Expire();

        charge.Status.ShouldBe(after);
    }

    [Theory]
    [InlineData(Creating, Removed)]
    [InlineData(Active, Removed)]
    [InlineData(Expired, Removed)]
    [InlineData(Paid, Paid)]
    [InlineData(Failed, Failed)]
    [InlineData(Removed, Removed)]
    public void A_charge_is_withdrawn_unless_it_was_paid_or_never_existed(ChargeStatus before, ChargeStatus after)
    {
        var charge = ChargeThatIs(before);

        charge.Remove();

        charge.Status.ShouldBe(after);
    }

    [Fact]
    public void A_charge_the_bank_does_not_have_yet_is_live_however_old() => NewCharge().IsLive(Given.Now.AddDays(1)).ShouldBeTrue();

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void An_active_charge_is_live_until_the_tick_it_expires(long ticks, bool live) =>
        ChargeThatIs(Active).IsLive(Expiry.AddTicks(ticks)).ShouldBe(live);

    [Theory]
    [InlineData(Paid)]
    [InlineData(Expired)]
    [InlineData(Failed)]
    [InlineData(Removed)]
    public void A_charge_that_has_ended_is_not_live(ChargeStatus status) => ChargeThatIs(status).IsLive(Given.Now).ShouldBeFalse();

    private static Charge NewCharge() =>
        Charge.Request(
            Given.Id(1),
            "counter.queue_ticket",
            Given.Id(2),
            "txid",
            new Money(12.50m),
            "key",
            "Senha A042",
            TimeSpan.FromMinutes(30),
            "token",
            Given.Now
        );

    private static Charge ChargeThatIs(ChargeStatus status)
    {
        var charge = NewCharge();
        if (status == Failed)
            charge.Reject("refused");
        else if (status != Creating)
            charge.Activate("br-code", Given.Now);
        if (status == Paid)
            charge.ConfirmPaid(Given.Now);
        if (status == Expired)
            charge.Expire();
        if (status == Removed)
            charge.Remove();
        charge.Status.ShouldBe(status);
        return charge;
    }
}
