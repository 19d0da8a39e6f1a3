using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CleanApp.Infrastructure.Storage;

/// <summary>
/// A file in pieces of 64 KB, each AES-256-GCM with its number as nonce: the key is one file's alone, so no nonce comes twice. The last
/// piece is marked in what is authenticated, so a file that was cut at a piece's end does not open either. Layout: (ciphertext | tag (16))*.
/// </summary>
internal static class SealedPieces
{
    public const int PieceLength = 64 * 1024;
    public const int TagLength = 16;

    /// <summary>An empty file has one, empty piece.</summary>
    public static long CountOf(long size) => Math.Max(1, (size + PieceLength - 1) / PieceLength);

    public static byte[] NonceOf(long number)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(4), number);
        return nonce;
    }

    public static byte[] MarkOf(bool isLast) => [isLast ? (byte)1 : (byte)0];
}

/// <summary>Encrypts and hashes what is written to it. The inner stream stays open.</summary>
internal sealed class SealingStream(Stream into, byte[] secret) : Stream
{
    private readonly AesGcm _aes = new(secret, SealedPieces.TagLength);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _beginning = new byte[4096];
    private readonly byte[] _piece = new byte[SealedPieces.PieceLength];
    private readonly byte[] _box = new byte[SealedPieces.PieceLength + SealedPieces.TagLength];
    private int _filled;
    private long _number;
    private string? _sha256;

    public long Written { get; private set; }

    public ReadOnlyMemory<byte> Beginning => _beginning.AsMemory(0, (int)Math.Min(Written, _beginning.Length));

    /// <returns>SHA-256 of all that was written, in hex.</returns>
    public async Task<string> FinishAsync(CancellationToken ct)
    {
        if (_sha256 is not null)
            return _sha256;
        await EmitAsync(isLast: true, ct);
        await into.FlushAsync(ct);
        return _sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_sha256 is not null, this);
        _hash.AppendData(buffer.Span);
        if (Written < _beginning.Length)
            buffer[..(int)Math.Min(buffer.Length, _beginning.Length - Written)].CopyTo(_beginning.AsMemory((int)Written));
        Written += buffer.Length;
        while (buffer.Length > 0)
        {
            // A full piece waits until it is known whether it is the last one.
            if (_filled == _piece.Length)
                await EmitAsync(isLast: false, cancellationToken);
            var taken = Math.Min(buffer.Length, _piece.Length - _filled);
            buffer[..taken].CopyTo(_piece.AsMemory(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    private async Task EmitAsync(bool isLast, CancellationToken ct)
    {
        _aes.Encrypt(
            SealedPieces.NonceOf(_number++),
            _piece.AsSpan(0, _filled),
            _box.AsSpan(0, _filled),
            _box.AsSpan(_filled, SealedPieces.TagLength),
            SealedPieces.MarkOf(isLast)
        );
        await into.WriteAsync(_box.AsMemory(0, _filled + SealedPieces.TagLength), ct);
        _filled = 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _aes.Dispose();
            _hash.Dispose();
            CryptographicOperations.ZeroMemory(_piece);
        }
        base.Dispose(disposing);
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => Written;
    public override long Position
    {
        get => Written;
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
        // Pieces go when they are full.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only asynchronously.");
}
