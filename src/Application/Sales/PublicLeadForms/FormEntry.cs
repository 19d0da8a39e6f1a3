using System.Text.Json;
using System.Text.Json.Serialization;
using CleanApp.Application.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.PublicLeadForms;

/// <summary>What somebody has sent by a form, as the lead's history keeps it: sealed, and gone with the person.</summary>
/// <param name="Name">What they call themselves, where the person is not known by it; so with telephone and e-mail. Nobody has proved any of it.</param>
/// <param name="Campaign">What the address said by which they came to the form.</param>
/// <param name="From">The site they came from: <c>https://example.com</c>.</param>
/// <param name="Notice">What they were told would become of it.</param>
public sealed record FormEntry(string? Name, string? Phone, string? Email, string? Message, UtmTags? Campaign, string? From, string Notice)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    internal byte[] Seal(ICompanyKeys keys, Guid eventId) => keys.Seal(JsonSerializer.Serialize(this, Json), SalesPlaces.LeadWords(eventId));

    /// <returns>Null once the person was anonymised.</returns>
    internal static FormEntry? Of(ICompanyKeys keys, LeadEvent sent) =>
        sent.Content is { } box ? JsonSerializer.Deserialize<FormEntry>(keys.Open(box, SalesPlaces.LeadWords(sent.Id)), Json) : null;

    /// <summary>In lines, for whoever reads it as part of everything that is kept of them.</summary>
    internal string ToText() =>
        string.Join(
            '\n',
            new[] { Name, Phone, Email, Message, From, Notice }
                .Concat([Campaign?.Source, Campaign?.Medium, Campaign?.Name, Campaign?.Term, Campaign?.Content])
                .OfType<string>()
        );
}
