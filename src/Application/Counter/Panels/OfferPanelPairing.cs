using CleanApp.Application.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.Panels;

/// <summary>A screen asks to be paired: it shows the code and keeps the secret.</summary>
public sealed record OfferPanelPairing : ICommand<OfferPanelPairing.Response>
{
    /// <param name="Code">Six digits for a person to enter in the settings.</param>
    /// <param name="Secret">With it the screen fetches its token once somebody has entered the code.</param>
    public sealed record Response(string Code, string Secret, DateTimeOffset ExpiresAt);
}

internal sealed class OfferPanelPairingHandler(ICounterDb db, ITokenSource tokens, TimeProvider clock)
    : IRequestHandler<OfferPanelPairing, OfferPanelPairing.Response>
{
    public async Task<OfferPanelPairing.Response> Handle(OfferPanelPairing request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.PanelPairings.Where(p => p.ExpiresAt <= now).ExecuteDeleteAsync(ct);

        // Codes of open offers are unique in the database; with a million of them, a clash is drawn again and then refused.
        var code = tokens.NewDigits(6);
        for (var draw = 0; draw < 5 && await db.PanelPairings.AnyAsync(p => p.Code == code, ct); draw++)
            code = tokens.NewDigits(6);
        var secret = tokens.NewToken();
        var pairing = PanelPairing.Offer(Guid.CreateVersion7(now), code, tokens.Hash(secret), now);
        db.PanelPairings.Add(pairing);
        await db.SaveChangesAsync(ct);
        return new OfferPanelPairing.Response(code, secret, pairing.ExpiresAt);
    }
}
