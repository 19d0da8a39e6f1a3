using CleanApp.Application.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CleanApp.Infrastructure.Storage;

public static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section))
            .Configure(options => options.Folder ??= BesideKeys(configuration["Security:KeyFile"]))
            .Validate(
                options => options.S3.Url is not null || options.Folder is not null,
                "Storage:Folder or Storage:S3:Url must say where files are kept."
            )
            .Validate(
                options => options.S3.Url is null || options.S3 is { Bucket.Length: > 0, AccessKey.Length: > 0, SecretKey.Length: > 0 },
                "Storage:S3 needs Bucket, AccessKey and SecretKey."
            )
            .ValidateOnStart();
        services.AddSingleton(NewStorage);
        return services.AddScoped<ISealedFiles, SealedFiles>();
    }

    private static IObjectStorage NewStorage(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        return options.S3.Url is null
            ? new DiskStorage(options.Folder!, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DiskStorage>>())
            : new S3Storage(options.S3, provider.GetRequiredService<ILogger<S3Storage>>());
    }

    private static string? BesideKeys(string? keyFile) =>
        keyFile is null ? null : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(keyFile))!, "files");
}
