using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Provider;

/// <summary>Understands the components of templates, which are kept as Meta gives them. Tolerant: it never throws for what Meta wrote.</summary>
public interface IWhatsAppTemplates
{
    TemplateShape Read(string components, bool hasNamedParameters);

    /// <returns>The components with these texts in place of theirs; what they do not have is not added.</returns>
    string Change(string components, TemplateTexts texts);
}

/// <summary>What a webhook tells of changed components; null: not told. Of buttons it tells less than the list does.</summary>
public sealed record TemplateTexts(string? Header, string? Body, string? Footer);
