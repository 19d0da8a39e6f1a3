using CleanApp.Application.Common;
using CleanApp.Application.Counter.QueueTickets;
using CleanApp.Application.Counter.Services;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Counter;

public sealed class SettingsTests
{
    [Fact]
    public void A_service_keeps_its_prefix_in_capitals_and_its_name_without_blanks_around()
    {
        var service = Service.Create(Given.Id(1), "  Cake ", "bo", new Money(35m), 3, Given.Now);

        (service.Name, service.Prefix, service.Active).ShouldBe(("Cake", "BO", true));
    }

    [Theory]
    [InlineData("[::1]", "::1")]
    [InlineData(" 192.168.0.50 ", "192.168.0.50")]
    [InlineData(" [fd00::5] ", "fd00::5")]
    public void A_printers_address_is_kept_without_brackets_and_blanks(string given, string kept) =>
        Printer.Create(Given.Id(1), "Counter", given, 9100, PrinterProfile.Epson, Given.Now).Host.ShouldBe(kept);

    [Fact]
    public void A_panel_has_no_token_until_its_screen_has_fetched_it()
    {
        var panel = Panel.Create(Given.Id(1), " TV ", Given.Now);
        panel.TokenHash.ShouldBeNull();

        panel.Authorise("hash");

        (panel.Name, panel.TokenHash).ShouldBe(("TV", "hash"));
    }

    [Fact]
    public void An_offer_to_pair_belongs_to_nobody_and_lives_ten_minutes()
    {
        var pairing = PanelPairing.Offer(Given.Id(1), "012345", "hash", Given.Now);
        (pairing.PairedTenantId, pairing.PairedPanelId, pairing.ExpiresAt).ShouldBe((null, null, Given.Now.AddMinutes(10)));

        pairing.Pair(Given.Id(7), Panel.Create(Given.Id(8), "TV", Given.Now));

        (pairing.PairedTenantId, pairing.PairedPanelId).ShouldBe((Given.Id(7), Given.Id(8)));
    }

    [Fact]
    public void An_announcement_says_what_the_screen_shows_and_keeps_it_when_the_desk_is_renamed()
    {
        var ticket = Given.TicketThatIs(QueueTicketStatus.Called);
        var desk = Given.Desk();

        var call = PanelCall.Announce(ticket, desk, "Cake", recall: true, Given.Now);
        desk.Describe("Another name", active: true);

        (call.TicketId, call.Code, call.DeskName, call.ServiceName, call.Recall, call.CalledAt).ShouldBe(
            (ticket.Id, "A042", "Desk 50", "Cake", true, Given.Now)
        );
    }

    [Theory]
    [InlineData("A", true)]
    [InlineData("abc", true)]
    [InlineData("", false)]
    [InlineData("ABCD", false)]
    [InlineData("A1", false)]
    [InlineData("Ç", false)]
    [InlineData("A\n", false)]
    public void A_prefix_is_one_to_three_plain_letters(string prefix, bool valid) =>
        new ServiceFieldsValidator()
            .Validate(new CreateService("Cake", prefix, new MoneyView("1.00", "BRL")))
            .Errors.Any(e => e.PropertyName == "Prefix")
            .ShouldBe(!valid);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void A_priority_is_one_digit(short priority, bool valid) =>
        new IssueQueueTicketValidator().Validate(new IssueQueueTicket(Given.Id(1), Priority: priority)).IsValid.ShouldBe(valid);
}
