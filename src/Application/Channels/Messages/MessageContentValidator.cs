using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using FluentValidation;

namespace CleanApp.Application.Channels.Messages;

/// <summary>
/// The limits Meta publishes, so that a message which can only be refused is not stored. Meta says "characters" and not which: UTF-16
/// units are counted, which are never fewer than what a person would count.
/// </summary>
internal sealed class MessageContentValidator : InlineValidator<MessageContent>
{
    // The longest emoji, a family with tones of skin, has 25 units; marks can be heaped on a letter without end.
    private const int MaxEmojiUnits = 32;

    public MessageContentValidator() =>
        RuleFor(c => c)
            .SetInheritanceValidator(kinds =>
            {
                kinds.Add(Rules<TextContent>(text => text.RuleFor(c => c.Text).Lines(4096)));
                kinds.Add(Rules<MediaContent>(Media));
                kinds.Add(Rules<TemplateContent>(TemplateRules.Check));
                kinds.Add(Rules<InteractiveContent>(InteractiveRules.Check));
                kinds.Add(Rules<LocationContent>(Place));
                kinds.Add(Rules<ContactsContent>(ContactsRules.Check));
                kinds.Add(Rules<ReactionContent>(Reaction));
            });

    private static InlineValidator<T> Rules<T>(Action<InlineValidator<T>> check)
    {
        var rules = new InlineValidator<T>();
        check(rules);
        return rules;
    }

    private static void Media(InlineValidator<MediaContent> media)
    {
        media.RuleFor(c => c.Media).IsInEnum();
        media.RuleFor(c => c.Link!).Https().When(c => c.Link is not null);
        media.RuleFor(c => c.Caption!).Lines(1024).When(c => c.Caption is not null);
        media
            .RuleFor(c => c.Caption)
            .Null()
            .When(c => c.Media is MediaKind.Audio or MediaKind.Sticker)
            .WithMessage("Audio and stickers have no caption.");
        media.RuleFor(c => c.FileName!).Name(240).When(c => c.FileName is not null);
        media.RuleFor(c => c.FileName).Null().When(c => c.Media != MediaKind.Document).WithMessage("Only documents have a file name.");
        media.RuleFor(c => c.Voice).Equal(false).When(c => c.Media != MediaKind.Audio).WithMessage("Only audio can be a voice note.");
    }

    private static void Place(InlineValidator<LocationContent> place)
    {
        place.RuleFor(c => c.Latitude).InclusiveBetween(-90, 90);
        place.RuleFor(c => c.Longitude).InclusiveBetween(-180, 180);
        place.RuleFor(c => c.Name!).Name(1000).When(c => c.Name is not null);
        place.RuleFor(c => c.Address!).Name(1000).When(c => c.Address is not null);
    }

    private static void Reaction(InlineValidator<ReactionContent> reaction)
    {
        reaction
            .RuleFor(c => c.Emoji)
            .Cascade(CascadeMode.Stop)
            .NotNull()
            .Must(e =>
                e.Length <= MaxEmojiUnits
                && StringInfo.GetNextTextElementLength(e) == e.Length
                && !e.Any(c => char.IsControl(c) || char.IsAscii(c) && !IsKeycap(e))
            )
            .WithMessage("Must be one emoji, or empty to take the reaction back.");
    }

    /// <summary>1️⃣ and its like begin with a digit, # or *.</summary>
    private static bool IsKeycap(string emoji) => emoji.EndsWith('\u20e3');
}
