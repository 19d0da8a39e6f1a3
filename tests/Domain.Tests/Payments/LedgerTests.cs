using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Payments;

public sealed class LedgerTests
{
    [Fact]
    public void A_payment_that_pays_its_charge_is_matched_until_what_it_paid_for_turns_out_closed()
    {
        var payment = Payment.Record(Given.Id(1), "E1", "txid", Given.Id(2), new Money(12.50m), Given.Now, unmatched: null, Given.Now.AddSeconds(4));
        (payment.Unmatched, payment.SettledAt, payment.RecordedAt).ShouldBe((null, Given.Now, Given.Now.AddSeconds(4)));

        payment.Unmatch(UnmatchedReason.ReferenceClosed);
        payment.Unmatch(UnmatchedReason.ReferenceClosed);

        (payment.Unmatched, payment.ChargeId).ShouldBe((UnmatchedReason.ReferenceClosed, Given.Id(2)));
    }

    [Fact]
    public void A_payment_without_a_charge_says_why_a_person_has_to_look_at_it()
    {
        var payment = Payment.Record(Given.Id(1), "E1", null, null, new Money(5m), Given.Now, UnmatchedReason.NoTxid, Given.Now);

        (payment.ChargeId, payment.Txid, payment.Unmatched).ShouldBe((null, null, UnmatchedReason.NoTxid));
    }

    [Fact]
    public void The_poller_never_goes_back()
    {
        var account = SicrediAccount.Open(Given.Id(1), "token", Given.Now);

        account.AdvancePoll(Given.Now.AddTicks(1));
        account.AdvancePoll(Given.Now);

        account.PolledUntil.ShouldBe(Given.Now.AddTicks(1));
    }

    [Fact]
    public void A_good_answer_of_the_bank_clears_the_last_error_and_a_bad_one_keeps_when_it_was_last_good()
    {
        var account = SicrediAccount.Open(Given.Id(1), "token", Given.Now);

        account.NoteError("timeout");
        account.NoteOk(Given.Now);
        (account.LastError, account.LastOkAt).ShouldBe((null, Given.Now));

        account.NoteError("unauthorized");
        (account.LastError, account.LastOkAt).ShouldBe(("unauthorized", Given.Now));
    }

    [Fact]
    public void A_notification_keeps_the_bytes_it_came_as_and_says_what_became_of_it()
    {
        byte[] body = [1, 0, 255];
        var webhook = InboundWebhook.Store(Given.Id(1), "sicredi", body, Given.Now);
        (webhook.ProcessedAt, webhook.Outcome).ShouldBe((null, null));

        webhook.Close("processed", Given.Now.AddSeconds(1));

        webhook.Body.ShouldBe(body);
        (webhook.ProcessedAt, webhook.Outcome).ShouldBe((Given.Now.AddSeconds(1), "processed"));
    }
}
