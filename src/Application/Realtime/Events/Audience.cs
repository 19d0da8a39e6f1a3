using CleanApp.Application.Identity;
using CleanApp.Application.Inbox.Contracts;

namespace CleanApp.Application.Realtime.Events;

/// <summary>Who listens, as the server knows them: decided by their role and their teams at this moment, never by what a client says.</summary>
public sealed class Audience
{
    /// <summary>Of what has an owner, whom it is announced to; whoever leads sales hears of all.</summary>
    private static readonly string[] SalesTopics = ["lead", "opportunity", "proposal"];

    private Guid? PersonId { get; init; }

    /// <summary>Of conversations and tickets.</summary>
    private bool HearsAllTeams { get; init; }

    /// <summary>Of what others sell.</summary>
    private bool HearsAllSales { get; init; }
    private IReadOnlySet<Guid> TeamIds { get; init; } = new HashSet<Guid>();

    /// <summary>The only thing a paired screen hears of; null: everything that is the whole company's.</summary>
    private string? OnlyTopic { get; init; }

    public static Audience OfPanel { get; } = new() { OnlyTopic = "call" };

    /// <param name="may">Whether their role has a permission.</param>
    public static async Task<Audience> OfMemberAsync(Guid userId, Func<string, bool> may, ITeamsOf teams, CancellationToken ct)
    {
        var (answers, sells) = (may(Permissions.ConversationsRead), may(Permissions.OpportunitiesRead));
        return new Audience
        {
            PersonId = answers || sells ? userId : null,
            HearsAllTeams = may(Permissions.ConversationsReadAll),
            HearsAllSales = may(Permissions.SalesReadAll),
            TeamIds = answers && !may(Permissions.ConversationsReadAll) ? (await teams.OfAsync(userId, ct)).ToHashSet() : new HashSet<Guid>(),
        };
    }

    public bool Hears(string topic, Guid? teamId, Guid? personId) =>
        (teamId, personId) switch
        {
            (null, null) => OnlyTopic is null || OnlyTopic == topic,
            (null, _) => IsOf(personId) || (HearsAllSales && SalesTopics.Contains(topic)),
            _ => HearsAllTeams || TeamIds.Contains(teamId.Value) || IsOf(personId),
        };

    /// <summary>Whether it is this person's own: their conversation, or meant for them.</summary>
    public bool IsOf(Guid? personId) => personId is not null && personId == PersonId;
}
