using CleanApp.Application.Channels.Accounts;
using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Messages;

/// <summary>Shows the customer that their message, and what came before it, was read; and, if wanted, that an answer is being written.</summary>
public sealed record MarkRead(Guid ChannelId, Guid MessageId, bool Typing = false) : IRequest<Done>;

internal sealed class MarkReadHandler(IChannelsDb db, IPersonalVault vault, ChannelSecrets secrets, IWhatsApp whatsApp)
    : IRequestHandler<MarkRead, Done>
{
    public async Task<Done> Handle(MarkRead request, CancellationToken ct)
    {
        var channel =
            await db.Channels.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.ChannelId, ct)
            ?? throw new DomainException(ChannelErrors.NotFound);
        var message =
            await db.InboundMessages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.MessageId && m.ChannelId == channel.Id, ct)
            ?? throw new DomainException(MessageErrors.NotFound);
        var box = message.Wamid ?? throw new DomainException(MessageErrors.NotFound);
        var wamid = (await vault.OpenAsync(ct)).Open(box, MessagePlaces.InboundWamid(message.Id));
        try
        {
            await whatsApp.MarkReadAsync(secrets.Access(channel), wamid, request.Typing, ct);
        }
        catch (ProviderException)
        {
            throw new DomainException(ChannelErrors.Unreachable);
        }
        return Done.Value;
    }
}
