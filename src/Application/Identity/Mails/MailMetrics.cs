using System.Diagnostics.Metrics;

namespace CleanApp.Application.Identity.Mails;

/// <summary>What this process did about mails, in figures for operators: never to whom.</summary>
public sealed class MailMetrics
{
    public const string MeterName = "CleanApp.Mail";
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _sending;

    public MailMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _attempts = meter.CreateCounter<long>("cleanapp.mail.send_attempts", null, "Mails offered to the mail server, by what became of them.");
        _sending = meter.CreateHistogram<double>("cleanapp.mail.send_duration", "s", "How long the mail server takes for one.");
    }

    public void Attempted(MailOutcome outcome, TimeSpan after)
    {
        var word = outcome.Result switch
        {
            MailResult.Accepted => "accepted",
            MailResult.Refused => "refused",
            _ => "not_now",
        };
        _attempts.Add(1, new KeyValuePair<string, object?>("outcome", word));
        _sending.Record(after.TotalSeconds);
    }
}
