using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Inbox;

public sealed class AlertSettingsTests
{
    private static readonly Guid Me = Guid.CreateVersion7();

    [Fact]
    public void Without_quiet_hours_it_is_never_quiet()
    {
        var settings = AlertSettings.Of(Me);
        settings.IsQuiet(new TimeOnly(3, 0)).ShouldBeFalse();
        (settings.Scope, settings.Sound, settings.ShowsWords).ShouldBe((AlertScope.Mine, true, true));
    }

    [Theory]
    [InlineData("12:00", "14:00", "11:59:59.9999999", false)]
    [InlineData("12:00", "14:00", "12:00", true)]
    [InlineData("12:00", "14:00", "13:59:59.9999999", true)]
    [InlineData("12:00", "14:00", "14:00", false)]
    [InlineData("22:00", "07:00", "21:59:59.9999999", false)]
    [InlineData("22:00", "07:00", "22:00", true)]
    [InlineData("22:00", "07:00", "00:00", true)]
    [InlineData("22:00", "07:00", "06:59:59.9999999", true)]
    [InlineData("22:00", "07:00", "07:00", false)]
    public void Quiet_hours_begin_and_end_to_the_tick_also_over_midnight(string from, string until, string now, bool quiet)
    {
        var settings = With(AlertScope.All, from, until);
        settings.IsQuiet(TimeOnly.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(quiet);
    }

    [Theory]
    [InlineData("22:00", null)]
    [InlineData(null, "07:00")]
    [InlineData("07:00", "07:00")]
    public void Quiet_hours_have_a_beginning_and_another_end(string? from, string? until) =>
        Should.Throw<DomainException>(() => With(AlertScope.All, from, until)).Error.ShouldBe(AlertErrors.QuietIncomplete);

    [Fact]
    public void Mine_are_one_s_own_and_those_nobody_has_taken_on()
    {
        var other = Guid.CreateVersion7();
        With(AlertScope.All).Wants(other).ShouldBeTrue();
        With(AlertScope.Mine).Wants(other).ShouldBeFalse();
        With(AlertScope.Mine).Wants(Me).ShouldBeTrue();
        With(AlertScope.Mine).Wants(null).ShouldBeTrue();
        With(AlertScope.None).Wants(Me).ShouldBeFalse();
    }

    [Fact]
    public void A_browser_is_tested_once_in_three_seconds()
    {
        var now = new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
        var browser = PushSubscription.Create(Guid.CreateVersion7(), "hash", now);
        browser.Test(now);
        var tooSoon = Should.Throw<DomainException>(() => browser.Test(now.AddSeconds(3).AddTicks(-1)));
        (tooSoon.Error, tooSoon.RetryAfter).ShouldBe((AlertErrors.TestedJustNow, TimeSpan.FromSeconds(3)));
        browser.Test(now.AddSeconds(3));
    }

    private static AlertSettings With(AlertScope scope, string? from = null, string? until = null)
    {
        TimeOnly? At(string? time) => time is null ? null : TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        var settings = AlertSettings.Of(Me);
        settings.Change(scope, sound: true, showsWords: true, At(from), At(until));
        return settings;
    }
}
