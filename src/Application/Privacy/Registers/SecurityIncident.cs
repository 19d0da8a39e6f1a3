using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Privacy.Registers;

/// <summary>Whether it can do relevant harm: then the authority and the people concerned have to be told.</summary>
public enum IncidentRisk
{
    Unknown,
    Low,
    Relevant,
}

/// <summary>A security incident with personal data (Resolução CD/ANPD 15/2024, art. 10). Without names: it is about what happened.</summary>
/// <param name="KnownAt">When the company knew that personal data were affected; the deadline counts from it.</param>
/// <param name="Data">Which data.</param>
/// <param name="HappenedAt">Null when not known.</param>
/// <param name="PeopleAffected">About how many; null when not known.</param>
/// <param name="Measures">What was done about it.</param>
/// <param name="AuthorityToldAt">When the ANPD was told; null when it was not.</param>
/// <param name="PeopleToldAt">When the people concerned were told.</param>
public sealed record SecurityIncident(
    string Title,
    string Description,
    DateTimeOffset KnownAt,
    string Data,
    IncidentRisk Risk,
    DateTimeOffset? HappenedAt = null,
    int? PeopleAffected = null,
    string? Measures = null,
    DateTimeOffset? AuthorityToldAt = null,
    DateTimeOffset? PeopleToldAt = null,
    DateTimeOffset? ClosedAt = null
);

/// <param name="Id">Of the entry, the same in all its versions.</param>
/// <param name="By">Who wrote this version.</param>
/// <param name="TellBy">The last day for telling the authority and the people concerned, if the risk is relevant; holidays not counted.</param>
/// <param name="IsLate">It passed, the risk is relevant or not known, and not both were told.</param>
public sealed record IncidentView(Guid Id, int Version, DateTimeOffset At, string? By, SecurityIncident Entry, DateOnly TellBy, bool IsLate);

internal static class SecurityIncidentRules
{
    public static Action<InlineValidator<SecurityIncident>> Check(TimeProvider clock) =>
        entry =>
        {
            entry.RuleFor(e => e.Title).Name(120);
            entry.RuleFor(e => e.Description).Paragraph(4000);
            entry.RuleFor(e => e.HappenedAt).LessThanOrEqualTo(_ => clock.GetUtcNow().AddMinutes(5));
            entry.RuleFor(e => e.KnownAt).LessThanOrEqualTo(_ => clock.GetUtcNow().AddMinutes(5)).GreaterThan(DateTimeOffset.UnixEpoch);
            entry.RuleFor(e => e.PeopleAffected).InclusiveBetween(0, 100_000_000);
            entry.RuleFor(e => e.Data).Paragraph(1000);
            entry.RuleFor(e => e.Risk).IsInEnum();
            entry.RuleFor(e => e.Measures!).Paragraph(4000).When(e => e.Measures is not null);
            entry.RuleFor(e => e.AuthorityToldAt).LessThanOrEqualTo(_ => clock.GetUtcNow().AddMinutes(5));
            entry.RuleFor(e => e.PeopleToldAt).LessThanOrEqualTo(_ => clock.GetUtcNow().AddMinutes(5));
            entry.RuleFor(e => e.ClosedAt).LessThanOrEqualTo(_ => clock.GetUtcNow().AddMinutes(5));
        };
}

internal sealed class IncidentViews(RegisterBook book, ITenantProfile tenant, TimeProvider clock)
{
    public async Task<IReadOnlyList<IncidentView>> OfAsync(IReadOnlyCollection<RegisterEntry> entries, CancellationToken ct)
    {
        var calendar = (await tenant.GetAsync(ct)).Calendar;
        var today = DateOnly.FromDateTime(calendar.ToLocal(clock.GetUtcNow()).DateTime);
        return
        [
            .. entries
                .Select(await book.LinesAsync<SecurityIncident>(entries, ct))
                .Select(line =>
                {
                    var incident = line.Entry;
                    var tellBy = IncidentDeadline.After(DateOnly.FromDateTime(calendar.ToLocal(incident.KnownAt).DateTime));
                    var told = incident is { AuthorityToldAt: not null, PeopleToldAt: not null };
                    return new IncidentView(
                        line.Id,
                        line.Version,
                        line.At,
                        line.By,
                        incident,
                        tellBy,
                        incident.Risk != IncidentRisk.Low && !told && today > tellBy
                    );
                }),
        ];
    }
}
