using CleanApp.Domain.Identity;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Identity;

public sealed class DeviceTests
{
    [Theory]
    [InlineData(null, Browser.Other, Platform.Other)]
    [InlineData("curl/8.5.0", Browser.Other, Platform.Other)]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
        Browser.Chrome,
        Platform.Windows
    )]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", Browser.Edge, Platform.Windows)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", Browser.Firefox, Platform.Linux)]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 14; SM-A055M) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36",
        Browser.Samsung,
        Platform.Android
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1",
        Browser.Safari,
        Platform.Ios
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/126.0 Mobile/15E148 Safari/604.1",
        Browser.Chrome,
        Platform.Ios
    )]
    [InlineData(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
        Browser.Safari,
        Platform.Macos
    )]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 OPR/112.0", Browser.Opera, Platform.Windows)]
    public void A_browser_is_told_by_its_word_for_itself(string? userAgent, Browser browser, Platform platform) =>
        Device.Of(userAgent).ShouldBe(new Device(browser, platform));
}

public sealed class PersonTokenTests
{
    private static PersonToken NewToken(TokenPurpose purpose = TokenPurpose.PasswordReset) =>
        PersonToken.Create(Given.Id(1), Given.Id(2), purpose, "hash", Given.Now);

    [Theory]
    [InlineData(TokenPurpose.PasswordReset, 30)]
    [InlineData(TokenPurpose.EmailChange, 24 * 60)]
    [InlineData(TokenPurpose.SecondStep, 5)]
    [InlineData(TokenPurpose.Enrolment, 15)]
    public void It_lives_so_many_minutes_to_the_tick(TokenPurpose purpose, int minutes)
    {
        var token = NewToken(purpose);

        token.IsOpen(Given.Now.AddMinutes(minutes).AddTicks(-1)).ShouldBeTrue();
        token.IsOpen(Given.Now.AddMinutes(minutes)).ShouldBeFalse();
    }

    [Fact]
    public void It_works_once()
    {
        var token = NewToken();
        token.Use(Given.Now);

        new Action(() => token.Use(Given.Now)).ShouldBeRefusedWith(IdentityErrors.LinkNotFound);
    }

    [Fact]
    public void The_fifth_wrong_code_ends_it()
    {
        var token = NewToken(TokenPurpose.SecondStep);
        for (var i = 1; i < PersonToken.MostAttempts; i++)
            token.CountFailure();
        token.IsOpen(Given.Now).ShouldBeTrue();

        token.CountFailure();

        token.IsOpen(Given.Now).ShouldBeFalse();
    }
}

public sealed class SecondFactorTests
{
    [Fact]
    public void Neither_a_code_nor_an_older_one_is_accepted_again()
    {
        var factor = SecondFactor.Begin(Given.Id(1), [1], Given.Now);

        factor.Accept(null).ShouldBeFalse();
        factor.Accept(100).ShouldBeTrue();
        factor.Accept(100).ShouldBeFalse();
        factor.Accept(99).ShouldBeFalse();
        factor.Accept(101).ShouldBeTrue();
    }

    [Fact]
    public void A_company_lets_in_until_the_day_comes_and_then_only_with_a_second_factor()
    {
        var company = Tenant.Register(Given.Id(1), "Padaria", Given.Now);
        var ana = User.Create(Given.Id(2), "Ana", "ana@padaria.example", "hash", Given.Now);
        company.LetsIn(ana, Given.Now).ShouldBeTrue();

        company.RequireSecondFactor(TimeSpan.FromDays(7), Given.Now);

        company.LetsIn(ana, Given.Now.AddDays(7).AddTicks(-1)).ShouldBeTrue();
        company.LetsIn(ana, Given.Now.AddDays(7)).ShouldBeFalse();
        ana.TurnSecondFactorOn(Given.Now);
        company.LetsIn(ana, Given.Now.AddDays(7)).ShouldBeTrue();
        ana.TurnSecondFactorOff();
        company.WaiveSecondFactor();
        company.LetsIn(ana, Given.Now.AddYears(1)).ShouldBeTrue();
    }

    [Fact]
    public void The_day_that_was_told_is_never_put_off_but_brought_forward()
    {
        var company = Tenant.Register(Given.Id(1), "Padaria", Given.Now);
        company.RequireSecondFactor(TimeSpan.FromDays(7), Given.Now);

        company.RequireSecondFactor(TimeSpan.FromDays(30), Given.Now.AddDays(1));
        company.SecondFactorFrom.ShouldBe(Given.Now.AddDays(7));
        company.RequireSecondFactor(TimeSpan.FromDays(1), Given.Now.AddDays(1));
        company.SecondFactorFrom.ShouldBe(Given.Now.AddDays(2));
    }
}
