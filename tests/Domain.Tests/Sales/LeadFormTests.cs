using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Sales;

public sealed class LeadFormTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly LeadFormContent Content = new(
        "Vitrine",
        "Fale com a gente",
        "Respondemos hoje.",
        FieldDemand.Required,
        FieldDemand.Optional,
        FieldDemand.Off,
        "Obrigado!",
        "Usamos para responder.",
        Given.Id(901)
    );

    [Fact]
    public void It_is_born_active_and_never_sent()
    {
        var form = Made();

        (form.Active, form.Version, form.Entries, form.LastEntryAt, form.Token).ShouldBe((true, 1, 0, null, "token"));
        (form.Name, form.Title, form.Phone, form.Email, form.Message).ShouldBe(
            ("Vitrine", "Fale com a gente", FieldDemand.Required, FieldDemand.Optional, FieldDemand.Off)
        );
    }

    [Theory]
    [InlineData(FieldDemand.Required, FieldDemand.Off, true)]
    [InlineData(FieldDemand.Off, FieldDemand.Required, true)]
    [InlineData(FieldDemand.Required, FieldDemand.Required, true)]
    [InlineData(FieldDemand.Optional, FieldDemand.Optional, false)]
    [InlineData(FieldDemand.Off, FieldDemand.Optional, false)]
    [InlineData(FieldDemand.Off, FieldDemand.Off, false)]
    public void Something_is_required_by_which_somebody_can_be_answered(FieldDemand phone, FieldDemand email, bool isEnough)
    {
        var content = Content with { Phone = phone, Email = email };
        var form = Made();

        if (isEnough)
        {
            form.Change(content, true, Now);
            (form.Phone, form.Email).ShouldBe((phone, email));
            return;
        }
        Refusal(() => LeadForm.Create(Given.Id(1), content, "token", Now)).ShouldBe(LeadFormErrors.Unreachable);
        Refusal(() => form.Change(content, true, Now)).ShouldBe(LeadFormErrors.Unreachable);
        form.Version.ShouldBe(1);
    }

    [Fact]
    public void Changed_it_is_another_version_and_what_is_the_same_already_is_no_change()
    {
        var form = Made();

        form.Change(Content with { Name = " Vitrine ", Text = "Respondemos hoje. " }, true, Now.AddDays(1));
        (form.Version, form.ChangedAt).ShouldBe((1, Now));
        form.Change(Content with { Text = "  ", Thanks = "" }, false, Now.AddDays(1));
        (form.Version, form.ChangedAt, form.Text, form.Thanks, form.Active).ShouldBe((2, Now.AddDays(1), null, null, false));
        form.Change(Content, true, Now.AddDays(2));
        (form.Version, form.Text, form.Active).ShouldBe((3, "Respondemos hoje.", true));
    }

    [Fact]
    public void Whoever_changes_it_has_seen_what_it_is()
    {
        var form = Made();
        form.RequireSeen(null);
        form.RequireSeen(new SeenVersion(1));

        form.RenewLink("another", Now.AddDays(1));

        (form.Token, form.Version, form.ChangedAt).ShouldBe(("another", 2, Now.AddDays(1)));
        form.RequireSeen(new SeenVersion(2));
        Refusal(() => form.RequireSeen(new SeenVersion(1))).ShouldBe(LeadFormErrors.ChangedMeanwhile);
    }

    [Fact]
    public void It_takes_what_it_demands_and_only_as_it_was_shown()
    {
        var form = Made();
        var seen = new SeenVersion(1);
        form.RequireAnswered(seen, phone: true, email: false, message: false);

        Refusal(() => form.RequireAnswered(seen, phone: false, email: true, message: true)).ShouldBe(LeadFormErrors.AnswerMissing);
        form.Change(Content with { Email = FieldDemand.Required, Message = FieldDemand.Required }, true, Now);
        seen = new SeenVersion(2);
        Refusal(() => form.RequireAnswered(seen, phone: true, email: false, message: true)).ShouldBe(LeadFormErrors.AnswerMissing);
        Refusal(() => form.RequireAnswered(seen, phone: true, email: true, message: false)).ShouldBe(LeadFormErrors.AnswerMissing);
        form.RequireAnswered(seen, phone: true, email: true, message: true);
        Refusal(() => form.RequireAnswered(new SeenVersion(1), true, true, true)).ShouldBe(LeadFormErrors.Changed);
    }

    private static LeadForm Made() => LeadForm.Create(Given.Id(601), Content, "token", Now);

    private static Error Refusal(Action act) => Should.Throw<DomainException>(act).Error;
}
