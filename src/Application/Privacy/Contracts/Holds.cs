namespace CleanApp.Application.Privacy.Contracts;

/// <summary>Whose data must stay, for modules that remove what is old.</summary>
public interface IHeldPeople
{
    /// <summary>Everybody who is under a legal hold, under all ids they are known by; they are few.</summary>
    Task<IReadOnlyCollection<Guid>> AllAsync(CancellationToken ct);
}
