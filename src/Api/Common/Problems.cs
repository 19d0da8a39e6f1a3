using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using CleanApp.Domain.Common;
using CleanApp.Infrastructure.Persistence;
using FluentValidation;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace CleanApp.Api.Common;

/// <summary>Every failure leaves as application/problem+json with a stable <c>code</c> and a <c>traceId</c>; the same in every environment.</summary>
internal static class Problems
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddExceptionHandler<ProblemWriter>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        // Before the default writer, which writes nothing for a caller whose Accept names no JSON.
        services.AddSingleton<IProblemDetailsWriter, ProblemJson>();
        return services.AddProblemDetails();
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
            >= 400 and < 500 => "request.refused",
            _ => "service.failed",
        };

    /// <summary>What to do about it, for the same answers.</summary>
    public static string DetailOf(int status) =>
        status switch
        {
            400 => "The request is not what this operation takes.",
            401 => "Sign in: the access token is missing, wrong or has ended.",
            403 => "Your role in this company does not allow this.",
            404 => "There is nothing at this address.",
            405 => "This address does not take this method.",
            406 => "This is not available in the form asked for.",
            413 => "The body is larger than allowed.",
            415 => "The body must be what this operation takes: JSON, or a form where it takes files.",
            429 => "Too many requests; wait a moment.",
            503 => "A part of the service is away; try again in a moment.",
            >= 400 and < 500 => "The request was refused.",
            _ => "Something went wrong on our side; nothing was changed.",
        };

    public const string WrongParameter = "A parameter has the wrong form.";
    public const string WrongForm = "Has the wrong form.";

    /// <summary>The one switch from kind to status.</summary>
    public static int StatusOf(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.Invalid or ErrorKind.Refused => 422,
            ErrorKind.NotFound => 404,
            ErrorKind.Conflict => 409,
            ErrorKind.Stale => 412,
            ErrorKind.Unauthenticated => 401,
            ErrorKind.Forbidden => 403,
            ErrorKind.TooMany => 429,
            ErrorKind.Unavailable => 503,
            _ => 500,
        };
}

/// <summary>Writes every problem, whatever the caller accepts: an answer it did not ask for tells it more than none.</summary>
internal sealed class ProblemJson(Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        var status = problem.Status ??= http.Response.StatusCode;
        problem.Type ??= "about:blank";
        problem.Title ??= Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
        if (status == 400 && problem.Detail is null && Unreadable(http) is { Count: > 0 } errors)
            (problem.Detail, problem.Extensions["errors"]) = (Problems.WrongParameter, errors);
        problem.Detail ??= Problems.DetailOf(status);
        problem.Extensions.TryAdd("code", Problems.CodeOf(status));
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        return new(http.Response.WriteAsJsonAsync(problem, json.Value.SerializerOptions, "application/problem+json", http.RequestAborted));
    }

    /// <summary>The generated binding refuses an optional parameter that it cannot read without saying which.</summary>
    private static Dictionary<string, string[]> Unreadable(HttpContext http) =>
        (http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
            .Where(p => p.HasTryParse && !IsReadable(p.ParameterInfo.ParameterType, http.Request.Query[p.Name].ToString()))
            .ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name), _ => new[] { Problems.WrongForm });

    private static bool IsReadable(Type type, string text) =>
        text.Length == 0 || System.ComponentModel.TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(type) ?? type).IsValid(text);
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
            DomainException e => Of(e),
            ValidationException e => Invalid(e),
            BadHttpRequestException e => Malformed(e),
            // A union that does not say which of its kinds it is: the reader's one refusal that is no JsonException.
            NotSupportedException { Source: "System.Text.Json" } e => Malformed(
                new BadHttpRequestException(e.Message, new JsonException(e.Message, ReaderPath().Match(e.Message).Groups[1].Value, null, null))
            ),
            _ when DatabaseFailures.Find(exception) is { } error => Of(error),
            _ => Problem(500, "service.failed", Problems.DetailOf(500)),
        };

    private static ProblemDetails Of(DomainException e)
    {
        var problem = Of(e.Error);
        foreach (var (name, value) in e.Offer ?? new Dictionary<string, object>())
            problem.Extensions[name] = value;
        return problem;
    }

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
        var problem = Problem(e.StatusCode, Problems.CodeOf(e.StatusCode), Problems.DetailOf(e.StatusCode));
        if (e.InnerException is JsonException json)
        {
            problem.Detail = "The body is not the JSON this operation takes.";
            if (FieldErrors(json) is { Count: > 0 } errors)
                problem.Extensions["errors"] = errors;
        }
        else if (BoundParameter().Match(e.Message) is { Success: true } parameter)
        {
            problem.Detail = Problems.WrongParameter;
            problem.Extensions["errors"] = new Dictionary<string, string[]> { [FieldName(parameter.Groups[1].Value)] = [Problems.WrongForm] };
        }
        return problem;
    }

    /// <summary>The reader says which field it stumbled over partly by path, partly in its sentence.</summary>
    private static Dictionary<string, string[]> FieldErrors(JsonException e)
    {
        const int longestName = 200;
        var path = e.Path is { Length: > 2 and <= longestName } p ? p[1..].TrimStart('.') : "";
        var missing = MissingProperties().Match(e.Message);
        if (missing.Success)
            return missing
                .Groups[1]
                .Value.Split(',', StringSplitOptions.TrimEntries)
                .Select(name => name.Trim('\'', '"'))
                .ToDictionary(name => path.Length > 0 ? $"{path}.{name}" : name, _ => new[] { "Is required." });
        if (path.Length == 0 && NamedProperty().Match(e.Message) is { Success: true, Groups: [_, { Length: <= longestName } name] })
            path = name.Value;
        return path.Length > 0 ? new() { [path] = ["Has the wrong type or form, or is not known."] } : [];
    }

    private static ProblemDetails Problem(int status, string code, string detail) =>
        new()
        {
            Status = status,
            Detail = detail,
            Extensions = { ["code"] = code },
        };

    private static string FieldName(string propertyName) => string.Join('.', propertyName.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    [GeneratedRegex(@"Path: (\S+) \|")]
    private static partial Regex ReaderPath();

    [GeneratedRegex("including: (.+?)\\.?$")]
    private static partial Regex MissingProperties();

    [GeneratedRegex("(?:parameter|property) '([^']+)'")]
    private static partial Regex NamedProperty();

    [GeneratedRegex("parameter \"\\S+ (\\w+)\" from ")]
    private static partial Regex BoundParameter();
}
