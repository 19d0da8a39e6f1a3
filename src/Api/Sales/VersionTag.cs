using System.Globalization;
using System.Text.RegularExpressions;
using CleanApp.Application.Sales.LeadForms;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Application.Sales.Proposals;
using CleanApp.Domain.Sales;

namespace CleanApp.Api.Sales;

/// <summary>A version as HTTP has it: <c>ETag: "v3"</c> in answers, <c>If-Match: "v3"</c> from whoever changes what they saw.</summary>
internal static partial class VersionTag
{
    public const string IfMatch = "If-Match";

    /// <summary>What no version is: somebody who sends a tag that was never given has not seen the thing.</summary>
    private static readonly SeenVersion Never = new(0);

    /// <returns>Null when any will do.</returns>
    public static SeenVersion? Read(string? ifMatch) =>
        ifMatch is null or "*" ? null
        : Tag().Match(ifMatch) is { Success: true, Groups: [_, var digits] }
        && int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new SeenVersion(version)
        : Never;

    /// <summary>Weak as well: so a proxy that compresses answers makes it.</summary>
    [GeneratedRegex("^(?:W/)?\"v([0-9]{1,9})\"$")]
    private static partial Regex Tag();

    public static async ValueTask<object?> WriteAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        int? version = (result as IValueHttpResult)?.Value switch
        {
            OpportunitySummary opportunity => opportunity.Version,
            ProposalDetails proposal => proposal.Edition,
            LeadFormView form => form.Version,
            _ => null,
        };
        if (version is { } seen)
            context.HttpContext.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"v{seen}\"");
        return result;
    }
}
