namespace CleanApp.Application.Inbox.Contracts;

public interface ITeamsOf
{
    /// <summary>The teams whose conversations somebody sees, the one that is everybody's among them.</summary>
    Task<IReadOnlyList<Guid>> OfAsync(Guid userId, CancellationToken ct);
}
