using System.Text.Json;
using CleanApp.Domain.Common;
using MediatR;

namespace CleanApp.Application.Common.Behaviours;

/// <summary>The caller's Idempotency-Key, already bound to user, method and route; null when none was sent.</summary>
public interface IIdempotencyKey
{
    string? Value { get; }
}

/// <summary>Keeps the answers of commands; all calls are part of the command's transaction.</summary>
public interface IIdempotencyStore
{
    /// <summary>The key, and what was answered to it before.</summary>
    Task<IdempotencyClaim> ClaimAsync(string key, CancellationToken ct);
    Task StoreAsync(string key, string requestHash, string response, CancellationToken ct);
}

/// <param name="IsOurs">False while another transaction holds the key: its outcome is open, and waiting for it would hold a connection.</param>
public sealed record IdempotencyClaim(bool IsOurs, (string RequestHash, string Response)? Stored);

/// <summary>Same key, same request: the stored answer. Same key, other request: refused. Twin still running: refused for now.</summary>
internal sealed class IdempotencyBehaviour<TRequest, TResponse>(IIdempotencyKey key, IIdempotencyStore store, ITokenSource tokens)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        if (key.Value is not { } value)
            return await next();
        var claim = await store.ClaimAsync(value, ct);
        if (!claim.IsOurs)
            throw new DomainException(CommonErrors.IdempotencyKeyRunning) { RetryAfter = TimeSpan.FromSeconds(1) };
        // Keyed: whoever has only the database must not be able to try what a request may have said, such as all CPFs.
        var hash = tokens.Derive("idempotency", JsonSerializer.Serialize(request));
        if (claim.Stored is { } stored)
        {
            if (stored.RequestHash != hash)
                throw new DomainException(CommonErrors.IdempotencyKeyReused);
            return JsonSerializer.Deserialize<TResponse>(stored.Response)!;
        }
        var response = await next();
        await store.StoreAsync(value, hash, JsonSerializer.Serialize(response), ct);
        return response;
    }
}
