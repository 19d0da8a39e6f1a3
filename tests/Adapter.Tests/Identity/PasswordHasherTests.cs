using CleanApp.Application.Identity;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using CleanApp.Infrastructure.Security;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Identity;

public sealed class PasswordHasherTests
{
    private const int MayWait = 64;

    [Fact]
    public async Task More_than_may_wait_are_asked_to_come_back_and_the_others_all_have_their_turn()
    {
        using var hasher = new PasswordHasher();
        var hash = await hasher.HashAsync("uma senha comprida", TestContext.Current.CancellationToken);

        var turns = Enumerable.Range(0, MayWait * 2).Select(n => CheckAsync(n % 2 == 0 ? "uma senha comprida" : "uma outra senha")).ToList();
        var checks = await Task.WhenAll(turns);

        // Those who wait, and who was taken out of the queue meanwhile.
        checks.Count(c => c is null).ShouldBeInRange(MayWait / 2, MayWait);
        for (var n = 0; n < checks.Length; n++)
            checks[n].ShouldBeOneOf(null, n % 2 == 0 ? PasswordCheck.Right : PasswordCheck.Wrong);

        async Task<PasswordCheck?> CheckAsync(string password)
        {
            try
            {
                return await hasher.VerifyAsync(hash, password, TestContext.Current.CancellationToken);
            }
            catch (DomainException e) when (e.Error == IdentityErrors.HashingBusy)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task Who_has_gone_is_passed_over_and_what_fails_fails_for_its_caller_alone()
    {
        using var hasher = new PasswordHasher();
        using var gone = new CancellationTokenSource();
        var others = Enumerable.Range(0, 20).Select(_ => hasher.HashAsync("uma senha comprida", TestContext.Current.CancellationToken)).ToList();
        var left = hasher.HashAsync("uma senha comprida", gone.Token);
        await gone.CancelAsync();

        await Should.ThrowAsync<TaskCanceledException>(left);
        await Should.ThrowAsync<FormatException>(hasher.VerifyAsync("no hash at all", "uma senha comprida", TestContext.Current.CancellationToken));
        (await Task.WhenAll(others)).Distinct().Count().ShouldBe(others.Count);
    }
}
