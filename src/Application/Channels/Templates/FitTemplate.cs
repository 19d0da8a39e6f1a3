using CleanApp.Application.Channels.Provider;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Templates;

/// <summary>Holds a message by a template against the template that is stored, so that what Meta would refuse is not stored.</summary>
internal sealed class FitTemplate(IChannelsDb db, IWhatsAppTemplates templates)
{
    /// <returns>The content as it is sent, and what it counts as.</returns>
    /// <exception cref="DomainException">There is no such template, or Meta would not send it.</exception>
    /// <exception cref="ValidationException">The values do not fit, each named by its field.</exception>
    public async Task<(MessageContent Content, MessageClass Class)> RunAsync(
        Guid channelId,
        TemplateContent content,
        MessageClass? asked,
        CancellationToken ct
    )
    {
        var template =
            await db
                .ChannelTemplates.AsNoTracking()
                .SingleOrDefaultAsync(t => t.ChannelId == channelId && t.Name == content.Name && t.Language == content.Language, ct)
            ?? throw new DomainException(TemplateErrors.NotFound);
        template.RequireUsable();
        var shape = templates.Read(template.Components, template.HasNamedParameters);
        if (!shape.Sendable)
            throw new DomainException(TemplateErrors.NotSupported);
        Require(shape, template.HasNamedParameters, content, "Content.");
        var complete = TemplateFit.Complete(shape, template.HasNamedParameters, content);
        // Kept with the message: the template may be another one tomorrow.
        var shown = TemplateFit.Render(shape, template.HasNamedParameters, complete).InWords();
        return (complete with { Shown = shown }, template.ClassOf(asked));
    }

    /// <param name="prefix">Of the fields' names.</param>
    public static void Require(TemplateShape shape, bool named, TemplateContent content, string prefix)
    {
        var misfits = TemplateFit.Check(shape, named, content);
        if (misfits.Count > 0)
            throw new ValidationException(misfits.Select(m => new ValidationFailure(prefix + m.Field, m.Message)));
    }

    /// <summary>What can be sent instead when the customer has not written for long.</summary>
    public async Task<IReadOnlyDictionary<string, object>> OfferAsync(Guid channelId, CancellationToken ct) =>
        new Dictionary<string, object>
        {
            ["templates"] = $"/api/v1/channels/{channelId}/templates?status=approved",
            ["usableTemplates"] = await db.ChannelTemplates.CountAsync(t => t.ChannelId == channelId && t.Status == TemplateStatus.Approved, ct),
        };
}
