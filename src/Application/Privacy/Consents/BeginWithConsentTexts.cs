using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Privacy;

namespace CleanApp.Application.Privacy.Consents;

/// <summary>A new company can ask for consent from its first minute, in words a customer understands.</summary>
internal sealed class BeginWithConsentTexts(IPrivacyDb db, TimeProvider clock) : IOnTenantRegistered
{
    private static readonly (string Purpose, ConsentChannel Channel, string Title, string Text)[] Beginnings =
    [
        (
            "marketing",
            ConsentChannel.Whatsapp,
            "Novidades e ofertas pelo WhatsApp",
            "Autorizo {0} a me enviar novidades e ofertas pelo WhatsApp. Não é obrigatório para ser atendido, e posso cancelar quando quiser, sem custo."
        ),
        (
            "survey",
            ConsentChannel.Whatsapp,
            "Pesquisa de satisfação pelo WhatsApp",
            "Autorizo {0} a me perguntar pelo WhatsApp como foi o atendimento. Não é obrigatório para ser atendido, e posso cancelar quando quiser, sem custo."
        ),
    ];

    public async Task RunAsync(string tenantName, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var (purpose, channel, title, text) in Beginnings)
        {
            var worded = text.Replace("{0}", tenantName, StringComparison.Ordinal);
            db.ConsentTexts.Add(ConsentText.First(Guid.CreateVersion7(now), purpose, channel, title, worded, asked: true, Actor.System, now));
        }
        await db.SaveChangesAsync(ct);
    }
}
