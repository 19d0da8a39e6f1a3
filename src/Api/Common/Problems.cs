using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using CleanApp.Domain.Common;
using CleanApp.Infrastructure.Persistence;
using FluentValidation;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Common;

/// <summary>Every failure leaves as application/problem+json with a stable <c>code</c> and a <c>traceId</c>; the same in every environment.</summary>
internal static class Problems
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddExceptionHandler<ProblemWriter>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context =>
            {
                var problem = context.ProblemDetails;
                problem.Extensions.TryAdd("code", CodeOf(problem.Status ?? context.HttpContext.Response.StatusCode));
                problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
            }
        );
    }

    /// <summary>For answers that no use case gave: routing, authentication, limits.</summary>
    public static string CodeOf(int status) =>
        status switch
        {
            400 => "request.malformed",
            401 => "auth.required",
            403 => "auth.forbidden",
            404 => "request.not_found",
            405 => "request.method_not_allowed",
            406 => "request.not_acceptable",
            413 => "request.too_large",
            415 => "request.unsupported_media_type",
            429 => "request.too_many",
            503 => "service.unavailable",
            _ => "service.failed",
        };

    /// <summary>The one switch from kind to status.</summary>
    public static int StatusOf(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.Invalid or ErrorKind.Refused => 422,
            ErrorKind.NotFound => 404,
            ErrorKind.Conflict => 409,
            ErrorKind.Unauthenticated => 401,
            ErrorKind.Forbidden => 403,
            ErrorKind.TooMany => 429,
            ErrorKind.Unavailable => 503,
            _ => 500,
        };
}

internal sealed partial class ProblemWriter(IProblemDetailsService problems, ILogger<ProblemWriter> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken ct)
    {
        if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = 499;
            return true;
        }
        var problem = Describe(exception);
        if (problem.Status >= 500)
            logger.LogError(exception, "{Code}", problem.Extensions["code"]);
        if (exception is DomainException { RetryAfter: { } wait })
            http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
                .ToString(System.Globalization.CultureInfo.InvariantCulture);
        else if (problem.Status == 503)
            http.Response.Headers.RetryAfter = "2";
        http.Response.StatusCode = problem.Status!.Value;
        await problems.WriteAsync(new ProblemDetailsContext { HttpContext = http, ProblemDetails = problem });
        return true;
    }

    private static ProblemDetails Describe(Exception exception) =>
        exception switch
        {
            DomainException e => Of(e.Error),
            ValidationException e => Invalid(e),
            BadHttpRequestException e => Malformed(e),
            _ when DatabaseFailures.Find(exception) is { } error => Of(error),
            _ => Problem(500, "service.failed", "Something went wrong on our side; nothing was changed."),
        };

    private static ProblemDetails Of(Error error) => Problem(Problems.StatusOf(error.Kind), error.Code, error.Message);

    private static ProblemDetails Invalid(ValidationException e)
    {
        var problem = Problem(422, "request.invalid", "Some fields are not right.");
        problem.Extensions["errors"] = e
            .Errors.GroupBy(f => FieldName(f.PropertyName))
            .ToDictionary(g => g.Key, g => g.Select(f => f.ErrorMessage).Distinct().ToArray());
        // A rule with a code of its own (a common password) lends it to the whole, so clients can react to it.
        if (
            e.Errors.Select(f => f.ErrorCode).Where(c => c?.StartsWith("identity.", StringComparison.Ordinal) == true).Distinct().ToArray()
            is [{ } own]
        )
            problem.Extensions["code"] = own;
        return problem;
    }

    private static ProblemDetails Malformed(BadHttpRequestException e)
    {
        var problem = Problem(
            e.StatusCode,
            Problems.CodeOf(e.StatusCode),
            e.StatusCode == 413 ? "The body is larger than allowed." : "The request is not what this operation takes."
        );
        if (e.InnerException is JsonException json)
        {
            problem.Detail = "The body is not the JSON this operation takes.";
            var missing = MissingProperties().Match(json.Message);
            if (missing.Success)
                problem.Extensions["errors"] = missing
                    .Groups[1]
                    .Value.Split(',', StringSplitOptions.TrimEntries)
                    .ToDictionary(name => name.Trim('\'', '"'), _ => new[] { "Is required." });
            else if (json.Path is { Length: > 2 } path)
                problem.Extensions["errors"] = new Dictionary<string, string[]> { [path[2..]] = ["Has the wrong type or form, or is not known."] };
        }
        return problem;
    }

    private static ProblemDetails Problem(int status, string code, string detail) =>
        new()
        {
            Status = status,
            Title = Enum.IsDefined((System.Net.HttpStatusCode)status) ? ((System.Net.HttpStatusCode)status).ToString() : "Error",
            Detail = detail,
            Extensions = { ["code"] = code },
        };

    private static string FieldName(string propertyName) => string.Join('.', propertyName.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    [GeneratedRegex("including: (.+?)\\.?$")]
    private static partial Regex MissingProperties();
}
