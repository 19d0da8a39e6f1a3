using System.Diagnostics;

namespace CleanApp.Application.Common;

/// <summary>
/// Where time goes, from a request over the queue to the call it led to. Names and ids of ours only: no address, since addresses hold
/// tokens, and nothing of a person. Costs nothing while nobody listens.
/// </summary>
public static class Tracing
{
    public const string SourceName = "CleanApp";
    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>To be kept with what is done later; null while nothing is traced.</summary>
    public static string? Parent => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    /// <param name="parent">What <see cref="Parent"/> was when this was asked for; else whatever runs now.</param>
    public static Activity? Start(string name, ActivityKind kind = ActivityKind.Internal, string? parent = null) =>
        ActivityContext.TryParse(parent, traceState: null, isRemote: true, out var context)
            ? Source.StartActivity(name, kind, context)
            : Source.StartActivity(name, kind);

    /// <summary>What was done together with others, as a part of the trace of whoever asked for it.</summary>
    public static void Record(string name, ActivityKind kind, string? parent, DateTimeOffset begun)
    {
        if (ActivityContext.TryParse(parent, traceState: null, isRemote: true, out var context))
            Source.StartActivity(name, kind, context, startTime: begun)?.Dispose();
    }

    /// <summary>The kind of failure; its text may quote what nobody should read here.</summary>
    public static void Fail(this Activity? activity, Exception e) => activity?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
}
