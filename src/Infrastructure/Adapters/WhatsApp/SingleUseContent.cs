using System.Net;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>
/// The body of a request that must not reach Meta twice, and the witness of whether it may have reached it once.
/// <para>
/// What .NET 10 does (HttpConnection.SendAsync): over HTTP/1.1 the headers stay in the connection's buffer until the content has been
/// asked to write itself, so nothing has left before <see cref="Started"/>. A request is resent by itself only when its connection was
/// closed before a byte of the answer and it has no content or waits for <c>100 Continue</c>. Hence: a content always, never
/// <c>Expect</c>, and exactly HTTP/1.1 (over HTTP/2 a stream that was refused or overtaken by GOAWAY is resent with its content).
/// Should another version of .NET decide otherwise, the second writing is refused here.
/// </para>
/// </summary>
internal sealed class SingleUseContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private int _started;

    public SingleUseContent(ReadOnlyMemory<byte> json)
    {
        _body = json;
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    public bool Started => Volatile.Read(ref _started) != 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref _started, 1) == 0
            ? stream.WriteAsync(_body, cancellationToken).AsTask()
            : throw new InvalidOperationException("This request was written before: it is not sent again.");

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}

/// <summary>A caller's stream of so many bytes: written once, not closed.</summary>
internal sealed class BorrowedStreamContent(Stream stream, long size) : HttpContent
{
    private int _started;

    protected override Task SerializeToStreamAsync(Stream target, TransportContext? context) =>
        SerializeToStreamAsync(target, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream target, TransportContext? context, CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref _started, 1) == 0
            ? stream.CopyToAsync(target, cancellationToken)
            : throw new InvalidOperationException("This file was written before: it cannot be read again.");

    protected override bool TryComputeLength(out long length)
    {
        length = size;
        return true;
    }
}
