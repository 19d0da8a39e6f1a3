using CleanApp.Domain.Channels;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Channels;

public sealed class ChannelTemplateTests
{
    private static readonly DateTimeOffset Asked = Given.Now;
    private static readonly TemplateFacts Listed = new("1", "utility", "approved", "green", null, true, "[]");

    [Fact]
    public void What_Meta_says_later_wins_whatever_comes_first()
    {
        var template = Synced();

        template.FollowStatus("approved", null, Asked.AddSeconds(20), Asked.AddSeconds(21)).ShouldBe(TemplateNews.Taken);
        template.FollowStatus("paused", "why", Asked.AddSeconds(10), Asked.AddSeconds(22)).ShouldBe(TemplateNews.Old);

        (template.Status, template.StatusAt).ShouldBe((TemplateStatus.Approved, Asked.AddSeconds(20)));
    }

    [Fact]
    public void The_same_twice_is_once()
    {
        var template = Synced();

        for (var i = 0; i < 2; i++)
            template.FollowStatus("rejected", "why", Asked.AddSeconds(10), Asked.AddSeconds(11 + i)).ShouldBe(TemplateNews.Taken);

        (template.Status, template.Reason).ShouldBe((TemplateStatus.Rejected, "why"));
    }

    [Fact]
    public void Two_states_in_one_second_are_for_the_list_to_decide()
    {
        var template = Synced();
        template.FollowStatus("paused", null, Asked.AddSeconds(10), Asked.AddSeconds(11));

        template.FollowStatus("approved", null, Asked.AddSeconds(10), Asked.AddSeconds(12)).ShouldBe(TemplateNews.Undecided);
    }

    [Fact]
    public void A_list_asked_for_before_a_webhook_came_is_older_than_it()
    {
        var template = Synced();
        template.FollowStatus("paused", null, Asked.AddSeconds(10), now: Asked.AddSeconds(30));

        template.Sync(Listed, Asked.AddSeconds(30)).ShouldBeFalse();
        template.Status.ShouldBe(TemplateStatus.Paused);
        template.Vanish(Asked.AddSeconds(30)).ShouldBeFalse();
        template.Sync(Listed, Asked.AddSeconds(31)).ShouldBeTrue();
        template.Status.ShouldBe(TemplateStatus.Approved);
    }

    [Fact]
    public void What_happened_more_than_a_minute_before_the_list_was_asked_for_is_in_it()
    {
        var template = Synced();

        template.FollowStatus("paused", null, Asked.AddSeconds(-61), Asked.AddSeconds(5)).ShouldBe(TemplateNews.Old);
        template.FollowCategory("marketing", Asked.AddSeconds(-61), Asked.AddSeconds(5)).ShouldBe(TemplateNews.Old);
        template.FollowQuality("red", Asked.AddSeconds(-61), Asked.AddSeconds(5)).ShouldBe(TemplateNews.Old);
        template.FollowComponents("[1]", Asked.AddSeconds(-61), Asked.AddSeconds(5)).ShouldBe(TemplateNews.Old);
        // Meta's clock and ours may differ.
        template.FollowStatus("paused", null, Asked.AddSeconds(-59), Asked.AddSeconds(5)).ShouldBe(TemplateNews.Taken);
    }

    [Fact]
    public void A_template_that_vanished_is_kept_and_may_come_back()
    {
        var template = Synced();

        template.Vanish(Asked.AddDays(1)).ShouldBeTrue();
        template.Vanish(Asked.AddDays(2)).ShouldBeFalse();
        template.Status.ShouldBe(TemplateStatus.Deleted);

        template.Sync(Listed with { MetaId = "2" }, Asked.AddDays(3)).ShouldBeTrue();
        (template.Status, template.MetaId).ShouldBe((TemplateStatus.Approved, "2"));
    }

    [Fact]
    public void A_list_that_says_the_same_is_no_change() => Synced().Sync(Listed, Asked.AddDays(1)).ShouldBeFalse();

    [Theory]
    [InlineData("approved", null)]
    [InlineData("flagged", null)]
    [InlineData("reinstated", null)]
    [InlineData("pending", "channels.template.pending")]
    [InlineData("rejected", "channels.template.rejected")]
    [InlineData("in_appeal", "channels.template.rejected")]
    [InlineData("paused", "channels.template.paused")]
    [InlineData("disabled", "channels.template.disabled")]
    [InlineData("pending_deletion", "channels.template.deleted")]
    [InlineData("archived", "channels.template.not_usable")]
    [InlineData("a new word", "channels.template.not_usable")]
    public void Only_what_Meta_sends_may_be_used(string word, string? refusal)
    {
        var template = Synced(Listed with { Status = word });

        string? code = null;
        try
        {
            template.RequireUsable();
        }
        catch (Domain.Common.DomainException e)
        {
            code = e.Error.Code;
        }
        code.ShouldBe(refusal);
    }

    [Theory]
    [InlineData("authentication", MessageClass.Utility, MessageClass.Code)]
    [InlineData("authentication", null, MessageClass.Code)]
    [InlineData("marketing", MessageClass.Utility, MessageClass.Marketing)]
    [InlineData("marketing", MessageClass.Sensitive, MessageClass.Marketing)]
    [InlineData("utility", null, MessageClass.Utility)]
    [InlineData("utility", MessageClass.Sensitive, MessageClass.Sensitive)]
    [InlineData("a new word", null, MessageClass.Utility)]
    public void The_category_decides_what_a_message_counts_as(string category, MessageClass? asked, MessageClass counts) =>
        Synced(Listed with { Category = category }).ClassOf(asked).ShouldBe(counts);

    [Fact]
    public void A_reason_goes_with_the_refusal()
    {
        var template = Synced(Listed with { Status = "rejected", Reason = "INVALID_FORMAT" });
        template.Reason.ShouldBe("INVALID_FORMAT");

        template.FollowStatus("approved", null, Asked.AddSeconds(1), Asked.AddSeconds(2));

        template.Reason.ShouldBeNull();
    }

    private static ChannelTemplate Synced(TemplateFacts? facts = null)
    {
        var template = ChannelTemplate.Of(Given.Id(1), Given.Id(2), "boas_vindas", "pt_BR", Asked);
        template.Sync(facts ?? Listed, Asked).ShouldBeTrue();
        return template;
    }
}
