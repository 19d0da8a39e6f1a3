using System.Text.Json;
using CleanApp.Application.Common;
using CleanApp.Application.Payments.Charges;
using CleanApp.Application.Payments.Refunds;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Sicredi;

/// <summary>
/// A notification only says where to look: anybody who learns the address can send one, and another customer of the bank can
/// register it for their key. What is recorded comes from the bank's own answer.
/// </summary>
internal sealed class ProcessSicrediWebhook(
    IPaymentsDb db,
    IUnitOfWork unitOfWork,
    IPixBank bank,
    ConfirmCharge confirm,
    RecordLoosePayment loose,
    RecordRefunds refunds,
    TimeProvider clock
) : IWorkHandler
{
    public const string WorkKind = "payments.process_webhook";

    /// <summary>Far above any batch a bank sends; a longer one is cut here and found by the poller.</summary>
    private const int MaxEntries = 1000;

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var webhook = await db.InboundWebhooks.AsNoTracking().SingleAsync(w => w.Id == subjectId, ct);
        if (webhook.ProcessedAt is not null)
            return WorkResult.Finished;
        var account = await db.SicrediAccounts.AsNoTracking().SingleAsync(ct);
        string outcome;
        try
        {
            outcome = await ProcessAsync(account, webhook.Body, ct);
        }
        catch (BankUnavailableException)
        {
            return WorkResult.RunAgainIn(TimeSpan.FromSeconds(5));
        }
        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var row = await db.InboundWebhooks.SingleAsync(w => w.Id == subjectId, inner);
                row.Close(outcome, clock.GetUtcNow());
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        return WorkResult.Finished;
    }

    private async Task<string> ProcessAsync(SicrediAccount account, byte[] body, CancellationToken ct)
    {
        if (Entries(body) is not { Count: > 0 } entries)
            return "not_understood";
        foreach (var (endToEndId, txid, tellsOfRefunds) in entries)
        {
            var charge = txid is null ? null : await db.Charges.AsNoTracking().SingleOrDefaultAsync(c => c.Txid == txid, ct);
            if (charge is not null)
                await confirm.AskAsync(account, charge.Id, charge.Txid, ct);
            else if (endToEndId is not null && await bank.FindPaymentAsync(account, endToEndId, ct) is { } shown)
                await loose.RecordAsync(account, shown, ct);
            if (tellsOfRefunds && endToEndId is not null && await bank.FindPaymentAsync(account, endToEndId, ct) is { } returned)
                await refunds.AllAsync(returned, ct);
        }
        return "processed";
    }

    /// <summary>Tolerant: the standard allows new fields and order, and its own example breaks its schema.</summary>
    private static List<(string? EndToEndId, string? Txid, bool TellsOfRefunds)>? Entries(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("pix", out var pix))
                return null;
            var items = pix.ValueKind == JsonValueKind.Array ? pix.EnumerateArray().ToArray() : [pix];
            return
            [
                .. items
                    .Where(item => item.ValueKind == JsonValueKind.Object)
                    .Take(MaxEntries)
                    .Select(item => (Text(item, "endToEndId", 32), Text(item, "txid", 35), TellsOfRefunds(item))),
            ];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter: half of a surrogate pair, which is JSON but no text.
            return null;
        }
    }

    /// <summary>A Pix is announced again when a refund of it has ended. An array by the schema, one object in the standard's example.</summary>
    private static bool TellsOfRefunds(JsonElement item) =>
        item.TryGetProperty("devolucoes", out var refunds)
        && (refunds.ValueKind == JsonValueKind.Object || (refunds.ValueKind == JsonValueKind.Array && refunds.GetArrayLength() > 0));

    private static string? Text(JsonElement item, string name, int maxLength) =>
        item.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
        && text.Length <= maxLength
        && text.All(char.IsAsciiLetterOrDigit)
            ? text
            : null;
}
