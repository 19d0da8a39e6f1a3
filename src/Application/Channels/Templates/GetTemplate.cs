using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Templates;

/// <summary>One template: its state, its texts and the places in them.</summary>
public sealed record GetTemplate(Guid ChannelId, Guid TemplateId) : IRequest<TemplateView>;

internal sealed class GetTemplateHandler(IChannelsDb db, TemplateViews views) : IRequestHandler<GetTemplate, TemplateView>
{
    public async Task<TemplateView> Handle(GetTemplate request, CancellationToken ct) =>
        views.Of(
            await db.ChannelTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.TemplateId && t.ChannelId == request.ChannelId, ct)
                ?? throw new DomainException(TemplateErrors.NotFound)
        );
}
