using CleanApp.Application.Channels.Provider;
using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Templates;

/// <param name="Category">Meta's word: <c>marketing</c>, <c>utility</c>, <c>authentication</c>; open.</param>
/// <param name="MetaStatus">Meta's word, which says more than ours where that is <c>other</c>.</param>
/// <param name="Quality">Meta's word: <c>green</c>, <c>yellow</c>, <c>red</c>, <c>unknown</c>.</param>
/// <param name="Reason">Why Meta rejected, paused or disabled it; a word or a sentence of Meta's.</param>
/// <param name="Usable">Whether a message can be sent by it now.</param>
/// <param name="Named">Whether its places have names; otherwise values are given by position.</param>
/// <param name="StatusAt">Since when the status is known, by Meta's clock.</param>
/// <param name="SyncedAt">When Meta's list last had it.</param>
public sealed record TemplateView(
    Guid Id,
    string Name,
    string Language,
    string Category,
    TemplateStatus Status,
    string MetaStatus,
    string? Quality,
    string? Reason,
    bool Usable,
    bool Named,
    TemplateHeaderShape? Header,
    TemplateText Body,
    string? Footer,
    IReadOnlyList<TemplateButtonShape> Buttons,
    DateTimeOffset StatusAt,
    DateTimeOffset SyncedAt
);

internal sealed class TemplateViews(IWhatsAppTemplates templates)
{
    public TemplateView Of(ChannelTemplate template)
    {
        var shape = templates.Read(template.Components, template.HasNamedParameters);
        return new TemplateView(
            template.Id,
            template.Name,
            template.Language,
            template.Category,
            template.Status,
            template.MetaStatus,
            template.Quality,
            template.Reason,
            template.Status == TemplateStatus.Approved && shape.Sendable,
            template.HasNamedParameters,
            shape.Header,
            shape.Body,
            shape.Footer,
            shape.Buttons,
            template.StatusAt,
            template.SyncedAt
        );
    }
}
