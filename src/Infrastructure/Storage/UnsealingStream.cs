using System.Security.Cryptography;

namespace CleanApp.Infrastructure.Storage;

/// <summary>Reads what a <see cref="SealingStream"/> wrote; nothing of a piece is given before the whole of it is proved.</summary>
internal sealed class UnsealingStream(Stream box, byte[] secret, long size) : Stream
{
    private readonly AesGcm _aes = new(secret, SealedPieces.TagLength);
    private readonly byte[] _sealed = new byte[SealedPieces.PieceLength + SealedPieces.TagLength];
    private readonly byte[] _piece = new byte[SealedPieces.PieceLength];
    private int _at;
    private int _filled;
    private long _number;
    private long _given;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_at == _filled && !await NextAsync(cancellationToken))
            return 0;
        var taken = Math.Min(buffer.Length, _filled - _at);
        _piece.AsMemory(_at, taken).CopyTo(buffer);
        _at += taken;
        _given += taken;
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <exception cref="CryptographicException">Tampered with, cut, or another file's.</exception>
    private async Task<bool> NextAsync(CancellationToken ct)
    {
        if (_number == SealedPieces.CountOf(size))
            return false;
        var isLast = _number == SealedPieces.CountOf(size) - 1;
        var length = isLast ? (int)(size - _number * SealedPieces.PieceLength) : SealedPieces.PieceLength;
        var read = await box.ReadAtLeastAsync(_sealed.AsMemory(0, length + SealedPieces.TagLength), length + SealedPieces.TagLength, false, ct);
        if (read < length + SealedPieces.TagLength)
            throw new CryptographicException("The file was cut.");
        _aes.Decrypt(
            SealedPieces.NonceOf(_number++),
            _sealed.AsSpan(0, length),
            _sealed.AsSpan(length, SealedPieces.TagLength),
            _piece.AsSpan(0, length),
            SealedPieces.MarkOf(isLast)
        );
        (_at, _filled) = (0, length);
        return length > 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _aes.Dispose();
            box.Dispose();
            CryptographicOperations.ZeroMemory(_piece);
        }
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => size;
    public override long Position
    {
        get => _given;
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
