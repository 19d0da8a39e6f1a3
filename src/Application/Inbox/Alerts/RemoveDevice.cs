using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Alerts;

/// <summary>One of the caller's browsers is told nothing any more.</summary>
public sealed record RemoveDevice(Guid Id) : ICommand<Done>;

internal sealed class RemoveDeviceHandler(IInboxDb db, IUserContext user) : IRequestHandler<RemoveDevice, Done>
{
    public async Task<Done> Handle(RemoveDevice request, CancellationToken ct)
    {
        if (await db.PushSubscriptions.Where(s => s.Id == request.Id && s.UserId == user.UserId).ExecuteDeleteAsync(ct) == 0)
            throw new DomainException(AlertErrors.DeviceNotFound);
        return Done.Value;
    }
}
