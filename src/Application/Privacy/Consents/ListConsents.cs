using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Privacy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Consents;

/// <summary>What a person has answered, newest first: the whole record, with the words that were shown.</summary>
public sealed record ListConsents(Guid ContactId, string? After, int Limit) : IRequest<Page<ConsentView>>;

/// <param name="InForce">Whether this is the answer that counts for its purpose and channel.</param>
/// <param name="By">Name of who recorded it; null when the person did so alone.</param>
public sealed record ConsentView(
    Guid Id,
    string Purpose,
    ConsentChannel Channel,
    int Version,
    string Title,
    string Text,
    string Hash,
    bool Granted,
    bool InForce,
    ConsentSource Source,
    string? By,
    string? Evidence,
    DateTimeOffset At
);

internal sealed class ListConsentsHandler(IPrivacyDb db, IPeople people, IMemberNames members, IPersonalVault vault)
    : IRequestHandler<ListConsents, Page<ConsentView>>
{
    public async Task<Page<ConsentView>> Handle(ListConsents request, CancellationToken ct)
    {
        await people.RequireAsync(request.ContactId, ct);
        var ids = await people.IdsOfAsync(request.ContactId, ct);
        var after = Cursor.Parse(request.After);
        var answers =
            from consent in db.Consents.AsNoTracking()
            join text in db.ConsentTexts.AsNoTracking() on consent.TextId equals text.Id
            where ids.Contains(consent.ContactId)
            where after == null || consent.At < after.Value.At || (consent.At == after.Value.At && consent.Id < after.Value.Id)
            orderby consent.At descending, consent.Id descending
            select new
            {
                Consent = consent,
                Text = text,
                InForce = !(
                    from later in db.Consents
                    join words in db.ConsentTexts on later.TextId equals words.Id
                    where ids.Contains(later.ContactId) && words.Purpose == text.Purpose && words.Channel == text.Channel
                    where later.Number > consent.Number
                    select later
                ).Any(),
            };
        var rows = await answers.TakePage(request.Limit).ToListAsync(ct);
        var names = await members.OfAsync([.. rows.Select(r => r.Consent.ByUserId).OfType<Guid>().Distinct()], ct);
        var keys = rows.Any(r => r.Consent.Evidence is not null) ? await vault.OpenAsync(ct) : null;
        return PageExtensions
            .Of(rows, request.Limit, r => new Cursor(r.Consent.At, r.Consent.Id))
            .Select(r => new ConsentView(
                r.Consent.Id,
                r.Text.Purpose,
                r.Text.Channel,
                r.Text.Version,
                r.Text.Title,
                r.Text.Text,
                Convert.ToHexStringLower(r.Text.Hash),
                r.Consent.Granted,
                r.InForce,
                r.Consent.Source,
                r.Consent.ByUserId is { } by ? names.GetValueOrDefault(by, "") : null,
                r.Consent.Evidence is { } box ? keys!.Open(box, ConsentRegister.EvidenceOf(r.Consent.Id)) : null,
                r.Consent.At
            ));
    }
}
