using CleanApp.Domain.Common;

namespace CleanApp.Domain.Channels;

/// <summary>
/// A message template of a number's account, as Meta last told of it: by the list that is asked for, or by a webhook about one part of it.
/// Webhooks come late, twice and in any order, so each part knows when Meta says it last changed, and never goes back before that.
/// </summary>
public sealed class ChannelTemplate : TenantEntity
{
    /// <summary>How far Meta's clock and ours may differ.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    private ChannelTemplate() { }

    public Guid ChannelId { get; private init; }
    public string MetaId { get; private set; } = "";
    public string Name { get; private init; } = "";
    public string Language { get; private init; } = "";

    /// <summary>Meta's word in lower case: <c>marketing</c>, <c>utility</c>, <c>authentication</c>; open.</summary>
    public string Category { get; private set; } = "";
    public TemplateStatus Status { get; private set; }

    /// <summary>Meta's word for the status, in lower case.</summary>
    public string MetaStatus { get; private set; } = "";

    /// <summary>Meta's word in lower case: <c>green</c>, <c>yellow</c>, <c>red</c>, <c>unknown</c>.</summary>
    public string? Quality { get; private set; }

    /// <summary>Why it was rejected, paused or disabled: a word or a sentence of Meta's.</summary>
    public string? Reason { get; private set; }

    /// <summary>Whether its places have names; otherwise they are counted.</summary>
    public bool HasNamedParameters { get; private set; }

    /// <summary>JSON as Meta gives it.</summary>
    public string Components { get; private set; } = "[]";

    /// <summary>By Meta's clock.</summary>
    public DateTimeOffset StatusAt { get; private set; }
    public DateTimeOffset CategoryAt { get; private set; }
    public DateTimeOffset QualityAt { get; private set; }
    public DateTimeOffset ComponentsAt { get; private set; }

    /// <summary>When a webhook last changed it, by our clock: a list asked for before that is older.</summary>
    public DateTimeOffset? ToldAt { get; private set; }
    public DateTimeOffset SyncedAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    public static ChannelTemplate Of(Guid id, Guid channelId, string name, string language, DateTimeOffset now) =>
        new()
        {
            Id = id,
            ChannelId = channelId,
            Name = name,
            Language = language,
            CreatedAt = now,
        };

    /// <summary>As the list says that was asked for at <paramref name="askedAt"/>, unless a webhook has told of something since.</summary>
    /// <returns>Whether anything is different.</returns>
    public bool Sync(TemplateFacts facts, DateTimeOffset askedAt)
    {
        if (ToldAt >= askedAt)
            return false;
        var before = (MetaId, Category, MetaStatus, Quality, Reason, HasNamedParameters, Components);
        MetaId = facts.MetaId;
        Category = facts.Category;
        Become(facts.Status, facts.Reason);
        Quality = facts.Quality;
        HasNamedParameters = facts.HasNamedParameters;
        Components = facts.Components;
        SyncedAt = askedAt;
        NotBefore(askedAt - ClockSkew);
        return before != (MetaId, Category, MetaStatus, Quality, Reason, HasNamedParameters, Components);
    }

    /// <summary>The list asked for at <paramref name="askedAt"/> does not have it. It is kept: messages were sent by it.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Vanish(DateTimeOffset askedAt)
    {
        if (ToldAt >= askedAt || Status == TemplateStatus.Deleted)
            return false;
        Become("deleted", reason: null);
        NotBefore(askedAt - ClockSkew);
        return true;
    }

    /// <returns>What the event means beside what is known.</returns>
    public TemplateNews FollowStatus(string status, string? reason, DateTimeOffset at, DateTimeOffset now)
    {
        var news = Judge(at, StatusAt, status == MetaStatus);
        if (news is TemplateNews.Old)
            return news;
        Become(status, reason ?? (status == MetaStatus ? Reason : null));
        (StatusAt, ToldAt) = (at, now);
        return news;
    }

    public TemplateNews FollowCategory(string category, DateTimeOffset at, DateTimeOffset now)
    {
        var news = Judge(at, CategoryAt, category == Category);
        if (news is not TemplateNews.Old)
            (Category, CategoryAt, ToldAt) = (category, at, now);
        return news;
    }

    public TemplateNews FollowQuality(string quality, DateTimeOffset at, DateTimeOffset now)
    {
        var news = Judge(at, QualityAt, quality == Quality);
        if (news is not TemplateNews.Old)
            (Quality, QualityAt, ToldAt) = (quality, at, now);
        return news;
    }

    public TemplateNews FollowComponents(string components, DateTimeOffset at, DateTimeOffset now)
    {
        var news = Judge(at, ComponentsAt, components == Components);
        if (news is not TemplateNews.Old)
            (Components, ComponentsAt, ToldAt) = (components, at, now);
        return news;
    }

    /// <exception cref="DomainException">Meta would not take a message by it.</exception>
    public void RequireUsable()
    {
        var refusal = Status switch
        {
            TemplateStatus.Approved => null,
            TemplateStatus.Pending => TemplateErrors.Pending,
            TemplateStatus.Rejected => TemplateErrors.Rejected,
            TemplateStatus.Paused => TemplateErrors.Paused,
            TemplateStatus.Disabled => TemplateErrors.Disabled,
            TemplateStatus.Deleted => TemplateErrors.Deleted,
            _ => TemplateErrors.NotUsable,
        };
        if (refusal is not null)
            throw new DomainException(refusal);
    }

    /// <summary>
    /// What a message by this template means, whatever was asked: Meta's category decides what it costs and how it is counted. Of a notice a
    /// person knows better whether it is about money or an answer.
    /// </summary>
    public MessageClass ClassOf(MessageClass? asked) =>
        Category switch
        {
            "authentication" => MessageClass.Code,
            "marketing" => MessageClass.Marketing,
            _ => asked ?? MessageClass.Utility,
        };

    private void Become(string status, string? reason)
    {
        MetaStatus = status;
        Status = TemplateStatuses.Of(status);
        Reason = Status == TemplateStatus.Approved ? null : reason;
    }

    private void NotBefore(DateTimeOffset at)
    {
        StatusAt = Later(StatusAt, at);
        CategoryAt = Later(CategoryAt, at);
        QualityAt = Later(QualityAt, at);
        ComponentsAt = Later(ComponentsAt, at);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>Meta's times are whole seconds: of two different states in one, nobody can tell which came first.</summary>
    private static TemplateNews Judge(DateTimeOffset at, DateTimeOffset known, bool isSame) =>
        at < known ? TemplateNews.Old
        : at == known && !isSame ? TemplateNews.Undecided
        : TemplateNews.Taken;
}

/// <summary>What Meta's list says of a template. Words in lower case.</summary>
public sealed record TemplateFacts(
    string MetaId,
    string Category,
    string Status,
    string? Quality,
    string? Reason,
    bool HasNamedParameters,
    string Components
);

public enum TemplateNews
{
    Taken,

    /// <summary>Said before something that is known.</summary>
    Old,

    /// <summary>Taken, but said in the same second as something else: the list knows.</summary>
    Undecided,
}

public enum TemplateStatus
{
    Approved,

    /// <summary>Meta looks at it.</summary>
    Pending,
    Rejected,

    /// <summary>For some hours, since people complained of it.</summary>
    Paused,
    Disabled,
    Deleted,

    /// <summary>A state of Meta's in which it cannot be sent; its word says which.</summary>
    Other,
}

public static class TemplateStatuses
{
    /// <summary>Of Meta's word, from its list or of an event.</summary>
    public static TemplateStatus Of(string word) =>
        word switch
        {
            // Flagged: it may be disabled soon, and is sent until then.
            "approved" or "reinstated" or "unpaused" or "unarchived" or "flagged" => TemplateStatus.Approved,
            "pending" or "in_review" or "submitted" => TemplateStatus.Pending,
            "rejected" or "in_appeal" => TemplateStatus.Rejected,
            "paused" => TemplateStatus.Paused,
            "disabled" => TemplateStatus.Disabled,
            "deleted" or "pending_deletion" => TemplateStatus.Deleted,
            _ => TemplateStatus.Other,
        };
}
