using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CleanApp.Application.Identity;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CleanApp.Infrastructure.Security;

/// <summary>
/// Argon2id (19 MiB, 2 passes, 1 lane: OWASP's minimum) where the reference library is installed, else PBKDF2-HMAC-SHA512 with
/// 210,000 rounds. The stored hash names its algorithm; a sign-in replaces one that is not the best to be had here.
/// </summary>
internal sealed class PasswordHasher : IPasswordHasher, IDisposable
{
    private const int QueueLimit = 64;
    private readonly BlockingCollection<Action> _waiting = new(QueueLimit);
    private readonly PasswordHasher<User> _pbkdf2 = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
    private readonly string _dummy;
    private readonly Thread[] _hands;

    /// <summary>One core is left to everybody who is signed in already.</summary>
    public static int AtATime { get; } = Math.Max(1, Environment.ProcessorCount - 1);

    public PasswordHasher()
    {
        _dummy = Hash("a password nobody has");
        // Of their own: between two passwords the pool's threads would first do what others have asked for.
        _hands = [.. Enumerable.Range(0, AtATime).Select(_ => new Thread(WorkThrough) { IsBackground = true, Name = "Passwords" })];
        foreach (var hand in _hands)
            hand.Start();
    }

    public Task<string> HashAsync(string password, CancellationToken ct) => InTurnAsync(() => Hash(password), ct);

    public Task<PasswordCheck> VerifyAsync(string? hash, string password, CancellationToken ct) =>
        InTurnAsync(() => Verify(hash ?? _dummy, password) is var check && hash is null ? PasswordCheck.Wrong : check, ct);

    public void Dispose()
    {
        _waiting.CompleteAdding();
        foreach (var hand in _hands)
            hand.Join();
        _waiting.Dispose();
    }

    private void WorkThrough()
    {
        foreach (var work in _waiting.GetConsumingEnumerable())
            work();
    }

    private string Hash(string password) => Argon2.IsAvailable ? Argon2.Hash(password) : _pbkdf2.HashPassword(null!, password);

    private PasswordCheck Verify(string hash, string password)
    {
        if (hash.StartsWith("$argon2id$", StringComparison.Ordinal))
        {
            if (!Argon2.IsAvailable)
                throw new InvalidOperationException("Passwords are stored with Argon2id, but libargon2 is not installed (package libargon2-1).");
            return Argon2.Verify(hash, password) ? PasswordCheck.Right : PasswordCheck.Wrong;
        }
        return _pbkdf2.VerifyHashedPassword(null!, hash, password) switch
        {
            PasswordVerificationResult.Failed => PasswordCheck.Wrong,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordCheck.RightButOld,
            _ => Argon2.IsAvailable ? PasswordCheck.RightButOld : PasswordCheck.Right,
        };
    }

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken ct)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_waiting.TryAdd(Do, 0, ct))
            throw new DomainException(IdentityErrors.HashingBusy) { RetryAfter = TimeSpan.FromSeconds(2) };
        return await done.Task;

        void Do()
        {
            if (ct.IsCancellationRequested)
            {
                done.SetCanceled(ct);
                return;
            }
            try
            {
                done.SetResult(work());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }
    }
}

/// <summary>The reference implementation, by P/Invoke: no managed package is to be had.</summary>
internal static partial class Argon2
{
    private const string Library = "libargon2.so.1";
    private const uint Passes = 2;
    private const uint MemoryKiB = 19 * 1024;
    private const uint Lanes = 1;

    public static bool IsAvailable { get; } = System.Runtime.InteropServices.NativeLibrary.TryLoad(Library, out _);

    public static string Hash(string password)
    {
        var text = Encoding.UTF8.GetBytes(password);
        var salt = RandomNumberGenerator.GetBytes(16);
        var encoded = new byte[256];
        var result = argon2id_hash_encoded(
            Passes,
            MemoryKiB,
            Lanes,
            text,
            (nuint)text.Length,
            salt,
            (nuint)salt.Length,
            32,
            encoded,
            (nuint)encoded.Length
        );
        if (result != 0)
            throw new CryptographicException($"Argon2id failed with {result}.");
        return Encoding.ASCII.GetString(encoded, 0, Array.IndexOf(encoded, (byte)0));
    }

    public static bool Verify(string encoded, string password)
    {
        var text = Encoding.UTF8.GetBytes(password);
        return argon2id_verify(Encoding.ASCII.GetBytes(encoded + "\0"), text, (nuint)text.Length) == 0;
    }

    [System.Runtime.InteropServices.LibraryImport(Library)]
    private static partial int argon2id_hash_encoded(
        uint passes,
        uint memoryKiB,
        uint lanes,
        byte[] password,
        nuint passwordLength,
        byte[] salt,
        nuint saltLength,
        nuint hashLength,
        byte[] encoded,
        nuint encodedLength
    );

    [System.Runtime.InteropServices.LibraryImport(Library)]
    private static partial int argon2id_verify(byte[] encoded, byte[] password, nuint passwordLength);
}
