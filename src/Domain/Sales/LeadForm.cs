using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>
/// A page that anybody may fill in, by which people become leads. Its link is all that is needed to see it, and is given anew when it has come
/// into wrong hands: the one before then leads nowhere.
/// </summary>
public sealed class LeadForm : TenantEntity
{
    /// <summary>As many as a company may have, the ones switched off among them.</summary>
    public const int Most = 50;

    private LeadForm() { }

    /// <summary>One of each in a company, however it is written; only the company sees it.</summary>
    public string Name { get; private set; } = "";
    public string Title { get; private set; } = "";

    /// <summary>Under the title; null: nothing.</summary>
    public string? Text { get; private set; }
    public FieldDemand Phone { get; private set; }
    public FieldDemand Email { get; private set; }
    public FieldDemand Message { get; private set; }

    /// <summary>Shown to whoever has sent it; null: the page's usual words.</summary>
    public string? Thanks { get; private set; }

    /// <summary>What becomes of what is sent, beside the button that sends it.</summary>
    public string Notice { get; private set; } = "";

    /// <summary>Looks after leads that come by it; null: nobody in particular.</summary>
    public Guid? OwnerId { get; private set; }
    public bool Active { get; private set; } = true;

    /// <summary>128 random bits: the end of its link.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Counted with every change: whoever changes it, or sends it, has seen this one.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>How often it was sent, and when last; no change.</summary>
    public int Entries { get; private set; }
    public DateTimeOffset? LastEntryAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ChangedAt { get; private set; }

    public static LeadForm Create(Guid id, LeadFormContent content, string token, DateTimeOffset now)
    {
        var form = new LeadForm
        {
            Id = id,
            Token = token,
            CreatedAt = now,
            ChangedAt = now,
        };
        form.Take(content);
        return form;
    }

    /// <summary>Whoever changes it has seen what it is; somebody who has not is told instead.</summary>
    /// <param name="version">What they saw; null: they did not say.</param>
    public void RequireSeen(SeenVersion? version)
    {
        if (version is { } seen && seen.Number != Version)
            throw new DomainException(LeadFormErrors.ChangedMeanwhile);
    }

    /// <summary>What is the same already is no change.</summary>
    public void Change(LeadFormContent content, bool active, DateTimeOffset now)
    {
        var tidy = content.Tidy();
        if (Content == tidy && Active == active)
            return;
        Take(tidy);
        Active = active;
        Changed(now);
    }

    /// <summary>The link there was leads nowhere from now on.</summary>
    public void RenewLink(string token, DateTimeOffset now)
    {
        Token = token;
        Changed(now);
    }

    /// <summary>What it demands is said, and in the words that are shown now: what whoever fills it in was told is what is written down.</summary>
    /// <param name="version">What they saw.</param>
    public void RequireAnswered(SeenVersion version, bool phone, bool email, bool message)
    {
        if (version.Number != Version)
            throw new DomainException(LeadFormErrors.Changed);
        if (Misses(Phone, phone) || Misses(Email, email) || Misses(Message, message))
            throw new DomainException(LeadFormErrors.AnswerMissing);
    }

    private LeadFormContent Content => new(Name, Title, Text, Phone, Email, Message, Thanks, Notice, OwnerId);

    private static bool Misses(FieldDemand demand, bool said) => demand == FieldDemand.Required && !said;

    private void Take(LeadFormContent content)
    {
        if (content is not { Phone: FieldDemand.Required } and not { Email: FieldDemand.Required })
            throw new DomainException(LeadFormErrors.Unreachable);
        (Name, Title, Text, Phone, Email, Message, Thanks, Notice, OwnerId) = content.Tidy();
    }

    private void Changed(DateTimeOffset now)
    {
        Version++;
        ChangedAt = now;
    }
}

/// <summary>Whether a form asks for something besides the name, which it always asks for.</summary>
public enum FieldDemand
{
    Off,
    Optional,
    Required,
}

/// <summary>What a form says and asks.</summary>
public sealed record LeadFormContent(
    string Name,
    string Title,
    string? Text,
    FieldDemand Phone,
    FieldDemand Email,
    FieldDemand Message,
    string? Thanks,
    string Notice,
    Guid? OwnerId
)
{
    internal LeadFormContent Tidy() =>
        this with
        {
            Name = Name.Trim(),
            Title = Title.Trim(),
            Text = OrNothing(Text),
            Thanks = OrNothing(Thanks),
            Notice = Notice.Trim(),
        };

    private static string? OrNothing(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
