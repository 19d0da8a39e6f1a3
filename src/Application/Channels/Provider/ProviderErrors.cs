namespace CleanApp.Application.Channels.Provider;

/// <param name="Code">Meta's; build on this one only.</param>
/// <param name="Detail">Meta's English sentence without personal data, at most 500 characters; for operators.</param>
/// <param name="TraceId">Meta's <c>fbtrace_id</c>.</param>
public sealed record ProviderError(int Code, ErrorClass Class, string? Detail, string? TraceId, TimeSpan? RetryAfter = null);

public enum ErrorClass
{
    /// <summary>Not taken; may be tried again after a while.</summary>
    Retry,

    /// <summary>As <see cref="Retry"/>, because this recipient got too many.</summary>
    RetryPair,

    /// <summary>As <see cref="Retry"/>, because the number, account or app sends too fast.</summary>
    RetryNumber,

    /// <summary>Whether it was taken is not known.</summary>
    Ambiguous,

    /// <summary>This message will never be taken.</summary>
    Permanent,

    /// <summary>Nothing will be taken from this number until a person acts.</summary>
    Pause,

    /// <summary>Not before a day has passed, and not by itself.</summary>
    Wait,
}

public sealed class ProviderException(string reason, ProviderError? error = null, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>A short word, such as <c>timeout</c>, <c>unauthorized</c>, <c>host_not_allowed</c>, <c>too_large</c>.</summary>
    public string Reason { get; } = reason;
    public ProviderError? Error => error;
}
