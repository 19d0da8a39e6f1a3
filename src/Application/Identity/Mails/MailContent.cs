using System.Net;
using System.Text;
using System.Text.Json;
using CleanApp.Application.Common;

namespace CleanApp.Application.Identity.Mails;

/// <summary>What is sealed of a mail until it is sent.</summary>
/// <param name="Paragraphs">Plain text.</param>
/// <param name="Company">In whose name it is written; null: the product's own.</param>
internal sealed record MailContent(
    string To,
    string? ToName,
    string? Company,
    string Subject,
    IReadOnlyList<string> Paragraphs,
    string? Action = null,
    string? Url = null
)
{
    private const string Product = "CleanApp";

    public byte[] Seal(ICompanyKeys keys, Guid mailId) => keys.Seal(JsonSerializer.Serialize(this), Place(mailId));

    public static MailContent Open(ICompanyKeys keys, byte[] box, Guid mailId) =>
        JsonSerializer.Deserialize<MailContent>(keys.Open(box, Place(mailId)))!;

    public OutgoingMail ToOutgoing(Guid id) => new(id, To, ToName, Company is null ? Product : $"{Company} ({Product})", Subject, Text(), Html());

    /// <summary>The address stands alone on its line, where every mail program makes a link of it.</summary>
    private string Text()
    {
        var text = new StringBuilder(Greeting).Append("\n\n").AppendJoin("\n\n", Paragraphs);
        if (Url is not null)
            text.Append("\n\n").Append(Action).Append(":\n").Append(Url);
        return text.Append("\n\n-- \n").Append(Company ?? Product).Append('\n').ToString();
    }

    /// <summary>No picture, no font, nothing that is fetched: opening it tells nobody.</summary>
    private string Html()
    {
        var html = new StringBuilder(
            """
            <!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
            <body style="margin:0;padding:24px 16px;background:#f4f5f7;color:#1c2026;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
            <div style="max-width:520px;margin:0 auto;padding:28px;background:#fff;border:1px solid #dfe2e7;border-radius:8px">
            """
        );
        html.Append($"<p style=\"margin:0 0 20px;color:#5a6270;font-size:14px\">{Safe(Company ?? Product)}</p>");
        foreach (var paragraph in Paragraphs.Prepend(Greeting))
            html.Append($"<p style=\"margin:0 0 16px\">{Safe(paragraph)}</p>");
        if (Url is not null)
        {
            var url = Safe(Url);
            html.Append(
                    $"<p style=\"margin:24px 0\"><a href=\"{url}\" style=\"display:inline-block;padding:12px 20px;background:#0b6b5c;color:#fff;border-radius:6px;text-decoration:none;font-weight:600\">{Safe(Action!)}</a></p>"
                )
                .Append(
                    $"<p style=\"margin:0;color:#5a6270;font-size:13px\">Se o botão não funcionar, copie este endereço:<br><a href=\"{url}\" style=\"color:#085a4d;word-break:break-all\">{url}</a></p>"
                );
        }
        return html.Append("</div></body></html>\n").ToString();
    }

    private string Greeting => string.IsNullOrWhiteSpace(ToName) ? "Olá!" : $"Olá, {ToName.Trim()}!";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);

    private static SealedPlace Place(Guid mailId) => new("mails", "content", mailId);
}
