using CleanApp.Domain.Counter;
using Shouldly;
using Xunit;
using static CleanApp.Domain.Counter.PrintJobStatus;

namespace CleanApp.Domain.Tests.Counter;

public sealed class PrintJobTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddSeconds(3);

    [Fact]
    public void A_ticket_job_is_born_queued_and_untried()
    {
        var job = PrintJob.ForTicket(Given.Id(1), Given.Id(2), Given.Id(3), copy: 2, Given.Now);

        (job.TicketId, job.PrinterId, job.Kind, job.Copy).ShouldBe((Given.Id(2), Given.Id(3), PrintJobKind.Ticket, 2));
        (job.Status, job.Attempts, job.FinishedAt).ShouldBe((Queued, 0, null));
    }

    [Fact]
    public void A_test_page_belongs_to_no_ticket()
    {
        var job = PrintJob.TestPage(Given.Id(1), Given.Id(3), Given.Now);

        (job.TicketId, job.Kind, job.Copy).ShouldBe((null, PrintJobKind.TestPage, 1));
    }

    [Fact]
    public void Only_one_of_two_workers_may_begin_to_send()
    {
        var job = NewJob();

        job.TryBeginSending().ShouldBeTrue();
        job.TryBeginSending().ShouldBeFalse();

        (job.Status, job.Attempts).ShouldBe((Sending, 1));
    }

    [Theory]
    [InlineData(Sending)]
    [InlineData(SentUnconfirmed)]
    [InlineData(Printed)]
    [InlineData(Failed)]
    public void A_job_that_is_not_queued_is_never_sent(PrintJobStatus status)
    {
        var job = JobThatIs(status);
        var attempts = job.Attempts;

        job.TryBeginSending().ShouldBeFalse();

        (job.Status, job.Attempts).ShouldBe((status, attempts));
    }

    [Fact]
    public void Beginning_to_send_forgets_why_earlier_tries_failed()
    {
        var job = NewJob();
        job.Defer("unreachable", Given.Now, permanent: false);

        job.TryBeginSending().ShouldBeTrue();

        (job.LastError, job.Attempts).ShouldBe((null, 2));
    }

    [Theory]
    [InlineData(true, Printed)]
    [InlineData(false, SentUnconfirmed)]
    public void A_sent_job_is_printed_only_when_the_printer_said_so(bool confirmed, PrintJobStatus expected)
    {
        var job = JobThatIs(Sending);

        job.Finish(confirmed, Later);

        (job.Status, job.FinishedAt, job.LastError).ShouldBe((expected, Later, null));
    }

    [Theory]
    [InlineData(Queued)]
    [InlineData(SentUnconfirmed)]
    [InlineData(Printed)]
    [InlineData(Failed)]
    public void Only_a_job_being_sent_can_finish_or_be_lost(PrintJobStatus status)
    {
        var job = JobThatIs(status);
        var before = (job.Status, job.FinishedAt, job.LastError);

        job.Finish(confirmed: true, Later);
        job.LoseTrack("interrupted", Later);

        (job.Status, job.FinishedAt, job.LastError).ShouldBe(before);
    }

    [Fact]
    public void A_job_whose_connection_broke_says_why_and_stays_unconfirmed()
    {
        var job = JobThatIs(Sending);

        job.LoseTrack("failed_midway", Later);

        (job.Status, job.FinishedAt, job.LastError).ShouldBe((SentUnconfirmed, Later, "failed_midway"));
    }

    [Fact]
    public void A_job_reported_lost_is_not_finished_by_the_answer_that_comes_after_all()
    {
        var job = JobThatIs(Sending);
        job.LoseTrack("interrupted", Given.Now);

        job.Finish(confirmed: true, Later);

        (job.Status, job.FinishedAt).ShouldBe((SentUnconfirmed, Given.Now));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(9, 512)]
    [InlineData(10, 600)]
    [InlineData(11, 600)]
    [InlineData(59, 600)]
    public void The_wait_doubles_from_two_seconds_to_ten_minutes(int attempt, int seconds)
    {
        var job = NewJob();
        for (var i = 1; i < attempt; i++)
            job.Defer("unreachable", Given.Now, permanent: false);

        job.Defer("unreachable", Given.Now, permanent: false).ShouldBe(TimeSpan.FromSeconds(seconds));

        (job.Status, job.Attempts, job.LastError, job.FinishedAt).ShouldBe((Queued, attempt, "unreachable", null));
    }

    [Fact]
    public void The_sixtieth_failure_is_the_last_after_less_than_nine_hours()
    {
        var job = NewJob();
        var waited = TimeSpan.Zero;
        for (var attempt = 1; attempt < PrintJob.MaxAttempts; attempt++)
            waited += job.Defer("unreachable", Given.Now, permanent: false).ShouldNotBeNull();

        job.Defer("unreachable", Later, permanent: false).ShouldBeNull();

        (job.Status, job.Attempts, job.FinishedAt).ShouldBe((Failed, 60, Later));
        waited.ShouldBe(new TimeSpan(8, 37, 2));
    }

    [Fact]
    public void An_error_that_time_does_not_mend_ends_the_job_at_once()
    {
        var job = NewJob();

        job.Defer("address_not_allowed", Later, permanent: true).ShouldBeNull();

        (job.Status, job.Attempts, job.LastError, job.FinishedAt).ShouldBe((Failed, 1, "address_not_allowed", Later));
    }

    [Theory]
    [InlineData(Sending)]
    [InlineData(SentUnconfirmed)]
    [InlineData(Printed)]
    [InlineData(Failed)]
    public void Only_a_queued_job_can_be_put_off_because_of_any_other_bytes_may_have_left(PrintJobStatus status)
    {
        var job = JobThatIs(status);
        var before = (job.Status, job.Attempts, job.LastError, job.FinishedAt);

        job.Defer("unreachable", Later, permanent: false).ShouldBeNull();
        job.Defer("address_not_allowed", Later, permanent: true).ShouldBeNull();

        (job.Status, job.Attempts, job.LastError, job.FinishedAt).ShouldBe(before);
    }

    private static PrintJob NewJob() => PrintJob.ForTicket(Given.Id(1), Given.Id(2), Given.Id(3), copy: 1, Given.Now);

    private static PrintJob JobThatIs(PrintJobStatus status)
    {
        var job = NewJob();
        if (status == Failed)
            job.Defer("address_not_allowed", Given.Now, permanent: true);
        else if (status != Queued)
            job.TryBeginSending();
        if (status == Printed)
            job.Finish(confirmed: true, Given.Now);
        if (status == SentUnconfirmed)
            job.Finish(confirmed: false, Given.Now);
        job.Status.ShouldBe(status);
        return job;
    }
}
