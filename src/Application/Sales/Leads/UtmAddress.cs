using System.Net;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Leads;

/// <summary>What the address of a page says of the campaign it was reached by: <c>utm_source</c> and its kin in the query.</summary>
internal static class UtmAddress
{
    /// <returns>Null when it says nothing, or is no address.</returns>
    public static UtmTags? Read(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Query.Length < 2)
            return null;
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in uri.Query[1..].Split('&'))
            if (
                pair.Split('=', 2) is [var name, var value]
                && WebUtility.UrlDecode(value).Trim() is { Length: > 0 } text
                && !text.Any(char.IsControl)
            )
                said.TryAdd(name, text.Length > 200 ? text[..200] : text);
        var tags = new UtmTags(Of("utm_source"), Of("utm_medium"), Of("utm_campaign"), Of("utm_term"), Of("utm_content"));
        return tags == new UtmTags() ? null : tags;

        string? Of(string name) => said.GetValueOrDefault(name);
    }
}
