using System.Security.Cryptography;
using CleanApp.Application.Common;

namespace CleanApp.Infrastructure.Storage;

/// <summary>The company's own place in the storage; another company's files have no name here.</summary>
internal sealed class SealedFiles(IObjectStorage storage, ITenantContext tenant) : ISealedFiles
{
    public IFileDraft Begin() => new Draft(this);

    public async Task<Stream?> OpenAsync(KeptFile file, CancellationToken ct) =>
        await storage.GetAsync(KeyOf(file.Id), ct) is { } box ? new UnsealingStream(box, Convert.FromBase64String(file.Secret), file.Size) : null;

    public Task DeleteAsync(Guid id, CancellationToken ct) => storage.DeleteAsync(KeyOf(id), ct);

    private Task PutAsync(Guid id, Stream box, CancellationToken ct) => storage.PutAsync(KeyOf(id), box, ct);

    private string KeyOf(Guid id) => $"{tenant.TenantId:N}/{id:N}";

    private sealed class Draft : IFileDraft
    {
        private readonly SealedFiles _files;
        private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
        private readonly FileStream _box;
        private readonly SealingStream _content;

        public Draft(SealedFiles files)
        {
            _files = files;
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                BufferSize = 1,
                Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            _box = new FileStream(Path.Combine(Path.GetTempPath(), $"cleanapp-{Path.GetRandomFileName()}"), options);
            _content = new SealingStream(_box, _secret);
        }

        public Stream Content => _content;
        public long Size => _content.Written;
        public ReadOnlyMemory<byte> Beginning => _content.Beginning;

        public Task<string> FinishAsync(CancellationToken ct) => _content.FinishAsync(ct);

        public async Task<KeptFile> KeepAsync(Guid id, CancellationToken ct)
        {
            await _content.FinishAsync(ct);
            _box.Position = 0;
            await _files.PutAsync(id, _box, ct);
            return new KeptFile(id, Convert.ToBase64String(_secret), Size);
        }

        public async ValueTask DisposeAsync()
        {
            await _content.DisposeAsync();
            await _box.DisposeAsync();
            CryptographicOperations.ZeroMemory(_secret);
        }
    }
}
