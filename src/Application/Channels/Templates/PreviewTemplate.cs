using CleanApp.Application.Channels.Messages;
using CleanApp.Application.Channels.Provider;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Templates;

/// <summary>A template with these values in its places, as the customer would see it; refused for the same reasons as sending it, but its state.</summary>
public sealed record PreviewTemplate(
    Guid ChannelId,
    Guid TemplateId,
    TemplateHeader? Header,
    IReadOnlyList<TemplateParameter>? Body,
    IReadOnlyList<TemplateButton>? Buttons
) : IRequest<RenderedTemplate>;

internal sealed class PreviewTemplateValidator : AbstractValidator<PreviewTemplate>
{
    public PreviewTemplateValidator()
    {
        var values = new InlineValidator<PreviewTemplate>();
        TemplateRules.Values(values, r => r.Header!, r => r.Body, r => r.Buttons);
        Include(values);
    }
}

internal sealed class PreviewTemplateHandler(IChannelsDb db, IWhatsAppTemplates templates) : IRequestHandler<PreviewTemplate, RenderedTemplate>
{
    public async Task<RenderedTemplate> Handle(PreviewTemplate request, CancellationToken ct)
    {
        var template =
            await db.ChannelTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.TemplateId && t.ChannelId == request.ChannelId, ct)
            ?? throw new DomainException(TemplateErrors.NotFound);
        var named = template.HasNamedParameters;
        var shape = templates.Read(template.Components, named);
        var content = new TemplateContent(template.Name, template.Language, request.Header, request.Body, request.Buttons);
        FitTemplate.Require(shape, named, content, "");
        return TemplateFit.Render(shape, named, content);
    }
}
