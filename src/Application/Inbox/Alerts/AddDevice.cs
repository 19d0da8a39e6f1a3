using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Alerts;

/// <summary>Has a browser told while no page is open; one that is known already is from now on the caller's.</summary>
/// <param name="Name">As its owner recognises it: <c>Chrome, Windows</c>.</param>
/// <param name="Endpoint">Where its push service takes what is for it: https, a public host, up to 1,000 characters.</param>
/// <param name="P256dh">Its public key; 65 bytes in base64url.</param>
/// <param name="Auth">Its secret; 16 bytes in base64url.</param>
public sealed record AddDevice(string Name, string Endpoint, string P256dh, string Auth) : ICommand<AddDevice.Response>
{
    public sealed record Response(Guid Id);
}

internal sealed class AddDeviceValidator : AbstractValidator<AddDevice>
{
    public AddDeviceValidator()
    {
        RuleFor(r => r.Name).Name(60);
        RuleFor(r => r.Endpoint).NotEmpty().MaximumLength(1000);
        RuleFor(r => r.P256dh).NotEmpty().MaximumLength(100);
        RuleFor(r => r.Auth).NotEmpty().MaximumLength(40);
    }
}

internal sealed class AddDeviceHandler(IInboxDb db, IPushService push, ISecretBox secrets, ITokenSource tokens, IUserContext user, TimeProvider clock)
    : IRequestHandler<AddDevice, AddDevice.Response>
{
    /// <summary>Of one person.</summary>
    private const int Most = 20;

    public async Task<AddDevice.Response> Handle(AddDevice request, CancellationToken ct)
    {
        var target = new PushTarget(request.Endpoint, request.P256dh, request.Auth);
        if (!push.IsAllowed(target.Endpoint))
            throw new DomainException(AlertErrors.EndpointNotAllowed);
        if (!push.AreKeys(target))
            throw new DomainException(AlertErrors.KeysInvalid);
        var hash = tokens.Hash(target.Endpoint);
        var subscription = await db.LockSubscriptionAsync(hash, ct);
        if (subscription is null)
        {
            if (await db.PushSubscriptions.CountAsync(s => s.UserId == user.UserId, ct) >= Most)
                throw new DomainException(AlertErrors.TooManyDevices);
            var now = clock.GetUtcNow();
            subscription = PushSubscription.Create(Guid.CreateVersion7(now), hash, now);
            db.PushSubscriptions.Add(subscription);
        }
        var box = secrets.Seal(System.Text.Json.JsonSerializer.Serialize(target), Devices.Place(subscription.Id));
        subscription.BelongTo(user.UserId, user.SessionId, request.Name, box);
        await db.SaveChangesAsync(ct);
        return new AddDevice.Response(subscription.Id);
    }
}

internal static class Devices
{
    public static string Place(Guid subscriptionId) => $"push_subscriptions|target|{subscriptionId:N}";

    public static PushTarget OpenTarget(this ISecretBox secrets, PushSubscription subscription) =>
        System.Text.Json.JsonSerializer.Deserialize<PushTarget>(secrets.Open(subscription.Target, Place(subscription.Id)))!;
}
