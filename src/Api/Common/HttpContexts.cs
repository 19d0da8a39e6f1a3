using System.Net;
using System.Net.Sockets;
using CleanApp.Application.Common;
using CleanApp.Application.Common.Behaviours;
using CleanApp.Application.Identity;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using CleanApp.Infrastructure.Security;

namespace CleanApp.Api.Common;

internal sealed class HttpUserContext(IHttpContextAccessor accessor) : IUserContext
{
    public Guid UserId => UserIdOrNone ?? throw new InvalidOperationException("Nobody is signed in.");

    public Guid? UserIdOrNone => accessor.HttpContext?.User.FindFirst("sub")?.Value is { } sub ? Guid.Parse(sub) : null;

    public Guid SessionId => Guid.Parse(accessor.HttpContext!.User.FindFirst(AccessTokenClaims.Session)!.Value);

    public bool May(string permission) => accessor.HttpContext?.User.May(permission) == true;
}

/// <summary>The header's value, bound to tenant (by its row), user, method and route, so a key means one request of one person.</summary>
internal sealed class HttpIdempotencyKey(IHttpContextAccessor accessor, IUserContext user, ITokenSource tokens) : IIdempotencyKey
{
    public const string Header = "Idempotency-Key";
    private const int MaxLength = 200;

    public string? Value
    {
        get
        {
            var http = accessor.HttpContext;
            if (http is null || user.UserIdOrNone is not { } userId || !http.Request.Headers.TryGetValue(Header, out var values))
                return null;
            if (values is not [{ Length: > 0 and <= MaxLength } key] || key.Any(c => c is < ' ' or > '~'))
                throw new DomainException(RequestErrors.IdempotencyKeyMalformed);
            return tokens.Hash($"{userId:N}|{http.Request.Method}|{http.Request.Path.Value}|{key}");
        }
    }
}

internal sealed class HttpClientAddress(IHttpContextAccessor accessor) : IClientAddress
{
    private const string None = "local";

    public string Value => Address is { } address ? Subscriber(address) : None;

    public string Whole => Address?.ToString() ?? None;

    private IPAddress? Address =>
        accessor.HttpContext?.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
            ? mapped.MapToIPv4()
            : accessor.HttpContext?.Connection.RemoteIpAddress;

    /// <summary>An IPv6 subscriber has a whole /64 to come from, and counts as one.</summary>
    private static string Subscriber(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }
}

internal sealed class HttpClientDevice(IHttpContextAccessor accessor) : IClientDevice
{
    public Device Value => Device.Of(accessor.HttpContext?.Request.Headers.UserAgent.ToString());
}

internal static class RequestErrors
{
    public static readonly Error IdempotencyKeyMalformed = new(
        "request.idempotency_key.malformed",
        ErrorKind.Invalid,
        "The Idempotency-Key must have 1 to 200 printable ASCII characters."
    );
    public static readonly Error TooMany = new("request.too_many", ErrorKind.TooMany, "Too many requests; wait a moment.");
}
