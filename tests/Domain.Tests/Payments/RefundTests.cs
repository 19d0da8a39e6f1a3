using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using Shouldly;
using Xunit;
using static CleanApp.Domain.Payments.RefundStatus;

namespace CleanApp.Domain.Tests.Payments;

public sealed class RefundTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddMinutes(7);
    private static readonly Guid Ana = Given.Id(900);
    private static readonly Guid Bia = Given.Id(901);

    [Theory]
    [InlineData(false, Approved)]
    [InlineData(true, AwaitingApproval)]
    public void A_request_has_its_id_at_the_bank_before_the_bank_hears_of_it(bool needsApproval, RefundStatus status)
    {
        var refund = Requested(needsApproval);

        (refund.Status, refund.BankId, refund.RequestedBy, refund.FromOutside).ShouldBe((status, Given.Id(1).ToString("N"), Ana, false));
        (refund.HoldsAmount, refund.IsOpen).ShouldBe((true, true));
    }

    [Fact]
    public void The_second_person_approves_once_and_the_first_never()
    {
        var refund = Requested(needsApproval: true);
        new Action(() => refund.Approve(Ana, Later)).ShouldBeRefusedWith(RefundErrors.SamePerson);

        refund.Approve(Bia, Later).ShouldBeTrue();
        refund.Approve(Bia, Later.AddDays(1)).ShouldBeFalse();

        (refund.Status, refund.DecidedBy, refund.DecidedAt).ShouldBe((Approved, Bia, Later));
        new Action(() => refund.Approve(Given.Id(902), Later)).ShouldBeRefusedWith(RefundErrors.NotAwaiting);
        new Action(() => refund.Reject(Bia, Later)).ShouldBeRefusedWith(RefundErrors.NotAwaiting);
    }

    [Theory]
    [InlineData(900)]
    [InlineData(901)]
    public void Either_person_rejects_what_waits_and_its_amount_is_free_again(int by)
    {
        var refund = Requested(needsApproval: true);

        refund.Reject(Given.Id(by), Later);
        refund.Reject(Given.Id(by), Later.AddDays(1));

        (refund.Status, refund.DecidedAt, refund.HoldsAmount, refund.IsOpen).ShouldBe((Rejected, Later, false, false));
        new Action(() => refund.Approve(Bia, Later)).ShouldBeRefusedWith(RefundErrors.NotAwaiting);
    }

    [Fact]
    public void Only_an_approved_one_is_sent_and_from_then_on_its_outcome_is_unknown()
    {
        Requested(needsApproval: true).BeginSending().ShouldBeFalse();
        var refund = Requested(needsApproval: false);

        refund.BeginSending().ShouldBeTrue();
        refund.BeginSending().ShouldBeFalse();

        refund.Status.ShouldBe(Unconfirmed);
    }

    [Fact]
    public void Done_wins_over_everything_and_nothing_undoes_it()
    {
        foreach (var begin in new Action<Refund>[] { _ => { }, r => r.BeginSending(), r => r.Accept("D1"), r => r.Fail("no") })
        {
            var refund = Requested(needsApproval: false);
            begin(refund);

            refund.Settle("D1", Later).ShouldBeTrue();
            refund.Settle("D2", Later.AddDays(1)).ShouldBeFalse();
            refund.Fail("too late");
            refund.Accept("D3");

            (refund.Status, refund.ReturnId, refund.SettledAt, refund.LastError).ShouldBe((Done, "D1", Later, null));
            (refund.HoldsAmount, refund.IsOpen).ShouldBe((true, false));
        }
    }

    [Fact]
    public void One_that_failed_holds_nothing_and_stays_failed()
    {
        var refund = Requested(needsApproval: false);
        refund.Fail("closed");
        refund.Fail("again");
        refund.Accept("D1");

        (refund.Status, refund.LastError, refund.HoldsAmount, refund.IsOpen).ShouldBe((NotDone, "closed", false, false));
    }

    [Fact]
    public void A_payment_that_waits_is_closed_when_all_of_it_has_gone_back()
    {
        var payment = Waiting();
        payment.NoteReturned(9.99m, Ana, Later);
        payment.IsInSuspense.ShouldBeTrue();

        payment.NoteReturned(10m, Ana, Later);

        (payment.Outcome, payment.ResolvedBy, payment.ResolvedAt, payment.Account).ShouldBe(
            (SuspenseOutcome.Refunded, Ana, Later, LedgerAccount.Suspense)
        );
        new Action(() => payment.Dismiss("x", Ana, Later)).ShouldBeRefusedWith(PaymentErrors.Resolved);
    }

    [Fact]
    public void A_payment_that_waits_is_decided_once()
    {
        var attached = Waiting();
        attached.Attach("counter.queue_ticket", Given.Id(5), Ana, Later).ShouldBeTrue();
        attached.Attach("counter.queue_ticket", Given.Id(5), Bia, Later.AddDays(1)).ShouldBeFalse();
        (attached.Outcome, attached.AttachedId, attached.ResolvedBy, attached.Account).ShouldBe(
            (SuspenseOutcome.Attached, Given.Id(5), Ana, LedgerAccount.Received)
        );
        new Action(() => attached.Attach("counter.queue_ticket", Given.Id(6), Ana, Later)).ShouldBeRefusedWith(PaymentErrors.Resolved);
        new Action(() => attached.Dismiss("x", Ana, Later)).ShouldBeRefusedWith(PaymentErrors.Resolved);

        var dismissed = Waiting();
        dismissed.Dismiss(" gorjeta ", Ana, Later).ShouldBeTrue();
        dismissed.Dismiss("outra", Bia, Later).ShouldBeFalse();
        (dismissed.ResolutionReason, dismissed.ResolvedBy, dismissed.Account).ShouldBe(("gorjeta", Ana, LedgerAccount.Dismissed));
        new Action(() => dismissed.Attach("counter.queue_ticket", Given.Id(5), Ana, Later)).ShouldBeRefusedWith(PaymentErrors.Resolved);
    }

    [Fact]
    public void The_lines_of_an_event_sum_to_zero()
    {
        var move = new LedgerMove(LedgerEvent.Refund, Given.Id(3), Given.Now, Given.Id(1));

        var lines = LedgerEntry.Move(
            move,
            LedgerAccount.Received,
            LedgerAccount.Bank,
            new Money(4.50m),
            new DateOnly(2026, 11, 21),
            Given.Ana,
            Later
        );

        lines.Select(l => (l.Account, l.Amount)).ShouldBe([(LedgerAccount.Received, 4.50m), (LedgerAccount.Bank, -4.50m)]);
        lines.ShouldAllBe(l =>
            l.EventId == Given.Id(3) && l.PaymentId == Given.Id(1) && l.At == Given.Now && l.RecordedAt == Later && l.ByUserId == Ana
        );
        lines.DistinctBy(l => l.Id).Count().ShouldBe(2);
    }

    private static Refund Requested(bool needsApproval) =>
        Refund.Request(Given.Id(1), Given.Id(2), new Money(10m), "engano", needsApproval, Ana, Given.Now);

    private static Payment Waiting() => Payment.Record(Given.Id(1), "E1", null, null, new Money(10m), Given.Now, UnmatchedReason.NoTxid, Given.Now);
}
