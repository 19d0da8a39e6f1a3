using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Consents;

/// <summary>What a person has agreed to, in the words that were shown. The answers stay when the person is anonymised, their proof goes.</summary>
internal sealed class ConsentHolder(IPrivacyDb db, IPersonalVault vault, IMemberNames members) : IPersonalDataHolder
{
    public async Task<IReadOnlyList<DataSection>> ExportAsync(DataSubject person, CancellationToken ct)
    {
        var rows = await (
            from consent in db.Consents.AsNoTracking()
            join text in db.ConsentTexts.AsNoTracking() on consent.TextId equals text.Id
            where consent.ContactId == person.ContactId
            orderby consent.Number
            select new { Consent = consent, Text = text }
        ).ToListAsync(ct);
        var names = await members.OfAsync([.. rows.Select(r => r.Consent.ByUserId).OfType<Guid>().Distinct()], ct);
        var keys = await vault.OpenAsync(ct);
        return
        [
            new DataSection(
                "consents",
                "Consentimentos",
                30,
                [
                    .. rows.Select(r =>
                        new[]
                        {
                            new DataField("at", "Quando", r.Consent.At),
                            new DataField("granted", "Resposta", r.Consent.Granted, r.Consent.Granted ? "autorizou" : "não autorizou"),
                            new DataField("purpose", "Finalidade", r.Text.Purpose),
                            new DataField("channel", "Canal", r.Text.Channel.ToString().ToLowerInvariant(), Shown(r.Text.Channel)),
                            new DataField("version", "Versão do texto", r.Text.Version),
                            new DataField("title", "Título", r.Text.Title),
                            new DataField("text", "Texto lido", r.Text.Text),
                            new DataField("hash", "SHA-256 do texto", Convert.ToHexStringLower(r.Text.Hash)),
                            Source(r.Consent.Source),
                            new DataField(
                                "by",
                                "Registrado por",
                                r.Consent.ByUserId is { } by ? names.GetValueOrDefault(by, "") : null,
                                r.Consent.ByUserId is null ? "a própria pessoa" : null
                            ),
                            new DataField(
                                "evidence",
                                "Prova",
                                r.Consent.Evidence is { } box ? keys.Open(box, ConsentRegister.EvidenceOf(r.Consent.Id)) : null
                            ),
                        }
                    ),
                ]
            ),
        ];
    }

    public async Task<IReadOnlyCollection<Guid>> ActiveSinceAsync(IReadOnlyCollection<Guid> contactIds, DateTimeOffset since, CancellationToken ct) =>
        await db.Consents.Where(c => contactIds.Contains(c.ContactId) && c.At >= since).Select(c => c.ContactId).Distinct().ToListAsync(ct);

    public Task EraseAsync(DataSubject person, CancellationToken ct) => db.EraseEvidenceAsync(person.ContactId, ct);

    private static string Shown(ConsentChannel channel) =>
        channel switch
        {
            ConsentChannel.Whatsapp => "WhatsApp",
            ConsentChannel.Instagram => "Instagram",
            ConsentChannel.Email => "e-mail",
            _ => "telefone",
        };

    private static DataField Source(ConsentSource source)
    {
        var (name, shown) = source switch
        {
            ConsentSource.Counter => ("counter", "no balcão"),
            ConsentSource.Operator => ("operator", "informado à empresa"),
            ConsentSource.Conversation => ("conversation", "em uma conversa"),
            _ => ("data_subject", "página pública"),
        };
        return new DataField("source", "Onde", name, shown);
    }
}
