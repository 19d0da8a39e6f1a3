using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CleanApp.Application.Common;
using CleanApp.Application.Common.Pdf;
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
                        JsonSerializer.Serialize(json, Plain(field.Value));
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

    /// <summary>For the person to read: Portuguese, amounts and the company's local time as people write them.</summary>
    public byte[] ToPdf()
    {
        var created = Calendar.ToLocal(CreatedAt);
        var pdf = new PdfWriter($"Seus dados pessoais – {CompanyName}", created, $"{CompanyName} · dados pessoais · {Shown(created)}")
            .Title("Seus dados pessoais")
            .Paragraph($"Tudo o que {CompanyName} guarda sobre você na data deste documento.", PdfTone.Quiet)
            .Space(6)
            .Rows([
                new PdfRow("Empresa", CompanyName),
                new PdfRow("Número do cadastro", ContactId.ToString()),
                new PdfRow("Emitido em", Shown(created)),
            ]);
        foreach (var section in Sections)
        {
            pdf.Heading(section.Title);
            foreach (var row in section.Rows)
                pdf.Rows(row.Select(field => new PdfRow(field.Label, field.Shown ?? Shown(field.Value))));
        }
        return pdf.Heading("Sobre este documento")
            .Paragraph(
                $"Este documento foi entregue por {CompanyName} à pessoa titular dos dados, ou a quem a representa, em atendimento aos direitos de "
                    + "acesso e de portabilidade da Lei Geral de Proteção de Dados Pessoais (Lei nº 13.709/2018, LGPD, art. 18, II e V)."
            )
            .Paragraph(
                $"Datas e horas seguem o fuso {Calendar.TimeZone}. Um traço (—) quer dizer que a informação não consta. No lugar de um sinal que "
                    + "esta fonte não tem, como um emoji, aparece um ponto de interrogação; o arquivo JSON, que pode ser pedido à empresa e serve a outro "
                    + "sistema, traz os mesmos dados letra por letra."
            )
            .Paragraph("Este documento contém dados pessoais por inteiro: guarde-o em lugar seguro.")
            .ToBytes();
    }

    private static object? Plain(object? value) =>
        value switch
        {
            DateTimeOffset at => at.UtcDateTime,
            Money money => money.ToString(),
            _ => value,
        };

    private string Shown(object? value) =>
        value switch
        {
            null or "" => "—",
            true => "sim",
            false => "não",
            DateTimeOffset at => Calendar.ToLocal(at).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture),
            Money money => BrazilianFormat.Of(money),
            decimal number => BrazilianFormat.Of(number),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
}
