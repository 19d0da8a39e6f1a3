namespace CleanApp.Application.Privacy.Contracts;

/// <summary>The company's page on which people ask for what is theirs, for other modules' pages that take something down of them.</summary>
public interface IPrivacyPage
{
    Task<string> UrlAsync(CancellationToken ct);
}
