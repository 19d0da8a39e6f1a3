using CleanApp.Domain.Common;

namespace CleanApp.Domain.Identity;

/// <summary>What is taken in as a picture of a person.</summary>
public static class AvatarPicture
{
    public const int MostBytes = 512 * 1024;

    private static readonly PictureLimits Limits = new(MostBytes, 1024, IdentityErrors.AvatarTooLarge, IdentityErrors.AvatarNotAPicture);

    /// <inheritdoc cref="StillPicture.Read"/>
    public static StillPicture Read(ReadOnlySpan<byte> file) => StillPicture.Read(file, Limits);
}
