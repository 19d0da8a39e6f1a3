using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Consents;

/// <summary>What the person answered, in the title of the text that was shown.</summary>
internal sealed class ConsentTimeline(IPrivacyDb db, IUserContext user) : IPersonTimeline
{
    public async Task<IReadOnlyList<TimelineEntry>> ListAsync(TimelineQuestion question, CancellationToken ct)
    {
        if (!user.May(Permissions.ConsentsRead))
            return [];
        var rows = await question.NewestAsync(id => db.Consents.Where(c => c.ContactId == id), nameof(Consent.At), ct);
        var textIds = rows.Select(r => r.TextId).Distinct().ToList();
        var titles = await db.ConsentTexts.Where(t => textIds.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Title, ct);
        return [.. rows.Select(c => new TimelineEntry(TimelineKind.Consent, c.Id, c.At, titles[c.TextId], c.Granted ? "granted" : "withdrawn"))];
    }
}
