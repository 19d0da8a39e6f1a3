using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Common;

/// <summary>Keyset paging, the same on every list.</summary>
/// <param name="After">The previous page's <c>next</c>; leave out for the first page.</param>
/// <param name="Limit">Rows per page, 1 to 200.</param>
internal readonly record struct Paging([property: FromQuery(Name = "after")] string? After, [property: FromQuery(Name = "limit")] int? Limit)
{
    private static readonly Error LimitInvalid = new("request.limit.invalid", ErrorKind.Invalid, $"The limit must be between 1 and {PageLimit.Max}.");

    /// <exception cref="DomainException">Out of range.</exception>
    public int Rows => Limit is null or (>= 1 and <= PageLimit.Max) ? Limit ?? PageLimit.Default : throw new DomainException(LimitInvalid);
}

/// <summary>What an operation may answer besides its results; the document is made from it.</summary>
internal sealed record Failures(params int[] Statuses);

internal static class EndpointExtensions
{
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder builder, params int[] statuses) => builder.WithMetadata(new Failures(statuses));
}
