using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Common;

namespace CleanApp.Application.Privacy.DataSubjects;

/// <summary>A person's data as it is handed out.</summary>
public sealed record PersonalDataDocument(
    string CompanyName,
    BusinessCalendar Calendar,
    Guid ContactId,
    DateTimeOffset CreatedAt,
    IReadOnlyList<DataSection> Sections
)
{
    /// <summary>For another system: <c>{"company", "contactId", "createdAt", "sections": {"tickets": [{…}]}}</c>, times in UTC.</summary>
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                stream,
                new JsonWriterOptions
                {
                    Indented = true,
                    Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement),
                }
            )
        )
        {
            json.WriteStartObject();
            json.WriteString("company", CompanyName);
            json.WriteString("contactId", ContactId);
            json.WriteString("createdAt", CreatedAt.UtcDateTime);
            json.WriteStartObject("sections");
            foreach (var section in Sections)
            {
                json.WriteStartArray(section.Name);
                foreach (var row in section.Rows)
                {
                    json.WriteStartObject();
                    foreach (var field in row)
                    {
                        json.WritePropertyName(field.Name);
                        JsonSerializer.Serialize(json, field.Value is DateTimeOffset at ? at.UtcDateTime : field.Value);
                    }
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }
}
