using CleanApp.Application.Channels.Contracts;

namespace CleanApp.Application.Inbox.Contracts;

/// <summary>Conversations, for modules in which something comes of them.</summary>
public interface ITalks
{
    /// <exception cref="Domain.Common.DomainException">There is none, or the caller may not see it: the two are never told apart.</exception>
    Task<Talk> FindAsync(Guid conversationId, CancellationToken ct);

    /// <summary>How long the customer waited for the first answer, whoever asks; null: there is none yet.</summary>
    Task<TimeSpan?> FirstAnswerAsync(Guid conversationId, CancellationToken ct);
}

/// <param name="ContactId">Null when nobody can tell who the customer is.</param>
/// <param name="Advertisement">The last one by which the customer came to write in it.</param>
public sealed record Talk(Guid Id, Guid? ContactId, Referral? Advertisement);
