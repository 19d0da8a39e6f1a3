namespace CleanApp.Application.Inbox.Contracts;

/// <summary>Colleagues in the browsers in which they want to be told of things while they look elsewhere, for any module that has something to tell.</summary>
public interface IColleagueAlerts
{
    /// <summary>Outside any transaction, since push services are called. Told once more, it takes the place of what was told before.</summary>
    /// <returns>When it is worth another attempt, because nobody could be told by now. Null: it is settled, also when there is no browser to tell.</returns>
    Task<TimeSpan?> TellAsync(Guid userId, ColleagueAlert alert, CancellationToken ct);
}

/// <param name="Reason">What it is, as the browser's own words know it: <c>lead_step</c>.</param>
/// <param name="Subject">What it is about; a newer one about the same takes its place.</param>
/// <param name="Customer">Left out, with the words, for whoever wants none on a locked screen.</param>
public sealed record ColleagueAlert(string Reason, Guid Subject, string? Customer, string? Words);
