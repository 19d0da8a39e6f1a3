using CleanApp.Domain.Identity;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Identity;

public sealed class InviteTests
{
    private static Invite NewInvite(string? email = null) => Invite.Create(Given.Id(1), Role.Operator, email, null, "hash", Given.Id(2), Given.Now);

    private static readonly User Ana = User.Create(Given.Id(3), "Ana", "ana@padaria.example", "hash", Given.Now);

    [Fact]
    public void An_invitation_is_valid_for_seven_days() => NewInvite().ExpiresAt.ShouldBe(Given.Now.AddDays(7));

    [Fact]
    public void It_can_be_accepted_in_its_last_tick()
    {
        var invite = NewInvite();
        var last = invite.ExpiresAt.AddTicks(-1);

        invite.Accept(Ana, last);

        invite.AcceptedAt.ShouldBe(last);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void From_the_tick_it_expires_on_it_is_not_found(long ticks)
    {
        var invite = NewInvite();

        new Action(() => invite.Accept(Ana, invite.ExpiresAt.AddTicks(ticks))).ShouldBeRefusedWith(IdentityErrors.InviteNotFound);

        invite.AcceptedAt.ShouldBeNull();
    }

    [Fact]
    public void It_works_once()
    {
        var invite = NewInvite();
        invite.Accept(Ana, Given.Now);

        new Action(() => invite.Accept(Ana, Given.Now.AddSeconds(1))).ShouldBeRefusedWith(IdentityErrors.InviteNotFound);

        invite.AcceptedAt.ShouldBe(Given.Now);
    }

    [Fact]
    public void Made_out_to_somebody_it_works_for_that_person_only()
    {
        var invite = NewInvite(" Outra@Padaria.Example");

        new Action(() => invite.Accept(Ana, Given.Now)).ShouldBeRefusedWith(IdentityErrors.InviteForAnother);

        invite.AcceptedAt.ShouldBeNull();
        NewInvite("ANA@padaria.example").Accept(Ana, Given.Now);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("  Ana@Padaria.Example ", "ana@padaria.example")]
    public void The_noted_address_is_kept_in_the_form_in_which_addresses_are_unique(string? given, string? kept) =>
        NewInvite(given).Email.ShouldBe(kept);
}

public sealed class SessionTests
{
    private static readonly Session Session = Session.Start(Given.Id(1), Given.Id(2), Given.Id(3), Device.Of(null), Given.Now);

    [Fact]
    public void A_session_that_ended_keeps_the_moment_it_ended_first()
    {
        var session = Session.Start(Given.Id(1), Given.Id(2), Given.Id(3), Device.Of(null), Given.Now);

        session.End(Given.Now.AddMinutes(1));
        session.End(Given.Now.AddMinutes(2));

        session.EndedAt.ShouldBe(Given.Now.AddMinutes(1));
    }

    [Fact]
    public void A_session_moves_to_another_company_and_stays_the_same_session()
    {
        var session = Session.Start(Given.Id(1), Given.Id(2), Given.Id(3), Device.Of(null), Given.Now);

        session.SwitchTo(Given.Id(4));

        (session.Id, session.CurrentTenantId, session.EndedAt).ShouldBe((Given.Id(1), Given.Id(4), null));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void A_refresh_token_lives_thirty_days_to_the_tick(long ticks, bool expired)
    {
        var token = RefreshToken.Create(Given.Id(9), Session, "hash", Given.Now);

        token.HasExpired(Given.Now.AddDays(30).AddTicks(ticks)).ShouldBe(expired);
    }

    [Fact]
    public void A_token_belongs_to_the_person_and_session_it_was_made_for()
    {
        var token = RefreshToken.Create(Given.Id(9), Session, "hash", Given.Now);

        (token.UserId, token.SessionId, token.UsedAt, token.ChildHash).ShouldBe((Given.Id(2), Given.Id(1), null, null));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(15 * TimeSpan.TicksPerSecond, true)]
    [InlineData(15 * TimeSpan.TicksPerSecond + 1, false)]
    public void A_used_token_gives_its_child_again_for_fifteen_seconds(long ticks, bool inGrace)
    {
        var token = RefreshToken.Create(Given.Id(9), Session, "hash", Given.Now);
        token.Use("child", Given.Now);

        token.IsInGrace(Given.Now.AddTicks(ticks)).ShouldBe(inGrace);
    }

    [Fact]
    public void An_unused_token_needs_no_grace() => RefreshToken.Create(Given.Id(9), Session, "hash", Given.Now).IsInGrace(Given.Now).ShouldBeFalse();

    [Fact]
    public void A_token_has_one_child_and_a_second_use_does_not_lengthen_its_grace()
    {
        var token = RefreshToken.Create(Given.Id(9), Session, "hash", Given.Now);

        token.Use("child", Given.Now);
        token.Use("another", Given.Now.AddSeconds(10));

        (token.ChildHash, token.UsedAt).ShouldBe(("child", Given.Now));
    }
}

public sealed class MembershipTests
{
    [Fact]
    public void A_company_is_registered_in_the_time_of_Sao_Paulo_with_days_from_midnight()
    {
        var tenant = Tenant.Register(Given.Id(1), " Padaria ", Given.Now);

        (tenant.Name, tenant.TimeZone, tenant.BusinessDayCutoff).ShouldBe(("Padaria", "America/Sao_Paulo", TimeOnly.MinValue));
    }

    [Fact]
    public void A_membership_has_the_persons_id_so_a_person_is_a_member_once()
    {
        var member = Membership.Of(Given.Id(2), Role.Agent, Given.Now);
        (member.Id, member.UserId, member.Active).ShouldBe((Given.Id(2), Given.Id(2), true));

        member.Change(Role.Manager, active: false);

        (member.Role, member.Active).ShouldBe((Role.Manager, false));
    }

    [Fact]
    public void A_person_is_found_by_the_address_however_it_was_typed()
    {
        var user = User.Create(Given.Id(2), " Ana ", " ANA@Padaria.example ", "hash", Given.Now);

        (user.Name, user.Email, user.Active, user.TokenVersion).ShouldBe(("Ana", "ana@padaria.example", true, 0));
    }

    [Fact]
    public void A_newer_hash_of_the_same_password_ends_no_session()
    {
        var user = User.Create(Given.Id(2), "Ana", "ana@padaria.example", "old", Given.Now);

        user.UpgradePasswordHash("new");

        (user.PasswordHash, user.TokenVersion).ShouldBe(("new", 0));
    }
}
