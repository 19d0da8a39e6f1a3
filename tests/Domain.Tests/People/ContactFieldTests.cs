using CleanApp.Domain.People;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.People;

public sealed class ContactFieldTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ContactFieldKind.Text, " Nozes ", "Nozes")]
    [InlineData(ContactFieldKind.Number, "007", "7")]
    [InlineData(ContactFieldKind.Number, "-12.500000", "-12.5")]
    [InlineData(ContactFieldKind.Number, "999999999999999.999999", "999999999999999.999999")]
    [InlineData(ContactFieldKind.Date, "2028-02-29", "2028-02-29")]
    [InlineData(ContactFieldKind.Choice, "LIMÃO", "Limão")]
    public void A_value_is_written_down_in_one_way(ContactFieldKind kind, string given, string written) =>
        Of(kind).Canonical(given).ShouldBe(written);

    [Theory]
    [InlineData(ContactFieldKind.Text, " ")]
    [InlineData(ContactFieldKind.Number, "1000000000000000")]
    [InlineData(ContactFieldKind.Number, "1.1234567")]
    [InlineData(ContactFieldKind.Number, "1,5")]
    [InlineData(ContactFieldKind.Number, "1e3")]
    [InlineData(ContactFieldKind.Number, "٣")]
    [InlineData(ContactFieldKind.Date, "2026-02-29")]
    [InlineData(ContactFieldKind.Date, "2026-2-1")]
    [InlineData(ContactFieldKind.Choice, "Uva")]
    public void What_is_none_of_its_kind_is_refused(ContactFieldKind kind, string given) =>
        new Action(() => Of(kind).Canonical(given)).ShouldBeRefusedWith(ContactFieldErrors.ValueInvalid);

    [Fact]
    public void Words_have_an_end()
    {
        Of(ContactFieldKind.Text).Canonical(new string('a', 500)).Length.ShouldBe(500);
        new Action(() => Of(ContactFieldKind.Text).Canonical(new string('a', 501))).ShouldBeRefusedWith(ContactFieldErrors.ValueInvalid);
    }

    [Fact]
    public void A_choice_has_options_each_once_and_nothing_else_has_any()
    {
        foreach (
            var options in (string[][])
                [
                    [],
                    ["a", "A "],
                ]
        )
            new Action(() => ContactField.Create(Given.Id(1), "Sabor", ContactFieldKind.Choice, options, 1, Now)).ShouldBeRefusedWith(
                ContactFieldErrors.OptionsInvalid
            );
        new Action(() => ContactField.Create(Given.Id(1), "Dia", ContactFieldKind.Date, ["a"], 1, Now)).ShouldBeRefusedWith(
            ContactFieldErrors.OptionsInvalid
        );
    }

    [Fact]
    public void What_is_not_asked_for_takes_nothing_in()
    {
        var field = Of(ContactFieldKind.Text);
        field.Describe("Alergias", [], active: false);

        new Action(() => field.Canonical("Nozes")).ShouldBeRefusedWith(ContactFieldErrors.NotFound);
    }

    [Fact]
    public void Nothing_is_written_down_of_nobody()
    {
        var contact = Contact.Create(Given.Id(1), Now);
        contact.Note(Now.AddDays(1));
        contact.ChangedAt.ShouldBe(Now.AddDays(1));
        contact.Anonymise(Now.AddDays(2));

        new Action(() => contact.Note(Now.AddDays(3))).ShouldBeRefusedWith(PeopleErrors.ContactAnonymised);
    }

    private static ContactField Of(ContactFieldKind kind) =>
        ContactField.Create(Given.Id(1), "Sabor", kind, kind == ContactFieldKind.Choice ? ["Chocolate", "Limão"] : [], 1, Now);
}
