using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CleanApp.Application.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>
/// What a version says. As it is packed it is sealed, and once sent that very text is what its hash is of: whoever accepts names the hash, and
/// whoever opens it later finds out whether it is still the same.
/// </summary>
/// <param name="Note">To the customer.</param>
/// <param name="Head">Null while it is a draft.</param>
internal sealed record ProposalContent(
    IReadOnlyList<ProposalLine> Lines,
    ProposalDiscount Discount,
    string? Terms,
    string? Note,
    ProposalHead? Head = null
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public ProposalTotals Sum() => ProposalTotals.Of(Lines, Discount);

    public string Pack() => JsonSerializer.Serialize(this, Json);

    /// <summary>SHA-256 in hex.</summary>
    public static string HashOf(string packed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(packed)));

    public ProposalText ToText(ICompanyKeys keys, Guid versionId, int validityDays) =>
        new(keys.Seal(Pack(), SalesPlaces.ProposalContent(versionId)), Sum(), validityDays);

    /// <returns>Null once the person was anonymised.</returns>
    /// <exception cref="CryptographicException">It is not what was sent.</exception>
    public static ProposalContent? Of(ICompanyKeys keys, ProposalVersion version)
    {
        if (version.Content is not { } box)
            return null;
        var packed = keys.Open(box, SalesPlaces.ProposalContent(version.Id));
        if (version.ContentHash is { } hash && HashOf(packed) != hash)
            throw new CryptographicException("A version that was sent does not say what it said.");
        return JsonSerializer.Deserialize<ProposalContent>(packed, Json)!;
    }
}

/// <summary>What stands around the lines: of the company, the customer and the days as they were when it was sent.</summary>
internal sealed record ProposalHead(
    int Number,
    int Version,
    string Company,
    string? Letterhead,
    Guid? LogoId,
    string? Customer,
    DateOnly IssuedOn,
    DateOnly ValidUntil,
    decimal Total
);

/// <summary>Who accepted, and from where; sealed as one.</summary>
/// <param name="Cpf">Eleven digits.</param>
internal sealed record AcceptanceProof(string Name, string Cpf, string Ip, string Device)
{
    public byte[] Seal(ICompanyKeys keys, Guid versionId) => keys.Seal(JsonSerializer.Serialize(this), SalesPlaces.Proof(versionId));

    public static AcceptanceProof? Of(ICompanyKeys keys, ProposalAcceptance? acceptance) =>
        acceptance?.Proof is { } box ? JsonSerializer.Deserialize<AcceptanceProof>(keys.Open(box, SalesPlaces.Proof(acceptance.Id)))! : null;
}

/// <summary>Whoever has the link, as far as can be told.</summary>
/// <param name="Ip">Their network address.</param>
/// <param name="Device">What it runs on, in words of ours.</param>
public sealed record Visitor(string Ip, string Device)
{
    internal byte[] Seal(ICompanyKeys keys, Guid viewId) => keys.Seal(JsonSerializer.Serialize(this), SalesPlaces.Visitor(viewId));

    internal static Visitor Of(ICompanyKeys keys, ProposalView view) =>
        JsonSerializer.Deserialize<Visitor>(keys.Open(view.Visitor, SalesPlaces.Visitor(view.Id)))!;

    public override string ToString() => "A visitor";
}
