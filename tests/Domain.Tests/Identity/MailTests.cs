using CleanApp.Domain.Identity;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Identity;

public sealed class MailTests
{
    private static readonly TimeSpan Useful = TimeSpan.FromMinutes(30);

    private static Mail NewMail(TimeSpan? useful = null) => Mail.Write(Given.Id(1), MailKind.PasswordReset, [1, 2, 3], useful ?? Useful, Given.Now);

    [Fact]
    public void A_sent_mail_says_nothing_any_more()
    {
        var mail = NewMail();

        mail.BeSent(Given.Now.AddSeconds(1));

        (mail.Status, mail.Content, mail.Attempts, mail.StatusAt).ShouldBe((MailStatus.Sent, null, 1, Given.Now.AddSeconds(1)));
    }

    [Fact]
    public void A_refused_mail_keeps_the_reply_code_and_nothing_else()
    {
        var mail = NewMail();

        mail.BeRefused("550", Given.Now);

        (mail.Status, mail.Content, mail.LastError).ShouldBe((MailStatus.Refused, null, "550"));
    }

    [Fact]
    public void What_was_decided_stays_decided()
    {
        var mail = NewMail();
        mail.BeSent(Given.Now);

        mail.BeRefused("550", Given.Now.AddSeconds(1));
        mail.GiveUp(Given.Now.AddSeconds(2));

        (mail.Status, mail.LastError, mail.StatusAt, mail.Attempts).ShouldBe((MailStatus.Sent, null, Given.Now, 1));
        mail.Postpone("timeout", Given.Now).ShouldBeNull();
    }

    [Fact]
    public void The_wait_doubles_up_to_a_quarter_of_an_hour()
    {
        var mail = NewMail(Mail.Patience);

        var waits = Enumerable.Range(0, 10).Select(_ => mail.Postpone("unreachable", Given.Now)!.Value.TotalSeconds).ToList();

        waits.ShouldBe([5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
        (mail.Status, mail.Attempts, mail.LastError).ShouldBe((MailStatus.Queued, 10, "unreachable"));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void It_is_not_tried_at_a_time_when_it_would_tell_of_what_is_over(long ticks, bool again)
    {
        var mail = NewMail();
        var now = mail.UsefulUntil - TimeSpan.FromSeconds(5) + TimeSpan.FromTicks(ticks);

        (mail.Postpone("timeout", now) is not null).ShouldBe(again);

        (mail.Status, mail.Content is null, mail.LastError).ShouldBe((again ? MailStatus.Queued : MailStatus.GivenUp, !again, "timeout"));
    }
}

public sealed class InviteMailTests
{
    private static Invite NewInvite(string? email = "ana@padaria.example") =>
        Invite.Create(Given.Id(1), Role.Agent, email, " Ana ", "first", Given.Id(2), Given.Now);

    private static Mail NewMail(int id) => Mail.Write(Given.Id(id), MailKind.Invite, [1], Mail.Patience, Given.Now);

    [Fact]
    public void A_mail_brings_a_link_of_its_own_and_the_whole_time_again()
    {
        var invite = NewInvite();

        invite.SendBy(NewMail(10), "second", Given.Now.AddDays(9));

        (invite.MailId, invite.TokenHash, invite.ExpiresAt, invite.Name).ShouldBe((Given.Id(10), "second", Given.Now.AddDays(16), "Ana"));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void Within_a_minute_it_is_sent_once(long ticks, bool refused)
    {
        var invite = NewInvite();
        invite.SendBy(NewMail(10), "second", Given.Now);
        var again = () => invite.SendBy(NewMail(11), "third", Given.Now.AddMinutes(1).AddTicks(ticks));

        if (refused)
            again.ShouldBeRefusedWith(IdentityErrors.InviteJustSent);
        else
            again();

        invite.TokenHash.ShouldBe(refused ? "second" : "third");
    }

    [Fact]
    public void Without_an_address_or_once_accepted_it_is_not_sent()
    {
        new Action(() => NewInvite(email: null).SendBy(NewMail(10), "x", Given.Now)).ShouldBeRefusedWith(IdentityErrors.InviteWithoutAddress);
        var accepted = NewInvite();
        accepted.Accept(User.Create(Given.Id(3), "Ana", "ana@padaria.example", "hash", Given.Now), Given.Now);
        new Action(() => accepted.SendBy(NewMail(10), "x", Given.Now)).ShouldBeRefusedWith(IdentityErrors.InviteNotFound);
    }
}
