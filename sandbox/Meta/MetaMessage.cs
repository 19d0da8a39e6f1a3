using System.Text;

namespace CleanApp.Sandbox.Meta;

/// <summary>One message between a business number and a customer, in either direction.</summary>
internal sealed class MetaMessage
{
    /// <summary>Position in the ledger over all numbers; 0 for what customers sent.</summary>
    public long Sequence { get; set; }

    public required string Wamid { get; init; }
    public required string NumberId { get; init; }
    public required Customer Customer { get; init; }
    public required bool FromCustomer { get; init; }
    public required string Type { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The member named by the type, as it was sent; empty where nothing is recorded.</summary>
    public string Content { get; set; } = "";

    public string? Callback { get; init; }
    public string? QuotedWamid { get; init; }

    /// <summary>service, or the template's category in lower case.</summary>
    public string Category { get; init; } = "service";

    public bool Voice { get; init; }

    /// <summary>Set when Meta accepts the message and reports later that it could not be delivered.</summary>
    public int? FailedCode { get; init; }

    public string? FailedDetails { get; init; }

    /// <summary>accepted, sent, delivered, read, played or failed; for the customer's own: received, read.</summary>
    public string Status { get; set; } = "accepted";

    public string? CustomerReaction { get; set; }
    public string? BusinessReaction { get; set; }
    public bool Revoked { get; set; }

    /// <summary>Like the real ones, it carries the person's phone in clear digits under the base64.</summary>
    public static string NewWamid(string address, bool fromCustomer)
    {
        var owner = Encoding.ASCII.GetBytes(address.Length > 60 ? address[..60] : address);
        Span<byte> random = stackalloc byte[10];
        Random.Shared.NextBytes(random);
        byte[] bytes =
        [
            0x1C,
            0x18,
            (byte)owner.Length,
            .. owner,
            0x15,
            0x02,
            0x00,
            fromCustomer ? (byte)0x12 : (byte)0x11,
            0x18,
            0x14,
            .. Encoding.ASCII.GetBytes(Convert.ToHexString(random)),
            0x00,
        ];
        return "wamid." + Convert.ToBase64String(bytes);
    }
}
