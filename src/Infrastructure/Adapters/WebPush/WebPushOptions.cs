namespace CleanApp.Infrastructure.Adapters.WebPush;

/// <summary>Section <c>Push</c>.</summary>
public sealed class WebPushOptions
{
    public const string Section = "Push";

    /// <summary>Whom a push service writes to when something is wrong: <c>mailto:…</c> or <c>https://…</c>. Without it, this installation's address.</summary>
    public string? Contact { get; set; }

    /// <summary>Longer than the slowest service answers: whoever gives up early tells somebody twice.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary><c>Sandbox:PushUrl</c>: the one address that may be plain http and on this machine. Development only.</summary>
    public Uri? SandboxUrl { get; set; }
}
