using System.Linq.Expressions;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using FluentValidation;

namespace CleanApp.Application.Channels.Messages;

internal static class TemplateRules
{
    private const int MostParameters = 100;
    private const int MostButtons = 10;
    private const string PlaceName = "^[a-z0-9_]{1,512}\\z";
    private const string PlaceNameMessage = "Must have small letters, digits and underscores.";

    public static void Check(InlineValidator<TemplateContent> template)
    {
        template
            .RuleFor(c => c.Name)
            .Cascade(CascadeMode.Stop)
            .NotNull()
            .Matches("^[a-z0-9_]{1,512}\\z")
            .WithMessage("Must have one to 512 small letters, digits and underscores.");
        template
            .RuleFor(c => c.Language)
            .Cascade(CascadeMode.Stop)
            .NotNull()
            .Matches("^[a-z]{2,3}(_[A-Z]{2,3})?\\z")
            .WithMessage("Must be a language as Meta names it, such as pt_BR.");
        Values(template, c => c.Header!, c => c.Body, c => c.Buttons);
        template.RuleFor(c => c.Shown).Null().WithMessage("Leave this out: it is what the template makes of the values.");
    }

    /// <summary>What is put into the places of a template, whichever it is.</summary>
    public static void Values<T>(
        InlineValidator<T> rules,
        Expression<Func<T, TemplateHeader>> header,
        Expression<Func<T, IEnumerable<TemplateParameter>?>> body,
        Expression<Func<T, IEnumerable<TemplateButton>?>> buttons
    )
    {
        rules.RuleFor(header).ChildRules(Header);
        rules
            .RuleFor(body!)
            .Must(list => list is null || list.Count() <= MostParameters)
            .WithMessage($"Must have at most {MostParameters} entries.")
            .Must(list => list is null || AllNamedOrNone(list))
            .WithMessage("Name all places or none.")
            .Must(list => list is null || MessageRules.AreUnique(list.Where(p => p?.Name is not null).Select(p => p.Name)))
            .WithMessage("Give each name once.");
        rules.RuleForEach(body!).NotNull().ChildRules(Parameter);
        rules
            .RuleFor(buttons!)
            .Must(list => list is null || list.Count() <= MostButtons)
            .WithMessage($"Must have at most {MostButtons} entries.")
            .Must(list => list is null || MessageRules.AreUnique(list.Where(b => b is not null).Select(b => b.Index)))
            .WithMessage("Give each button once.");
        rules.RuleForEach(buttons!).NotNull().ChildRules(Button);
    }

    private static void Header(InlineValidator<TemplateHeader> header)
    {
        header
            .RuleFor(h => h)
            .Must(h => h.Text is null != h.Media is null)
            .WithName("Text")
            .WithMessage("Give a text or a kind of file, exactly one.");
        header.RuleFor(h => h.Text!).Name(60).When(h => h.Text is not null);
        header
            .RuleFor(h => h.Media)
            .Must(m => m is MediaKind.Image or MediaKind.Video or MediaKind.Document)
            .WithMessage("Must be an image, a video or a document.")
            .When(h => h.Media is not null);
        header
            .RuleFor(h => h)
            .Must(h => h.Media is null == h.Link is null)
            .WithName("Link")
            .WithMessage("A kind of file and its link come together.");
        header.RuleFor(h => h.Name).Matches(PlaceName).When(h => h.Name is not null).WithMessage(PlaceNameMessage);
        header.RuleFor(h => h.Link!).Https().When(h => h.Link is not null);
        header.RuleFor(h => h.FileName!).Name(240).When(h => h.FileName is not null);
        header.RuleFor(h => h.FileName).Null().When(h => h.Media != MediaKind.Document).WithMessage("Only documents have a file name.");
    }

    private static void Parameter(InlineValidator<TemplateParameter> parameter)
    {
        // Meta refuses line breaks, tabs and more than four spaces in a row in what is put into a template.
        parameter
            .RuleFor(p => p.Text)
            .Name(1024)
            .Must(t => t is null || !t.Contains("     ", StringComparison.Ordinal))
            .WithMessage("Must not have more than four spaces in a row.");
        parameter.RuleFor(p => p.Name).Matches(PlaceName).When(p => p.Name is not null).WithMessage(PlaceNameMessage);
    }

    private static void Button(InlineValidator<TemplateButton> button)
    {
        button.RuleFor(b => b.Index).InclusiveBetween(0, MostButtons - 1);
        button.RuleFor(b => b.Kind).IsInEnum();
        button.RuleFor(b => b.Text).Name(2000).When(b => b.Kind == TemplateButtonKind.Url);
        button.RuleFor(b => b.Text).Name(256).When(b => b.Kind == TemplateButtonKind.QuickReply);
        button.RuleFor(b => b.Text).Name(15).When(b => b.Kind == TemplateButtonKind.CopyCode);
    }

    private static bool AllNamedOrNone(IEnumerable<TemplateParameter> list) =>
        list.Where(p => p is not null).Select(p => p.Name is null).Distinct().Count() <= 1;
}
