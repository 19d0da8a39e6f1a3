using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using FluentValidation;

namespace CleanApp.Application.Channels.Messages;

internal static class InteractiveRules
{
    private const int MostRows = 10;

    public static void Check(InlineValidator<InteractiveContent> content)
    {
        content
            .RuleFor(c => c)
            .Must(c => (c.Buttons is null ? 0 : 1) + (c.List is null ? 0 : 1) + (c.Link is null ? 0 : 1) == 1)
            .WithName("Buttons")
            .WithMessage("Give buttons, a list or a link, exactly one of them.");
        content.RuleFor(c => c.Body).Lines(1024).When(c => c.List is null);
        content.RuleFor(c => c.Body).Lines(4096).When(c => c.List is not null);
        content.RuleFor(c => c.Header!).Name(60).When(c => c.Header is not null);
        content.RuleFor(c => c.Footer!).Name(60).When(c => c.Footer is not null);
        content
            .RuleFor(c => c.Buttons!)
            .Must(list => list.Count is >= 1 and <= 3)
            .WithMessage("Must have one to three buttons.")
            .Must(list => MessageRules.AreUnique(list.Where(b => b is not null).Select(b => b.Id)))
            .WithMessage("Give each id once.")
            .Must(list => MessageRules.AreUnique(list.Where(b => b is not null).Select(b => b.Title)))
            .WithMessage("Give each title once.")
            .When(c => c.Buttons is not null);
        content
            .RuleForEach(c => c.Buttons)
            .NotNull()
            .ChildRules(button =>
            {
                button.RuleFor(b => b.Id).Name(256);
                button.RuleFor(b => b.Title).Name(20);
            });
        content.RuleFor(c => c.List!).ChildRules(List).When(c => c.List is not null);
        content
            .RuleFor(c => c.Link!)
            .ChildRules(link =>
            {
                link.RuleFor(l => l.Title).Name(20);
                link.RuleFor(l => l.Url).Https();
            })
            .When(c => c.Link is not null);
    }

    private static void List(InlineValidator<OptionList> list)
    {
        list.RuleFor(l => l.Button).Name(20);
        list.RuleFor(l => l.Sections)
            .Cascade(CascadeMode.Stop)
            .NotNull()
            .Must(sections => sections.Count is >= 1 and <= MostRows)
            .WithMessage("Must have one to ten sections.")
            .Must(sections => Rows(sections).Count() is >= 1 and <= MostRows)
            .WithMessage("Must have one to ten rows in all sections together.")
            .Must(sections => MessageRules.AreUnique(Rows(sections).Where(r => r is not null).Select(r => r.Id)))
            .WithMessage("Give each id once in the whole list.")
            .Must(sections => sections.Count == 1 || sections.All(s => s is null || !string.IsNullOrWhiteSpace(s.Title)))
            .WithMessage("Of several sections each needs a title.");
        list.RuleForEach(l => l.Sections).NotNull().ChildRules(Section);
    }

    private static void Section(InlineValidator<OptionSection> section)
    {
        section.RuleFor(s => s.Title!).Name(24).When(s => s.Title is not null);
        section.RuleFor(s => s.Rows).NotEmpty().WithMessage("Must have at least one row.");
        section
            .RuleForEach(s => s.Rows)
            .NotNull()
            .ChildRules(row =>
            {
                row.RuleFor(r => r.Id).Name(200);
                row.RuleFor(r => r.Title).Name(24);
                row.RuleFor(r => r.Description!).Name(72).When(r => r.Description is not null);
            });
    }

    private static IEnumerable<OptionRow> Rows(IReadOnlyList<OptionSection> sections) => sections.SelectMany(s => s?.Rows ?? []);
}
