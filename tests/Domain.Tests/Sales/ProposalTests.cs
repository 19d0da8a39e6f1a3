using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Shouldly;
using Xunit;
using static CleanApp.Domain.Sales.ProposalStatus;

namespace CleanApp.Domain.Tests.Sales;

/// <summary>A proposal goes from version to version until one is answered, and then no further.</summary>
public sealed class ProposalTests
{
    private const string Hash = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static readonly DateTimeOffset Later = Given.Now.AddMinutes(7);
    private static readonly DateTimeOffset End = Given.Now.AddDays(10);
    private static readonly Guid By = Given.Id(900);
    private static readonly Guid Contact = Given.Id(300);

    private static readonly Dictionary<string, Action<Proposal, ProposalVersion>> Verbs = new()
    {
        ["write"] = (p, _) => p.Write(Text(), Contact, Later),
        ["begin"] = (p, _) => p.BeginVersion(Given.Id(55), Text(), Later),
        ["discard"] = (p, _) => p.Discard(Later),
        ["send"] = (p, _) => p.Send(Text(), Issue(), Contact, By, Later),
        ["view"] = (p, v) => p.View(v, Later),
        ["accept"] = (p, v) => p.Accept(v, Hash, Later),
        ["refuse"] = (p, v) => p.Refuse(v, null, null, Later),
        ["expire"] = (p, v) => p.Expire(v, End),
    };

    /// <summary>What each verb makes of a version in each state, or why it is refused (<c>!</c>); <c>=</c> changes nothing.</summary>
    private static readonly Dictionary<ProposalStatus, string> Outcomes = new()
    {
        [Draft] = "write =, begin =, discard discarded, send sent, view =, accept !not_live, refuse !not_live, expire =",
        [Sent] = "write !no_draft, begin =, discard !no_draft, send !no_draft, view viewed, accept accepted, refuse refused, expire expired",
        [Viewed] = "write !no_draft, begin =, discard !no_draft, send !no_draft, view =, accept accepted, refuse refused, expire expired",
        [Accepted] = "write !no_draft, begin !decided, discard !no_draft, send !no_draft, view =, accept =, refuse !decided, expire =",
        [Refused] = "write !no_draft, begin =, discard !no_draft, send !no_draft, view =, accept !decided, refuse =, expire =",
        [Expired] = "write !no_draft, begin =, discard !no_draft, send !no_draft, view =, accept !expired, refuse !expired, expire =",
        [Superseded] = "write !no_draft, begin =, discard !no_draft, send !no_draft, view =, accept !superseded, refuse !superseded, expire =",
        [Discarded] = "write !no_draft, begin =, discard =, send !no_draft, view =, accept !not_live, refuse !not_live, expire =",
    };

    public static TheoryData<ProposalStatus> States => [.. Enum.GetValues<ProposalStatus>()];

    [Theory]
    [MemberData(nameof(States))]
    public void Every_verb_does_the_same_in_a_state_or_says_why_not(ProposalStatus state)
    {
        var outcomes = Outcomes[state].Split(", ").Select(o => o.Split(' ')).ToDictionary(o => o[0], o => o[1]);
        outcomes.Keys.Order().ShouldBe(Verbs.Keys.Order());
        foreach (var (verb, act) in Verbs)
        {
            var (proposal, version) = In(state);
            version.Status.ShouldBe(state);

            var outcome = Outcome(() => act(proposal, version), () => version.Status.ToString().ToLowerInvariant());

            (verb, outcome == state.ToString().ToLowerInvariant() ? "=" : outcome).ShouldBe((verb, outcomes[verb]));
        }
    }

    [Fact]
    public void A_newer_version_takes_the_place_of_what_the_customer_had_only_when_it_is_sent()
    {
        var (proposal, first) = In(Viewed);
        proposal.BeginVersion(Given.Id(55), Text(30), Later);

        (proposal.Current, proposal.LastVersion, first.Status, proposal.Draft!.Version).ShouldBe((2, 2, Viewed, 2));
        proposal.Discard(Later);
        (proposal.Current, first.Status, proposal.Draft).ShouldBe((1, Viewed, null));
        proposal.BeginVersion(Given.Id(56), Text(30), Later);
        proposal.Send(Text(30), Issue(), Contact, By, Later);
        (proposal.Current, first.Status, proposal.Live!.Version, proposal.Live.Total.Amount).ShouldBe((3, Superseded, 3, 30m));
    }

    [Fact]
    public void What_was_accepted_is_looked_at_and_what_was_being_written_beside_it_is_put_away()
    {
        var (proposal, first) = In(Sent);
        proposal.BeginVersion(Given.Id(55), Text(), Later);

        proposal.Accept(first, Hash, Later).ShouldBeTrue();

        (proposal.Current, proposal.Accepted, proposal.Find(2).Status).ShouldBe((1, first, Discarded));
        proposal.Accept(first, Hash, Later.AddDays(1)).ShouldBeFalse();
        first.DecidedAt.ShouldBe(Later);
    }

    [Fact]
    public void What_was_sent_stays_whose_it_is_and_what_becomes_of_it_disturbs_nobody_who_writes_the_next()
    {
        var (proposal, first) = In(Sent);
        proposal.BeginVersion(Given.Id(55), Text(), Later);

        proposal.Write(Text(), Given.Id(301), Later);

        proposal.ContactId.ShouldBe(Contact);
        var edition = proposal.Edition;
        proposal.Refuse(first, null, null, Later).ShouldBeTrue();
        proposal.Edition.ShouldBe(edition);
    }

    [Fact]
    public void Only_what_was_read_is_accepted()
    {
        var (proposal, version) = In(Sent);

        Outcome(() => proposal.Accept(version, Hash[..^1] + "0", Later), () => "").ShouldBe("!content_differs");
        version.Status.ShouldBe(Sent);
        proposal.Accept(version, Hash.ToUpperInvariant(), Later).ShouldBeTrue();
    }

    [Fact]
    public void The_last_day_is_valid_to_its_end_and_not_a_moment_longer()
    {
        In(Viewed).Version.StatusAt(End.AddTicks(-1)).ShouldBe(Viewed);
        In(Viewed).Version.StatusAt(End).ShouldBe(Expired);
        var (proposal, version) = In(Sent);
        Outcome(() => proposal.Accept(version, Hash, End), () => "").ShouldBe("!expired");
        proposal.Expire(version, End.AddTicks(-1)).ShouldBeFalse();
        proposal.View(version, End).ShouldBeFalse();
        proposal.Accept(version, Hash, End.AddTicks(-1)).ShouldBeTrue();
    }

    [Fact]
    public void It_is_paid_once_and_only_when_it_was_accepted()
    {
        var (proposal, version) = In(Sent);
        proposal.Pay(Given.Id(70), Later, Later).ShouldBeFalse();
        proposal.Accept(version, Hash, Later);

        proposal.Pay(Given.Id(70), Later, Later).ShouldBeTrue();
        proposal.Pay(Given.Id(70), Later, Later).ShouldBeTrue();
        proposal.Pay(Given.Id(71), Later, Later).ShouldBeFalse();
        (proposal.PaymentId, proposal.PaidAt).ShouldBe((Given.Id(70), Later));
    }

    [Fact]
    public void Whoever_changes_it_has_seen_what_it_is_and_a_look_of_the_customer_makes_nobody_late()
    {
        var (proposal, version) = In(Sent);
        var seen = new SeenVersion(proposal.Edition);
        proposal.View(version, Later).ShouldBeTrue();

        Should.NotThrow(() => proposal.RequireSeen(seen));
        Should.NotThrow(() => proposal.RequireSeen(null));
        proposal.Refuse(version, [9], By, Later).ShouldBeTrue();
        Outcome(() => proposal.RequireSeen(seen), () => "").ShouldBe("!changed_meanwhile");
        version.RefusalReason.ShouldBe([9]);
        version.RefusedById.ShouldBe(By);
    }

    [Fact]
    public void There_are_no_more_versions_than_there_may_be()
    {
        var (proposal, _) = In(Draft);
        for (var i = 1; i < Proposal.MostVersions; i++)
        {
            proposal.Discard(Later);
            proposal.BeginVersion(Given.Id(100 + i), Text(), Later);
        }
        proposal.Discard(Later);

        Outcome(() => proposal.BeginVersion(Given.Id(99), Text(), Later), () => "").ShouldBe("!too_many_versions");
        Outcome(() => proposal.Find(51), () => "").ShouldBe("!not_found");
    }

    private static string Outcome(Action act, Func<string> otherwise)
    {
        try
        {
            act();
            return otherwise();
        }
        catch (DomainException refusal)
        {
            return $"!{refusal.Error.Code["sales.proposal.".Length..]}";
        }
    }

    private static (Proposal Proposal, ProposalVersion Version) In(ProposalStatus state)
    {
        var (opportunity, _) = Opportunity.Open(
            Given.Id(5),
            PipelineStage.Create(Given.Id(1), Given.Id(2), "Etapa", 10, null, 1, Given.Now),
            OrderKey.First,
            [1],
            Contact,
            null,
            null,
            null,
            Given.Ana,
            Given.Now
        );
        var proposal = Proposal.Begin(Given.Id(50), 7, opportunity, Given.Id(51), Text(), Given.Now);
        var version = proposal.Draft!;
        if (state is not (Draft or Discarded))
            proposal.Send(Text(), Issue(), Contact, By, Given.Now);
        switch (state)
        {
            case Viewed:
                proposal.View(version, Given.Now);
                break;
            case Accepted:
                proposal.Accept(version, Hash, Given.Now);
                break;
            case Refused:
                proposal.Refuse(version, null, null, Given.Now);
                break;
            case Expired:
                proposal.Expire(version, End);
                break;
            case Superseded:
                proposal.BeginVersion(Given.Id(52), Text(), Given.Now);
                proposal.Send(Text(), Issue(), Contact, By, Given.Now);
                proposal.Refuse(proposal.Live!, null, null, Given.Now);
                break;
            case Discarded:
                proposal.Discard(Given.Now);
                break;
        }
        return (proposal, version);
    }

    private static ProposalText Text(decimal total = 10) =>
        new([1], ProposalTotals.Of([new ProposalLine(null, null, "Item", "un", 1, total, 0, 0)], ProposalDiscount.None), 10);

    private static ProposalIssue Issue() => new(new DateOnly(2026, 12, 1), End, "hash", [2], Hash, ProposalWay.Link);
}
