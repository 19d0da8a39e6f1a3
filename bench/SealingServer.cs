using System.Buffers.Binary;
using System.Text;
using CleanApp.Api.Host;
using CleanApp.Application.Common;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CleanApp.Bench;

/// <summary>
/// Twins that differ in one thing: the product as it is, and the product with personal data stored as it comes. Neither does anything else, so
/// both are as warm.
/// </summary>
internal static class SealingServer
{
    public static async Task RunAsync(bool inClear)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        CleanAppHost.AddServices(builder);
        if (inClear)
            builder.Services.Replace(ServiceDescriptor.Singleton<IPersonalVault, PlainVault>());
        var app = builder.Build();
        CleanAppHost.Use(app);
        await app.RunAsync();
    }

    private sealed class PlainVault : IPersonalVault, ICompanyKeys
    {
        /// <summary>As many bytes around a value as the real box has, so that the same is written.</summary>
        private const int Around = 31;

        public Task<ICompanyKeys> OpenAsync(CancellationToken ct) => Task.FromResult<ICompanyKeys>(this);

        public byte[] Seal(string text, SealedPlace place) => [.. new byte[Around], .. Encoding.UTF8.GetBytes(text)];

        public string Open(byte[] box, SealedPlace place) => Encoding.UTF8.GetString(box.AsSpan(Around));

        /// <summary>The value itself: those of these measurements fit.</summary>
        public byte[] Index(string kind, string canonical)
        {
            var index = new byte[16];
            Encoding.UTF8.GetBytes(canonical, index);
            return index;
        }

        public long[] NameTerms(IEnumerable<string> names) =>
            [
                .. names
                    .SelectMany(name => name.ToLowerInvariant().Split(' '))
                    .SelectMany(word => Enumerable.Range(2, Math.Min(word.Length, 8) - 1).Select(length => word[..length]))
                    .Distinct()
                    .Select(beginning => BinaryPrimitives.ReadInt64BigEndian(Index("name", beginning))),
            ];

        public IReadOnlyList<long[]> NameTermsOfEach(IReadOnlyList<string> names) => [.. names.Select(name => NameTerms([name]))];

        public long[] NameSearch(string text) => [];

        public long[] Terms(IReadOnlyCollection<string> words, int period) =>
            [.. words.Select(word => ((long)period << 48) + (uint)word.GetHashCode(StringComparison.Ordinal))];
    }
}
