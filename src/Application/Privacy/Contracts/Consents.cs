using CleanApp.Application.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;

namespace CleanApp.Application.Privacy.Contracts;

/// <summary>What people have agreed to, for whoever records it and for whoever is about to use their data.</summary>
public interface IConsentRegister
{
    /// <summary>Answers given at the counter, in the caller's transaction. The contact is locked by the caller.</summary>
    /// <exception cref="Domain.Common.DomainException">There is no such text.</exception>
    Task RecordAtCounterAsync(Guid contactId, IReadOnlyList<ConsentInput> answers, CancellationToken ct);

    /// <summary>
    /// May we reach this person for this purpose on this channel? By the newest answer; no answer is a no. Ask at the moment of use: nothing
    /// remembers the answer, so taking consent back acts at once.
    /// </summary>
    Task<bool> MayWeAsync(Guid contactId, string purpose, ConsentChannel channel, CancellationToken ct);

    /// <summary>Whether the person's newest answer is a no; who never answered has not refused.</summary>
    Task<bool> HasRefusedAsync(Guid contactId, string purpose, ConsentChannel channel, CancellationToken ct);
}

/// <summary>A person's answer to the text of a purpose on a channel.</summary>
/// <param name="Granted">False takes it back.</param>
/// <param name="Version">Of the text that was shown; the present one when left out.</param>
public sealed record ConsentInput(string Purpose, ConsentChannel Channel, bool Granted = true, int? Version = null);

internal static class ConsentInputRules
{
    public static void Check(InlineValidator<ConsentInput> answer)
    {
        answer.RuleFor(c => c.Purpose).Purpose();
        answer.RuleFor(c => c.Channel).IsInEnum();
        answer.RuleFor(c => c.Version).GreaterThan(0);
    }
}
