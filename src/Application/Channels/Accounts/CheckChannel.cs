using CleanApp.Application.Channels.Provider;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Accounts;

/// <summary>Asks Meta whether token and number work, and notes what it says.</summary>
public sealed record CheckChannel(Guid ChannelId) : IRequest<ChannelView>;

internal sealed class CheckChannelHandler(IChannelsDb db, IUnitOfWork unitOfWork, ChannelSecrets secrets, IWhatsApp whatsApp, TimeProvider clock)
    : IRequestHandler<CheckChannel, ChannelView>
{
    public async Task<ChannelView> Handle(CheckChannel request, CancellationToken ct)
    {
        var channel =
            await db.Channels.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.ChannelId, ct)
            ?? throw new DomainException(ChannelErrors.NotFound);
        ProviderHealth health;
        try
        {
            health = await whatsApp.CheckAsync(secrets.Access(channel), ct);
        }
        catch (ProviderException)
        {
            throw new DomainException(ChannelErrors.Unreachable);
        }
        return await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var row = (await db.LockChannelAsync(request.ChannelId, inner))!;
                row.NoteHealth(
                    health.TokenIsValid,
                    health.TokenExpiresAt,
                    health.DisplayNumber,
                    health.VerifiedName,
                    health.Quality,
                    health.MessagingLimit,
                    health.MessagesPerSecond,
                    clock.GetUtcNow()
                );
                await db.SaveChangesAsync(inner);
                return ChannelViews.Of(row);
            },
            ct
        );
    }
}
