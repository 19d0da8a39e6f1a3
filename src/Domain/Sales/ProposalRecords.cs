using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>That a version was accepted, by whom, from where and what exactly; written once. It has the version's id, so there is one.</summary>
public sealed class ProposalAcceptance : TenantEntity
{
    private ProposalAcceptance() { }

    public DateTimeOffset At { get; private init; }

    /// <summary>Of the version as it was accepted.</summary>
    public string ContentHash { get; private init; } = "";

    /// <summary>Name, CPF, address and device; sealed. Null once the person was anonymised.</summary>
    public byte[]? Proof { get; private init; }

    public static ProposalAcceptance Of(ProposalVersion version, byte[] proof, DateTimeOffset now) =>
        new()
        {
            Id = version.Id,
            At = now,
            ContentHash = version.ContentHash!,
            Proof = proof,
        };
}

/// <summary>Somebody with the link has looked at a version.</summary>
public sealed class ProposalView : TenantEntity
{
    /// <summary>Of each version; what comes after is not written down.</summary>
    public const int Most = 200;

    private ProposalView() { }

    public Guid VersionId { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Address and device; sealed.</summary>
    public byte[] Visitor { get; private init; } = [];

    public static ProposalView Of(Guid id, ProposalVersion version, byte[] visitor, DateTimeOffset now) =>
        new()
        {
            Id = id,
            VersionId = version.Id,
            At = now,
            Visitor = visitor,
        };
}

/// <summary>How a company's proposals begin and look, and which number the last one has; its id is the company's.</summary>
public sealed class ProposalSettings : TenantEntity
{
    public const int UsualDays = 15;

    private ProposalSettings() { }

    public int ValidityDays { get; private set; }
    public string? Terms { get; private set; }

    /// <summary>What stands beside the logo, in lines: the company's full name, its CNPJ, where it is.</summary>
    public string? Letterhead { get; private set; }
    public Guid? LogoId { get; private set; }
    public int LastNumber { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>As long as nobody said otherwise.</summary>
    public static ProposalSettings Usual { get; } = new() { ValidityDays = UsualDays };

    public void Change(int validityDays, string? terms, string? letterhead, DateTimeOffset now) =>
        (ValidityDays, Terms, Letterhead, ChangedAt) = (validityDays, terms, letterhead, now);

    public void Show(Guid? logoId, DateTimeOffset now) => (LogoId, ChangedAt) = (logoId, now);

    /// <summary>The settings' lock is held: numbers have no gaps because this is undone with whatever it was taken for.</summary>
    public int TakeNumber() => ++LastNumber;
}

/// <summary>A logo a company has or had: versions that were sent with it go on showing it.</summary>
public sealed class ProposalLogo : TenantEntity
{
    public const int MostBytes = 500 * 1000;

    private static readonly PictureLimits Limits = new(MostBytes, 1024, ProposalErrors.LogoTooLarge, ProposalErrors.LogoNotAPicture);

    private ProposalLogo() { }

    public string MimeType { get; private init; } = "";
    public byte[] Content { get; private init; } = [];
    public DateTimeOffset CreatedAt { get; private init; }

    /// <inheritdoc cref="StillPicture.Read"/>
    public static StillPicture Read(ReadOnlySpan<byte> file) => StillPicture.Read(file, Limits);

    public static ProposalLogo Of(Guid id, StillPicture picture, DateTimeOffset now) =>
        new()
        {
            Id = id,
            MimeType = picture.MimeType,
            Content = picture.Content,
            CreatedAt = now,
        };
}
