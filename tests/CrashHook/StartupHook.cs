using System.Diagnostics;
using System.Globalization;

/// <summary>
/// Loaded into the unchanged product by DOTNET_STARTUP_HOOKS: kills the process, as <c>kill -9</c> would, at its Nth commit.
/// The runtime looks for this name outside any namespace.
/// </summary>
internal static class StartupHook
{
    /// <summary>Where to die: <c>before:3</c> or <c>after:3</c>.</summary>
    private const string Setting = "CRASH_AT";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Setting)?.Split(':') is not [var side, var number])
            return;
        var killer = new Killer(
            side == "before"
                ? "Microsoft.EntityFrameworkCore.Database.Transaction.TransactionCommitting"
                : "Microsoft.EntityFrameworkCore.Database.Transaction.TransactionCommitted",
            int.Parse(number, CultureInfo.InvariantCulture)
        );
        DiagnosticListener.AllListeners.Subscribe(killer);
    }

    private sealed class Killer(string fatal, int left) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private int _left = left;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key != fatal || Interlocked.Decrement(ref _left) != 0)
                return;
            Process.GetCurrentProcess().Kill();
            // Death comes from outside: until it is here, this thread must not go on to the commit.
            Thread.Sleep(Timeout.InfiniteTimeSpan);
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }
}
