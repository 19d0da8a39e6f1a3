using CleanApp.Application.Common;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CleanApp.Api.Common;

/// <summary>The operation takes a form with one file. Not <c>Accepts</c>: who may not see what it is for is told so, and nothing of its form.</summary>
internal sealed record FileForm
{
    public const string Part = "file";

    public static readonly FileForm Instance = new();
}

/// <summary>Read as it comes: the framework's own reader would put the file on the disk in clear.</summary>
internal sealed class MultipartFile(HttpRequest request) : IIncomingFile
{
    private const int LongestBoundary = 100;
    private const int MostParts = 10;

    public async Task<IncomingFile?> OpenAsync(CancellationToken ct)
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= LongestBoundary } boundary
        )
            throw new BadHttpRequestException("The body must be a form.", 415);
        var reader = new MultipartReader(boundary, request.Body);
        try
        {
            for (var parts = 0; parts < MostParts && await reader.ReadNextSectionAsync(ct) is { } section; parts++)
                if (FileIn(section) is { } name)
                    return new IncomingFile(name, section.ContentType, new Body(section.Body));
        }
        catch (Exception e) when (IsMalformed(e))
        {
            throw new BadHttpRequestException("The form is cut or malformed.", e);
        }
        return null;
    }

    /// <returns>Null when it is another part; empty when the file has no name.</returns>
    private static string? FileIn(MultipartSection section) =>
        section.GetContentDispositionHeader() is { } disposition && HeaderUtilities.RemoveQuotes(disposition.Name) == FileForm.Part
            ? HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? ""
            : null;

    private static bool IsMalformed(Exception e) => e is InvalidDataException or IOException and not BadHttpRequestException;

    /// <summary>A form that ends too soon is the caller's failure, not ours.</summary>
    private sealed class Body(Stream inner) : Stream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return await inner.ReadAsync(buffer, cancellationToken);
            }
            catch (Exception e) when (IsMalformed(e))
            {
                throw new BadHttpRequestException("The form is cut or malformed.", e);
            }
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
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
}
