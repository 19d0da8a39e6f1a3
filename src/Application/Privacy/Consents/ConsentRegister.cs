using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Consents;

internal sealed class ConsentRegister(IPrivacyDb db, IPeople people, IUserContext user, TimeProvider clock) : IConsentRegister
{
    public static SealedPlace EvidenceOf(Guid consentId) => new("consents", "evidence", consentId);

    public async Task RecordAtCounterAsync(Guid contactId, IReadOnlyList<ConsentInput> answers, CancellationToken ct)
    {
        foreach (var answer in answers)
            db.Consents.Add(await AnswerAsync(contactId, answer, ConsentSource.Counter, user.Actor, null, ct));
        await db.SaveChangesAsync(ct);
    }

    public async Task<Consent> AnswerAsync(
        Guid contactId,
        ConsentInput answer,
        ConsentSource source,
        Actor by,
        Func<Guid, byte[]>? sealEvidence,
        CancellationToken ct
    )
    {
        var text =
            await db
                .ConsentTexts.AsNoTracking()
                .Where(t => t.Purpose == answer.Purpose && t.Channel == answer.Channel && (answer.Version == null || t.Version == answer.Version))
                .OrderByDescending(t => t.Version)
                .FirstOrDefaultAsync(ct)
            ?? throw new DomainException(PrivacyErrors.ConsentTextNotFound);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        return Consent.Record(id, contactId, text, answer.Granted, source, by, sealEvidence?.Invoke(id), now);
    }

    public async Task<bool> MayWeAsync(Guid contactId, string purpose, ConsentChannel channel, CancellationToken ct) =>
        await NewestAsync(contactId, purpose, channel, ct) == true;

    public async Task<bool> HasRefusedAsync(Guid contactId, string purpose, ConsentChannel channel, CancellationToken ct) =>
        await NewestAsync(contactId, purpose, channel, ct) == false;

    private async Task<bool?> NewestAsync(Guid contactId, string purpose, ConsentChannel channel, CancellationToken ct)
    {
        // Under whichever record it was said: a no before two were merged is a no of the one person they are.
        var ids = await people.IdsOfAsync(contactId, ct);
        return await (
            from consent in db.Consents
            join text in db.ConsentTexts on consent.TextId equals text.Id
            where ids.Contains(consent.ContactId) && text.Purpose == purpose && text.Channel == channel
            orderby consent.Number descending
            select (bool?)consent.Granted
        ).FirstOrDefaultAsync(ct);
    }
}
