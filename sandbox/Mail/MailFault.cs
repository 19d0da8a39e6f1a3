namespace CleanApp.Sandbox.Mail;

/// <summary>What the mail server does to a mail instead of taking it.</summary>
internal sealed record MailFault
{
    /// <summary>550 to the recipient: there is no such mailbox.</summary>
    public const string Refuse = "refuse";

    /// <summary>554 to the content.</summary>
    public const string RefuseContent = "refuse_content";

    /// <summary>451: try again later.</summary>
    public const string Later = "later";

    /// <summary>The connection breaks before the mail is kept.</summary>
    public const string DropBefore = "drop_before";

    /// <summary>The mail is kept, and the connection breaks before the answer.</summary>
    public const string DropAfter = "drop_after";

    /// <summary>The mail is kept, and no answer comes.</summary>
    public const string HangAfter = "hang_after";

    public static readonly IReadOnlySet<string> All = new HashSet<string> { Refuse, RefuseContent, Later, DropBefore, DropAfter, HangAfter };

    public string Effect { get; init; } = "";

    /// <summary>How many mails it hits; null hits every one until the reset.</summary>
    public int? Times { get; init; }

    internal int Hits { get; set; }
}
