using CleanApp.Sandbox.Controls;
using CleanApp.Sandbox.Psp;

namespace CleanApp.Sandbox.Mail;

internal static class MailControls
{
    private const int MostListed = 200;

    public static void MapMailControls(this IEndpointRouteBuilder app)
    {
        var mail = app.MapGroup("/sandbox/mail/messages");
        mail.MapGet(
            "",
            (MailStore store, string? to, int? limit) =>
                ControlJson.Items(store.List(to, Math.Clamp(limit ?? MostListed, 1, MostListed)).Select(Describe))
        );
        mail.MapGet("/{index:int}.html", Html);
        mail.MapGet("/{index:int}.eml", Raw);
        mail.MapDelete("", Clear);
        var faults = app.MapGroup("/sandbox/mail/faults");
        faults.MapGet("", (MailStore store, string? to) => Results.Json(store.Get(to), PspEndpoints.Json));
        faults.MapPut("", PutFault);
        faults.MapDelete("", ResetFaults);
    }

    private static IResult Html(HttpContext http, MailStore store, int index)
    {
        if (store.Find(index) is not { } mail)
            return NoMail();
        // As a mail program shows it: no script, nothing fetched; links open beside.
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Text(mail.Html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    private static IResult Raw(MailStore store, int index) =>
        store.Find(index) is { } mail ? Results.Bytes(mail.Raw, "message/rfc822", $"{index}.eml") : NoMail();

    private static IResult Clear(MailStore store, string? to)
    {
        store.Clear(to);
        return Results.NoContent();
    }

    private static async Task<IResult> PutFault(HttpContext http, MailStore store, string? to)
    {
        var body = await ControlJson.ReadAsync(http.Request);
        if (ChargeRequest.Text(body?["effect"]) is not { } effect || !MailFault.All.Contains(effect))
            return ControlJson.Problem(400, "sandbox.request.invalid", $"effect is one of: {string.Join(", ", MailFault.All)}.");
        int? times = null;
        if (body!["times"] is { } given)
        {
            if (given.GetValueKind() != System.Text.Json.JsonValueKind.Number || !given.AsValue().TryGetValue<int>(out var number) || number < 1)
                return ControlJson.Problem(400, "sandbox.request.invalid", "times is optional, from 1.");
            times = number;
        }
        store.Put(to, new MailFault { Effect = effect, Times = times });
        return Results.NoContent();
    }

    private static IResult ResetFaults(MailStore store, string? to)
    {
        store.Reset(to);
        return Results.NoContent();
    }

    private static IResult NoMail() => ControlJson.Problem(404, "sandbox.mail.not_found", "No such mail.");

    private static Dictionary<string, object?> Describe(ReceivedMail mail) =>
        new()
        {
            ["index"] = mail.Index,
            ["receivedAt"] = Wire.Time(mail.ReceivedAt),
            ["to"] = mail.To,
            ["from"] = mail.From,
            ["messageId"] = mail.MessageId,
            ["subject"] = mail.Subject,
            ["text"] = mail.Text,
            ["links"] = mail.Links,
            ["encrypted"] = mail.Encrypted,
            ["signedInAs"] = mail.SignedInAs,
        };
}
