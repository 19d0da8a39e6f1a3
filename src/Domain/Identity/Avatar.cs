using CleanApp.Domain.Common;

namespace CleanApp.Domain.Identity;

/// <summary>The picture by which one's colleagues in one company know a member; the file is in the company's storage.</summary>
public sealed class Avatar : TenantEntity
{
    private Avatar() { }

    /// <summary>Names the picture: another one has another.</summary>
    public Guid FileId { get; private set; }

    /// <summary>Sealed: the file's own key.</summary>
    public byte[] Secret { get; private set; } = [];
    public string MimeType { get; private set; } = "";
    public long Size { get; private set; }

    public static Avatar Of(Guid userId) => new() { Id = userId };

    public void Show(Guid fileId, byte[] secret, string mimeType, long size) => (FileId, Secret, MimeType, Size) = (fileId, secret, mimeType, size);
}
