using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Alerts;

/// <summary>Sends one of the caller's browsers something that says it is a test, and tells what its push service answered.</summary>
public sealed record TestDevice(Guid Id) : IRequest<TestDevice.Response>
{
    /// <param name="Test">What the browser is told, so that the page knows its own test again.</param>
    /// <param name="HttpStatus">The service's answer; null: there was none.</param>
    public sealed record Response(Guid Test, PushOutcome Outcome, int? HttpStatus);
}

internal sealed class TestDeviceHandler(
    IInboxDb db,
    IPushService push,
    ISecretBox secrets,
    ITokenSource tokens,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<TestDevice, TestDevice.Response>
{
    public async Task<TestDevice.Response> Handle(TestDevice request, CancellationToken ct)
    {
        var subscription =
            await db.PushSubscriptions.SingleOrDefaultAsync(s => s.Id == request.Id && s.UserId == user.UserId, ct)
            ?? throw new DomainException(AlertErrors.DeviceNotFound);
        var now = clock.GetUtcNow();
        subscription.Test(now);
        await db.SaveChangesAsync(ct);

        var test = Guid.CreateVersion7(now);
        var text = AlertText.Test(test);
        var answer = await push.SendAsync(secrets.OpenTarget(subscription), text, AlertText.Topic(tokens, "test", test), ct);
        if (answer.Outcome == PushOutcome.Gone)
            await db.PushSubscriptions.Where(s => s.Id == subscription.Id).ExecuteDeleteAsync(ct);
        return new TestDevice.Response(test, answer.Outcome, answer.HttpStatus);
    }
}
