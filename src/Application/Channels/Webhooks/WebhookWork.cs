namespace CleanApp.Application.Channels.Webhooks;

/// <summary>For whoever looks at the queue.</summary>
public static class WebhookWork
{
    public const string Kind = "channels.process_webhook";
}
