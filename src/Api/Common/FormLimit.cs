using CleanApp.Application.Common;
using CleanApp.Application.Identity;

namespace CleanApp.Api.Common;

/// <summary>Forms that are open to anybody: what is sent is counted per address, for each of them by itself.</summary>
internal sealed class FormLimit(IAttemptLimiter limiter, RateLimitOptions limits, IClientAddress address) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // By operation: the path itself can be written in many ways.
        var operation = context.HttpContext.GetEndpoint()!.DisplayName;
        var wait = await limiter.TakeAsync(
            $"form|{operation}|{address.Value}",
            limits.FormsPerMinute,
            TimeSpan.FromMinutes(1),
            context.HttpContext.RequestAborted
        );
        return wait is null ? await next(context) : throw new Domain.Common.DomainException(RequestErrors.TooMany) { RetryAfter = wait };
    }
}
