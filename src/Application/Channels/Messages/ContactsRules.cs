using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using FluentValidation;

namespace CleanApp.Application.Channels.Messages;

internal static class ContactsRules
{
    // Meta's page allows 257, its own schema five.
    private const int MostCards = 5;
    private const int MostEntries = 10;

    public static void Check(InlineValidator<ContactsContent> content)
    {
        content
            .RuleFor(c => c.Contacts)
            .Cascade(CascadeMode.Stop)
            .NotNull()
            .Must(list => list.Count is >= 1 and <= MostCards)
            .WithMessage("Must have one to five cards.");
        content.RuleForEach(c => c.Contacts).NotNull().ChildRules(Card);
    }

    private static void Card(InlineValidator<ContactCard> card)
    {
        card.RuleFor(c => c.FormattedName).Name(256);
        card.RuleFor(c => c.FirstName!).Name(256).When(c => c.FirstName is not null);
        card.RuleFor(c => c.LastName!).Name(256).When(c => c.LastName is not null);
        card.RuleFor(c => c.Organization!).Name(256).When(c => c.Organization is not null);
        card.RuleFor(c => c.Phones!).AtMost(MostEntries).When(c => c.Phones is not null);
        card.RuleForEach(c => c.Phones)
            .NotNull()
            .ChildRules(phone =>
            {
                phone
                    .RuleFor(p => p.Phone)
                    .Cascade(CascadeMode.Stop)
                    .NotNull()
                    .Matches("^\\+?[0-9 ().-]{3,40}\\z")
                    .WithMessage("Must be a telephone number.");
                phone.RuleFor(p => p.Label!).Name(40).When(p => p.Label is not null);
                phone.RuleFor(p => p.WhatsAppId).Matches("^[0-9]{3,20}\\z").When(p => p.WhatsAppId is not null).WithMessage("Must be digits only.");
            });
        card.RuleFor(c => c.Emails!).AtMost(MostEntries).When(c => c.Emails is not null);
        card.RuleForEach(c => c.Emails)
            .NotNull()
            .ChildRules(email =>
            {
                email.RuleFor(e => e.Email).Email();
                email.RuleFor(e => e.Label!).Name(40).When(e => e.Label is not null);
            });
    }
}
