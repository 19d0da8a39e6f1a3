using System.Text.Json.Serialization;

namespace CleanApp.Sandbox.Controls;

/// <summary>What should go wrong. Everything absent or at its default means: behave.</summary>
internal sealed class FaultSet
{
    public WebhookFaults? Webhook { get; set; }
    public List<AnswerFault> Answers { get; set; } = [];

    /// <summary>Seconds; null means the usual 3600.</summary>
    public int? TokenExpiresIn { get; set; }

    public bool TokenRefuse { get; set; }

    /// <summary>GET /pix with horario as an object, as one SDK of the bank types it; the standard says string.</summary>
    public bool HorarioAsObject { get; set; }

    /// <summary>Charges without pixCopiaECola, which the standard allows.</summary>
    public bool OmitCode { get; set; }

    /// <summary>How refunds end: DEVOLVIDO unless this says NAO_REALIZADO.</summary>
    public string? RefundStatus { get; set; }
}

internal sealed class WebhookFaults
{
    /// <summary>How many more times each notification is delivered.</summary>
    public int Duplicate { get; set; }

    public int DelayMs { get; set; }
    public bool Drop { get; set; }

    /// <summary>How many Pix of other people travel in the same body.</summary>
    public int Batch { get; set; }

    /// <summary>Holds a notification until the next one of the same key, which then goes first.</summary>
    public bool Reorder { get; set; }

    /// <summary>Holds notifications until POST /sandbox/webhooks/release.</summary>
    public bool Late { get; set; }

    public int? Attempts { get; set; }
    public int? RetryDelayMs { get; set; }
}

internal sealed class AnswerFault
{
    /// <summary>Method and the start of the path, such as <c>PUT /api/v2/cob</c>; <c>*</c> for any method.</summary>
    public string Match { get; set; } = "";

    /// <summary>How many calls it hits; null hits every one until the reset.</summary>
    public int? Times { get; set; }

    public int DelayMs { get; set; }
    public int DelayAfterEffectMs { get; set; }
    public int? Status { get; set; }
    public bool DropConnectionBefore { get; set; }
    public bool DropConnectionAfterEffect { get; set; }
    public bool Malformed { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Hits { get; set; }

    internal bool Matches(string method, string path)
    {
        var parts = Match.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 2
            && (parts[0] == "*" || parts[0].Equals(method, StringComparison.OrdinalIgnoreCase))
            && path.StartsWith(parts[1], StringComparison.Ordinal);
    }
}
